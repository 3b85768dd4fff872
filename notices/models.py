"""A notice to one person, and the email that sums up a day's."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from presentation.fields import MonthField


class NoticeKind(models.TextChoices):
    """What a notice tells of; the first five are the state that a return or report came to.

    Of steps within the office there are those of ``indicators.returns.workflow`` by their codes.
    """

    SUBMITTED = "submitted"
    RESUBMITTED = "resubmitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REOPENED = "reopened"
    HANDED_UP = "hand-up"
    TAKEN_BACK = "take-back"
    HANDED_DOWN = "hand-down"
    RECALLED = "recall"
    SENT = "sent"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    CALENDAR = "calendar"
    COMMENTED = "commented"
    FEEDBACK = "feedback"
    ANSWERED = "answered"
    DISPROVED = "disproved"
    RULES = "rules"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    SENT_BACK = "sent-back"
    AGREED = "agreed"
    AMENDING = "amending"
    UNAMENDING = "unamending"
    NOT_AMENDED = "not-amended"
    AMENDED = "amended"
    REMINDED = "reminded"
    ASSIGNED = "assigned"
    TO_SIGN = "to-sign"
    UNSIGNED = "unsigned"
    NOT_SIGNED = "not-signed"
    AMEND_TO_SIGN = "amend-sign"
    AMEND_UNSIGNED = "amend-undo"
    AMEND_NOT_SIGNED = "amend-down"


STEPS: Final = (
    NoticeKind.SUBMITTED,
    NoticeKind.RESUBMITTED,
    NoticeKind.RETURNED,
    NoticeKind.ACCEPTED,
    NoticeKind.REOPENED,
    NoticeKind.HANDED_UP,
    NoticeKind.TAKEN_BACK,
    NoticeKind.HANDED_DOWN,
    NoticeKind.RECALLED,
    NoticeKind.SENT,
)
"""The steps of a return or report; the newest says where it stands."""

AGREEMENT_STEPS: Final = (
    NoticeKind.TO_SIGN,
    NoticeKind.UNSIGNED,
    NoticeKind.NOT_SIGNED,
    NoticeKind.PROPOSED,
    NoticeKind.WITHDRAWN,
    NoticeKind.SENT_BACK,
    NoticeKind.AGREED,
)
"""Those of an agreement."""

AMENDMENT_STEPS: Final = (
    NoticeKind.AMENDING,
    NoticeKind.UNAMENDING,
    NoticeKind.NOT_AMENDED,
    NoticeKind.AMENDED,
    NoticeKind.AMEND_TO_SIGN,
    NoticeKind.AMEND_UNSIGNED,
    NoticeKind.AMEND_NOT_SIGNED,
)
"""Those of an amendment."""


class Notice(models.Model):
    """Something happened to a return that concerns the recipient.

    Data, not a sentence: it is told in the language of whoever reads it. ``words`` are what
    a person wrote about it, such as a reviewer's reason. ``month`` is the last of a longer
    ``period``, which is one of ``plans.calendar``. What is told of a plan that nobody has made
    yet names its ``office`` and ``kind`` instead, the year by ``month``.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    what = models.CharField(max_length=12, choices=NoticeKind)
    plan = models.ForeignKey("plans.Plan", models.CASCADE, null=True, related_name="+")
    office = models.ForeignKey("offices.Office", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=16, blank=True)
    month = MonthField()
    period = models.CharField(max_length=8, default="month")
    indicator = models.ForeignKey("plans.Indicator", models.CASCADE, null=True, related_name="+")
    words = models.TextField(blank=True)
    until = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("recipient", "-at", "-id"), name="notice_newest"),
            models.Index(fields=("recipient",), condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=("recipient",),
                condition=Q(read_at=None, mailed_at=None),
                name="notice_to_mail",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(plan__isnull=False, office=None, kind="")
                | (Q(plan=None, office__isnull=False) & ~Q(kind="")),
                name="notice_of_a_plan_or_of_none_yet",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} · {self.plan_id} · {self.month}"


class Digest(models.Model):
    """A day's email to one person: there is at most one.

    ``SENDING`` is written before the mail server is spoken to. Where a worker dies then,
    nobody knows whether the mail went out, and it is not sent again.
    """

    class Stage(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    problem = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("recipient", "day"), name="digest_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.recipient_id} · {self.day} · {self.stage}"


class EmailOptOut(models.Model):
    """A person who wants no email of notices; there is a row for these only."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.user_id)
