"""One line of the history. The database itself refuses to change or remove it."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from numerals import Month
from offices.tracing import LONGEST
from plans.fields import MonthField


class ChangedField(models.TextChoices):
    """What a change is about."""

    FIGURE = "figure", _("Achievement")
    REMARKS = "remarks", _("Remarks")
    STATE = "state", _("State of the return")
    NOTE = "note", _("Note at a cell")
    NOTE_ANSWER = "note_answer", _("Answer to a note")
    EVIDENCE = "evidence", _("Piece of evidence")
    VERDICT = "verdict", _("Verification of evidence")
    COMMENT = "comment", _("Comment")
    THREAD = "thread", _("State of the comments")
    TARGET_100 = "target_100", _("Target 100%")
    TARGET_90 = "target_90", _("Target 90%")
    TARGET_80 = "target_80", _("Target 80%")
    TARGET_70 = "target_70", _("Target 70%")
    TARGET_60 = "target_60", _("Target 60%")
    WEIGHT = "weight", _("Weight")
    METHOD = "method", _("Calculation method")
    FREQUENCY = "frequency", _("Reported")
    UNIT = "unit", _("Unit")
    CODE = "code", _("Code")
    TITLE = "title", _("Title")
    EVIDENCE_REQUIRED = "evidence_required", _("Evidence required")
    LINKED_KIND = "linked_kind", _("Earned by the plan of kind")
    OBJECTIVE_CODE = "objective_code", _("Objective: code")
    OBJECTIVE_TITLE = "objective_title", _("Objective: title")
    OBJECTIVE_WEIGHT = "objective_weight", _("Objective: weight")
    OBJECTIVE_SECTION = "objective_section", _("Objective: section")
    ACTIVITY_CODE = "activity_code", _("Activity: code")
    ACTIVITY_TITLE = "activity_title", _("Activity: title")
    PLAN_TITLE = "plan_title", _("Plan: title")
    PLAN_HEADING = "plan_heading", _("Plan: office heading")
    PERIOD_STATE = "period_state", _("State of the period's report")
    PERIOD_REMARKS = "period_remarks", _("Remarks on the period")
    EVALUATED = "evaluated", _("Evaluated value")
    EVALUATION_REASON = "evaluation_reason", _("Reason of the evaluated value")
    EVALUATED_CLAIM = "evaluated_claim", _("Claim that was evaluated")
    KEPT = "kept", _("What the report keeps")
    FEEDBACK = "feedback", _("Half-yearly feedback")
    FEEDBACK_ANSWER = "feedback_answer", _("Answer to the half-yearly feedback")
    RULES = "rules", _("Scoring rules")
    WHOLE_PLAN = "whole_plan", _("The plan as a whole")


class Change(models.Model):
    """Who changed what, when, from what, to what, why, and in which request.

    ``before`` and ``after`` are canonical text (``0.55``, ``2024-06-30``, ``-``, a state, a
    remark; of evidence as ``indicators.evidence.telling`` has it; of a whole plan the digest of
    all that it promises); ``None`` is "nothing there". ``row`` names the indicator, objective or
    activity as it was named then; ``month`` the month whose return was not begun yet. ``by`` is
    empty where a command wrote for nobody. What is referred to cannot be deleted any more.

    ``at`` is the database's time, not the web server's; only what is told of afterwards (the
    demo) has a moment of its own, which its signature covers then.
    """

    Field: Final = ChangedField

    plan = models.ForeignKey(
        "plans.Plan", models.PROTECT, related_name="changes", db_index=False, verbose_name=_("plan")
    )
    sheet = models.ForeignKey(
        "indicators.Sheet",
        models.PROTECT,
        null=True,
        related_name="changes",
        db_index=False,
        verbose_name=_("monthly return"),
    )
    month: models.DateField[Month | date | str | None, Month | None] = MonthField(  # type: ignore[assignment, misc]
        _("month"), null=True
    )
    indicator = models.ForeignKey(
        "plans.Indicator",
        models.PROTECT,
        null=True,
        related_name="changes",
        verbose_name=_("indicator"),
    )
    row = models.CharField(_("row"), max_length=48, blank=True)
    field = models.CharField(_("what"), max_length=20, choices=ChangedField)
    # Nothing is not the same as an empty text.
    before = models.TextField(_("before"), null=True)  # noqa: DJ001
    after = models.TextField(_("after"), null=True)  # noqa: DJ001
    reason = models.TextField(_("reason"), blank=True)
    request = models.CharField(_("request"), max_length=LONGEST, blank=True)
    at = models.DateTimeField(_("when"), db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the row that it tells of, if it is one."
    )
    signature = models.CharField(
        max_length=80, blank=True, help_text="As indicators.history.signing makes it."
    )

    class Meta:
        app_label = "indicators"
        verbose_name = _("change")
        verbose_name_plural = _("history")
        ordering = ("-id",)
        constraints = (
            # The triggers on SQLite tell a row that is written over by its id, and see -1 for
            # an id that is not given.
            models.CheckConstraint(condition=Q(id__gt=0), name="change_id_is_positive"),
        )
        indexes = (
            models.Index(fields=("plan", "-id"), name="change_of_plan"),
            models.Index(fields=("sheet", "indicator"), name="change_of_cell"),
        )

    def __str__(self) -> str:
        return f"{self.row} {self.field}: {self.before} → {self.after}".strip()

    @property
    def of_month(self) -> Month | None:
        """The month that it is about, if it is about one."""
        return self.sheet.month if self.sheet else self.month


class Seal(models.Model):
    """What vouches for all lines from the seal before it ``until`` an id; seals form a chain.

    One that ``takes_over`` vouches for every line until there, whatever signed them: of earlier
    versions, under a key that is gone, or restored from another installation.
    """

    number = models.PositiveIntegerField(unique=True)
    until = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    takes_over = models.BooleanField(default=False)
    at = models.DateTimeField()
    signature = models.CharField(max_length=64)

    class Meta:
        app_label = "indicators"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}:{self.signature[:16]}"
