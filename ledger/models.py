"""One record of who changed what, whatever it was. The database refuses to change or remove it."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ledger.requests import LONGEST
from numerals import Month


class ChangeSubject(models.TextChoices):
    """What a change belongs to, and so which of its columns name it."""

    PLAN = "plan", _("Plan")
    OFFICE = "office", _("Office")
    USER = "user", _("User")
    POSTING = "posting", _("Posting")
    CALENDAR = "calendar", _("Calendar")
    EXTENSION = "extension", _("Extra time")
    RULES = "rules", _("Scoring rules")


class ChangedField(models.TextChoices):
    """What of a plan, its returns and reports a change is about."""

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
    FREQUENCY = "frequency", _("How often")
    UNIT = "unit", _("Unit")
    CODE = "code", _("Code")
    TITLE = "title", _("Title")
    EVIDENCE_REQUIRED = "evidence_required", _("Evidence required")
    LINKED_KIND = "linked_kind", _("Scored from this action plan")
    MODE = "mode", _("Scored")
    DEDUCTION = "deduction", _("Marks off")
    PER_DAYS = "per_days", _("Each so many days late")
    ROLL_UP = "roll_up", _("Rolled up from offices")
    ROLL_UP_FROM = "roll_up_from", _("Offices and their rows")
    RESPONSIBLE = "responsible", _("Responsible")
    EVIDENCE_DEFINITION = "evidence_definition", _("Evidence as the plan names it")
    BASELINES = "baselines", _("Baselines")
    PROJECTIONS = "projections", _("Projections")
    TARGETS_BY_PERIOD = "targets_by_period", _("Targets by period")
    PARTS = "parts", _("Targets of the parts")
    OBJECTIVE_CODE = "objective_code", _("Objective: code")
    OBJECTIVE_TITLE = "objective_title", _("Objective: title")
    OBJECTIVE_WEIGHT = "objective_weight", _("Objective: weight")
    OBJECTIVE_SECTION = "objective_section", _("Objective: section")
    ACTIVITY_CODE = "activity_code", _("Activity: code")
    ACTIVITY_TITLE = "activity_title", _("Activity: title")
    PLAN_TITLE = "plan_title", _("Plan: title")
    PLAN_HEADING = "plan_heading", _("Plan: office heading")
    PLAN_TOTAL = "plan_total", _("Plan: total weight")
    PERIOD_STATE = "period_state", _("State of the period's report")
    PERIOD_REMARKS = "period_remarks", _("Remarks on the period")
    EVALUATED = "evaluated", _("Evaluated value")
    EVALUATION_REASON = "evaluation_reason", _("Reason of the evaluated value")
    EVALUATED_CLAIM = "evaluated_claim", _("Claim that was evaluated")
    KEPT = "kept", _("What the report keeps")
    FEEDBACK = "feedback", _("Half-yearly feedback")
    FEEDBACK_ANSWER = "feedback_answer", _("Answer to the half-yearly feedback")
    AGREEMENT_PART = "agreement_part", _("Text of the agreement")
    AGREEMENT = "agreement", _("State of the agreement")
    AGREEMENT_NOTE = "agreement_note", _("Note at a row of the agreement")
    AGREED_VERSION = "agreed_version", _("Version that both sides signed")
    AMENDMENT = "amendment", _("State of the amendment")
    AMENDMENT_ROW = "amendment_row", _("Row of the amendment")
    OVERRIDE = "override", _("Error that was let stand")
    RULES = "rules", _("Scoring rules")
    ALERT = "alert", _("Alert")
    REMINDER = "reminder", _("Reminder")
    WHOLE_PLAN = "whole_plan", _("The plan as a whole")


class Change(models.Model):
    """Who changed what, when, from what, to what, why, and in which request.

    ``subject`` says what it belongs to. What belongs to a plan names it, and its return,
    indicator or row; ``month`` (``2024-06``) names the month whose return was not begun yet. An
    office and a person are named as themselves, a posting by both; the calendar by the rule that
    was set, more time by its row and the office that it was given to, the year's rules by their
    name as ``row``. ``field`` is one of ``ChangedField``, or the name of the office's or person's
    field, blank where they as a whole came or went.

    ``before`` and ``after`` are canonical text (``0.55``, ``2024-06-30``, ``-``, a state, a
    remark, a code; of evidence as its room has it; of a whole plan the
    digest of all that it promises); ``None`` is "nothing there". ``row`` names the indicator,
    objective or activity as it was named then. ``by`` is empty where a command wrote for nobody.
    What is referred to cannot be deleted any more.

    ``at`` is the database's time, not the web server's; only what is told of afterwards (the
    demo) has a moment of its own, which its signature covers then.
    """

    Field: Final = ChangedField

    subject = models.CharField(max_length=10, choices=ChangeSubject, default=ChangeSubject.PLAN)
    plan = models.ForeignKey(
        "plans.Plan",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("plan"),
    )
    monthly_return = models.ForeignKey(
        "indicators.MonthlyReturn",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("monthly return"),
    )
    month = models.CharField(_("month"), max_length=7, blank=True)
    indicator = models.ForeignKey(
        "plans.Indicator",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("indicator"),
    )
    office = models.ForeignKey(
        "offices.Office",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("office"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("user"),
    )
    rule = models.ForeignKey(
        "plans.CalendarRule",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("calendar rule"),
    )
    extension = models.ForeignKey(
        "plans.Extension",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("extension"),
    )
    row = models.CharField(_("row"), max_length=48, blank=True)
    field = models.CharField(_("what"), max_length=20, choices=ChangedField, blank=True)
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
    signature = models.CharField(max_length=80, blank=True, help_text="As ledger.signing makes it.")

    class Meta:
        app_label = "ledger"
        verbose_name = _("change")
        verbose_name_plural = _("history")
        ordering = ("-id",)
        constraints = (
            # The triggers on SQLite tell a row that is written over by its id, and see -1 for
            # an id that is not given.
            models.CheckConstraint(condition=Q(id__gt=0), name="change_id_is_positive"),
            models.CheckConstraint(
                condition=Q(subject=ChangeSubject.PLAN, plan__isnull=False)
                | Q(subject=ChangeSubject.OFFICE, plan=None, office__isnull=False)
                | Q(subject=ChangeSubject.USER, plan=None, user__isnull=False)
                | Q(
                    subject=ChangeSubject.POSTING,
                    plan=None,
                    office__isnull=False,
                    user__isnull=False,
                )
                | Q(subject=ChangeSubject.CALENDAR, plan=None, rule__isnull=False)
                | Q(
                    subject=ChangeSubject.EXTENSION,
                    plan=None,
                    office__isnull=False,
                    extension__isnull=False,
                )
                | (Q(subject=ChangeSubject.RULES, plan=None) & ~Q(row="")),
                name="change_names_its_subject",
            ),
        )
        indexes = (
            models.Index(fields=("plan", "-id"), name="change_of_plan"),
            models.Index(fields=("monthly_return", "indicator"), name="change_of_cell"),
            # Of few among millions of figures: what is no plan's is found without them.
            models.Index(fields=("-id",), condition=Q(plan=None), name="change_of_no_plan"),
            models.Index(
                fields=("office", "-id"),
                condition=Q(office__isnull=False),
                name="change_of_office",
            ),
            models.Index(
                fields=("user", "-id"), condition=Q(user__isnull=False), name="change_of_user"
            ),
        )

    def __str__(self) -> str:
        return f"{self.row or self.subject} {self.field}: {self.before} → {self.after}"

    @property
    def of_month(self) -> Month | None:
        """The month that it is about, if it is about one."""
        if self.monthly_return:
            return self.monthly_return.month
        return Month.parse(self.month) if self.month else None


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
        app_label = "ledger"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}:{self.signature[:16]}"
