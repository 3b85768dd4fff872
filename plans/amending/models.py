"""Amendments: what an office proposes to change in an agreed plan, and what was decided of it."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.guards import AppendOnly
from plans.document.draft.serial import draft_from_json
from plans.document.draft.values import DraftPlan
from plans.handing_in.models import Step, Submission
from plans.handing_in.states import State
from plans.models import Plan
from plans.workshop.models import Draft

GUARDS: Final = (
    AppendOnly(
        table="plans_amendmentstep", name="amendment_steps", refusal="steps are only added to"
    ),
)


class Amendment(Submission):
    """The way of one amendment: open (being written), with the office's head, submitted
    (proposed), returned, submitted again, accepted (what was agreed of it is in the plan).
    ``dropped_at`` is when the office gave it up.

    ``base`` is the agreed plan as a draft, ``draft`` what it is to be; ``from_version`` the agreed
    version that it changes.
    """

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="amendments", verbose_name=_("plan")
    )
    from_version = models.PositiveSmallIntegerField()
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="amendment")
    base = models.JSONField()
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    dropped_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        app_label = "plans"
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ("plan", "pk")
        indexes = (models.Index(fields=("state", "submitted_at"), name="amendment_waiting"),)
        constraints = (
            models.UniqueConstraint(
                fields=("plan",),
                condition=Q(dropped_at=None) & ~Q(state=State.ACCEPTED),
                name="one_open_amendment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} · {self.from_version} · {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing follows any more: decided, or given up."""
        return self.dropped_at is not None or self.state == State.ACCEPTED

    @property
    def before(self) -> DraftPlan:
        """The agreed plan as a draft."""
        return draft_from_json(self.base)


class Verdict(models.TextChoices):
    """What the superior side made of a row."""

    OPEN = "", _("not decided")
    AGREED = "agreed", _("agreed")
    RETURNED = "returned", _("returned")


class AmendmentRow(models.Model):
    """Why a row is to change, and what the superior side said of it; by the key of the draft's row.

    It may speak of a row that is as it was again: what counts is what the draft changes.
    """

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="rows")
    key = models.PositiveIntegerField()
    reason = models.TextField(_("reason"), blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        app_label = "plans"
        constraints = (
            models.UniqueConstraint(fields=("amendment", "key"), name="amendment_row_once"),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class AmendmentStep(Step):
    """One step of an amendment; ``rows`` are those then, as ``plans.amending.values`` reads them.

    ``signed`` is how who proposed or decided signed, as ``plans.handing_in.signing`` reads it;
    ``made_version`` the plan's version that came of it, 0 for none.
    """

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="steps")
    code = models.CharField(
        max_length=12, help_text="Of its transition in plans.amending.workflow."
    )
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(_("version"))
    rows = models.JSONField(default=list)
    made_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "plans"
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("amendment", "at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(id__gt=0), name="amendment_step_id_is_positive"),
        )
