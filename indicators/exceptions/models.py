"""What needs attention, as it was last found, and what people did about it."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.guards import AppendOnly
from numerals import Message, Month
from plans.models import FiscalYear, Plan

GUARDS: Final = (
    AppendOnly(
        table="indicators_alertstep",
        name="alert_steps",
        refusal="what was done about an alert stays",
    ),
)

WORDS_LIMIT: Final = 2000
"""Characters of a reason or comment."""


class PlansLook(models.Model):
    """The plans of a year were looked over: when, and how many. The newest says as of when."""

    fiscal_year = models.ForeignKey(FiscalYear, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    plans = models.PositiveIntegerField()
    found = models.PositiveIntegerField()

    class Meta:
        app_label = "indicators"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.fiscal_year} · {self.at:%Y-%m-%d %H:%M}"


class StandingAlert(models.Model):
    """Something to look at first in a plan, from when it was found until it is found no more.

    ``rule``, ``row`` and ``month`` are those of ``rules.Alert``, the month as 2024-06 or empty.
    ``basis`` digests the figures that it is about: other figures make another alert.
    ``dismissed_until`` and ``assigned_to`` are what the last steps came to.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", db_index=False)
    rule = models.CharField(max_length=40)
    row = models.CharField(max_length=48, blank=True)
    month = models.CharField(max_length=7, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    weight = models.DecimalField(max_digits=9, decimal_places=4)
    sentence_bn = models.TextField()
    sentence_en = models.TextField()
    rests_on = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    dismissed_until = models.DateField(null=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        app_label = "indicators"
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ("-weight", "plan__office__path", "month", "row", "rule", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "rule", "row", "month", "basis"), name="alert_stands_once"
            ),
        )
        indexes = (
            models.Index(fields=("plan",), condition=Q(ended_at=None), name="alert_standing"),
        )

    def __str__(self) -> str:
        return f"{self.rule} · {self.plan} · {self.row} {self.month or ''}"

    @property
    def sentence(self) -> Message:
        """What was seen, and what to do."""
        return Message(bn=self.sentence_bn, en=self.sentence_en)

    @property
    def at(self) -> Month | None:
        """The month that it is of, if it is of one."""
        return Month.parse(self.month) if self.month else None

    @property
    def key(self) -> tuple[int, str, str, str, str]:
        """What makes it the same alert."""
        return self.plan_id, self.rule, self.row, self.month, self.basis

    @property
    def place(self) -> tuple[int, str, str, str]:
        """What it speaks of, whatever the figures are."""
        return self.plan_id, self.rule, self.row, self.month

    def is_dismissed(self, day: date) -> bool:
        """Whether somebody dismissed it until that day or a later one."""
        return self.dismissed_until is not None and self.dismissed_until >= day


class AlertAct(models.TextChoices):
    """What people do about an alert."""

    DISMISS = "dismiss", _("dismissed")
    TAKE_BACK = "take-back", _("dismissal taken back")
    ASSIGN = "assign", _("assigned")
    COMMENT = "comment", _("comment")
    USEFUL = "useful", _("was useful")
    USELESS = "useless", _("was not useful")


class AlertStep(models.Model):
    """One thing that was done about an alert; only added to.

    ``until`` is the last day of a dismissal, ``to`` whom it was assigned to, nobody where an
    assignment was taken away.
    """

    alert = models.ForeignKey(StandingAlert, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=10, choices=AlertAct)
    words = models.TextField(blank=True)
    until = models.DateField(null=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "indicators"
        verbose_name = _("step about an alert")
        verbose_name_plural = _("steps about alerts")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.alert_id} · {self.act}"
