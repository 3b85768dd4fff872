"""The report of a quarter or a year, its way through the hands, and what it reported."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from numerals import NIL, Figure
from plans.addresses import plan_url
from plans.calendar.terms import Period, PeriodKind, periods_of
from plans.fields import ValueField
from plans.handing_in.models import Step, Submission
from plans.models import Indicator, Plan, RuleSet


class ReportKind(models.TextChoices):
    """What a report speaks of; the values are those of ``plans.calendar.terms.PeriodKind``."""

    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class PeriodReport(Submission):
    """The report of one plan for a quarter or the year; ``version`` counts its writes."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="period_reports", verbose_name=_("plan")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ReportKind)
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Counted from July"))
    remarks = models.TextField(_("remarks"), blank=True)

    class Meta:
        app_label = "indicators"
        verbose_name = _("report of a period")
        verbose_name_plural = _("reports of periods")
        ordering = ("plan", "kind", "number")
        constraints = (
            models.UniqueConstraint(fields=("plan", "kind", "number"), name="period_report_once"),
        )
        indexes = (models.Index(fields=("state", "submitted_at"), name="period_report_state"),)

    def __str__(self) -> str:
        return f"{self.plan} · {self.name}"

    @property
    def name(self) -> str:
        """How the history names it within its plan: ``q4``, ``year``."""
        return f"q{self.number}" if self.kind == ReportKind.QUARTER else str(self.kind)

    @property
    def url(self) -> str:
        """Where it is written, read and decided on."""
        if self.kind == ReportKind.YEAR:
            return plan_url("indicators:evaluation", self.plan)
        return plan_url("indicators:quarter", self.plan, self.number)

    @property
    def period(self) -> Period:
        """The quarter or year."""
        return periods_of(self.plan.span, PeriodKind(self.kind))[self.number - 1]


class PeriodStep(Step):
    """One step of a report's way.

    ``reported`` is all that the report said then, a snapshot as indicators.periods.kept.data
    reads it: kept with each submission and with a final evaluation, and never changed. Pages and
    papers of the report are made from it. ``signed`` is how who took the step was named then.
    """

    report = models.ForeignKey(PeriodReport, models.CASCADE, related_name="steps")
    code = models.CharField(
        max_length=12,
        blank=True,
        editable=False,
        help_text="Of its transition in indicators.periods.workflow; empty in earlier versions.",
    )
    reason = models.TextField(_("reason"), blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    reported = models.JSONField(default=dict, editable=False)

    class Meta:
        app_label = "indicators"
        verbose_name = _("step of a period's report")
        verbose_name_plural = _("steps of periods' reports")
        ordering = ("report", "id")


class FinalScore(models.Model):
    """The year's score of a plan, from the day its evaluation is final until that is returned.

    It says what the snapshot of that step says; a ranking of thousands reads it here.
    ``objectives`` are those of a ``Score``.
    """

    plan = models.OneToOneField(
        Plan, models.CASCADE, related_name="final_score", verbose_name=_("plan")
    )
    step = models.OneToOneField(PeriodStep, models.CASCADE, related_name="final_score")
    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="+", verbose_name=_("scoring rules")
    )
    weighted = models.DecimalField(max_digits=16, decimal_places=10, null=True)
    weight = models.DecimalField(max_digits=9, decimal_places=2)
    stated_weight = models.DecimalField(max_digits=9, decimal_places=2)
    normalised = models.DecimalField(max_digits=16, decimal_places=10, null=True)
    objectives = models.JSONField(default=list)

    class Meta:
        app_label = "indicators"
        verbose_name = _("final score of a year")
        verbose_name_plural = _("final scores of years")

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.weighted}"


class EvaluatedValue(models.Model):
    """What the evaluator recognises of an indicator where it is not what the office reported."""

    report = models.ForeignKey(PeriodReport, models.CASCADE, related_name="evaluated")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="+", verbose_name=_("indicator")
    )
    value = ValueField(_("evaluated value"))
    is_nil = models.BooleanField(_("none"), default=False)
    reason = models.TextField(_("reason"))
    # Not known is not the same as nothing claimed.
    claimed = models.TextField(  # noqa: DJ001
        _("what the office claimed"),
        null=True,
        help_text="The achievement that was judged, as canonical text; empty where there was none.",
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        app_label = "indicators"
        verbose_name = _("evaluated value")
        verbose_name_plural = _("evaluated values")
        constraints = (
            models.UniqueConstraint(fields=("report", "indicator"), name="evaluated_value_once"),
            models.CheckConstraint(
                condition=Q(is_nil=True, value=None) | Q(is_nil=False, value__isnull=False),
                name="evaluated_value_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.figure}"

    @property
    def figure(self) -> Figure:
        """The value, or ``NIL`` where nothing is recognised."""
        return NIL if self.is_nil else self.value
