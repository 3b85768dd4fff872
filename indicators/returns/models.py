"""How it goes: the monthly return, its cells, its way through the hands, its scores."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from numerals import NIL, Figure
from plans.fields import ValueField
from plans.handing_in.models import Step, Submission
from plans.handing_in.states import State as State  # noqa: PLC0414  # known by this name
from plans.kept.models import KeptPlan
from plans.models import Indicator, Plan, RuleSet
from presentation.fields import MonthField


class MonthlyReturn(Submission):
    """A monthly return: one plan, one month. ``version`` counts its writes."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="monthly_returns", verbose_name=_("plan")
    )
    month = MonthField(_("month"))
    late_by = models.PositiveSmallIntegerField(
        _("days late"),
        null=True,
        blank=True,
        help_text=_("When it was first submitted; 0 is on time"),
    )
    odd_indicators = models.PositiveSmallIntegerField(
        _("indicators to check"), default=0, help_text=_("As of its last submission")
    )
    open_until = models.DateField(_("reopened until"), null=True, blank=True)

    class Meta:
        verbose_name = _("monthly return")
        verbose_name_plural = _("monthly returns")
        ordering = ("plan", "month")
        constraints = (
            models.UniqueConstraint(fields=("plan", "month"), name="monthly_return_once_a_month"),
        )
        indexes = (models.Index(fields=("state", "submitted_at")),)

    def __str__(self) -> str:
        return f"{self.plan} · {self.month}"

    @property
    def is_frozen(self) -> bool:
        """Whether the month belongs to a report that was handed in."""
        return self.plan_id is not None and self.month in self.plan.frozen


class Achievement(models.Model):
    """One cell of a monthly return.

    ``value`` empty and ``is_nil`` false is "not reported"; ``is_nil`` is the ``-`` of the
    form. ``version`` is the return's version of the cell's last change. The reported
    figures are those that the office printed; they are kept beside ours, never used for it,
    and speak of the months' figures in ``reported_for`` alone (canonical text by month).
    """

    monthly_return = models.ForeignKey(
        MonthlyReturn, models.CASCADE, related_name="achievements", verbose_name=_("monthly return")
    )
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="achievements", verbose_name=_("indicator")
    )
    value = ValueField(_("achievement"))
    is_nil = models.BooleanField(_("none"), default=False)
    remarks = models.TextField(_("remarks"), blank=True)
    reported_cumulative = ValueField(_("reported cumulative"))
    reported_rate = ValueField(_("reported rate"))
    reported_for = models.JSONField(
        default=dict,
        editable=False,
        help_text="The figures that they were printed for, canonical text by month.",
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        constraints = (
            models.UniqueConstraint(
                fields=("monthly_return", "indicator"), name="achievement_once"
            ),
            models.CheckConstraint(
                condition=Q(is_nil=False) | Q(value=None), name="achievement_nil_has_no_value"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.figure}"

    @property
    def figure(self) -> Figure:
        """The cell as a value: a number or date, ``NIL``, or ``None``."""
        return NIL if self.is_nil else self.value


class ReturnStep(Step):
    """One step of a return's way: who moved it from which state to which, when and why.

    ``signed`` is how who submitted or accepted it was named then, as
    ``plans.handing_in.signing`` reads it; ``plan_as`` what the plan said
    when it was accepted. Its pages and papers go by both.
    """

    monthly_return = models.ForeignKey(MonthlyReturn, models.CASCADE, related_name="steps")
    code = models.CharField(
        max_length=12,
        blank=True,
        editable=False,
        help_text="Of its transition in indicators.returns.workflow.",
    )
    reason = models.TextField(_("reason"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    late_by = models.PositiveSmallIntegerField(_("days late"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"))
    figures = models.JSONField(
        default=dict,
        editable=False,
        help_text="The figures as they stood, canonical text by indicator id.",
    )
    plan_as = models.ForeignKey(
        KeptPlan, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("monthly_return", "at", "id")


class CellNote(models.Model):
    """What a reviewer wrote at one cell when returning the return."""

    step = models.ForeignKey(ReturnStep, models.CASCADE, related_name="notes")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    text = models.TextField()
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("step", "indicator"), name="cell_note_once"),
        )

    def __str__(self) -> str:
        return self.text


class Score(models.Model):
    """The scores of a plan as of one month: achievement to date, unrounded to ten places.

    ``objectives`` lists ``{"row", "section", "weighted", "weight", "stated_weight"}`` in the
    plan's order, decimals as canonical text. ``weighted`` is missing, and so is ``normalised``,
    where no indicator has a score: nothing reported is not zero.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="scores", verbose_name=_("plan"))
    month = MonthField(_("month"))
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+")
    plan_version = models.PositiveSmallIntegerField(
        _("plan version"),
        default=0,
        help_text=_("The agreed version that it was made by; 0: before the plan was agreed"),
    )
    weighted = models.DecimalField(max_digits=16, decimal_places=10, null=True)
    weight = models.DecimalField(max_digits=9, decimal_places=2)
    stated_weight = models.DecimalField(max_digits=9, decimal_places=2)
    normalised = models.DecimalField(max_digits=16, decimal_places=10, null=True)
    reported = models.PositiveSmallIntegerField(help_text="Cells that are asked and filled.")
    indicators = models.PositiveSmallIntegerField(help_text="Indicators that the month asks for.")
    objectives = models.JSONField(default=list)
    rolled = models.JSONField(
        default=dict, help_text="By row what offices' figures it was made of: rolling_up."
    )
    computed_at = models.DateTimeField(_("computed at"), auto_now=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ("plan", "month")
        constraints = (
            models.UniqueConstraint(fields=("plan", "month"), name="score_once_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.plan} · {self.month}"


class ScoreLine(models.Model):
    """One indicator's part of a score; ``explanation`` is indicators.scoring's data.

    ``weight``, ``method`` and ``target_100`` are the row's as it was scored: of an accepted month
    as it was accepted, whatever the plan says since. Nothing where that was not kept.
    """

    score = models.ForeignKey(Score, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="+", verbose_name=_("indicator")
    )
    achieved = ValueField()
    # The largest figure that can be typed over the smallest target, in percent, has 26 digits.
    rate = models.DecimalField(max_digits=36, decimal_places=10, null=True)
    raw = models.DecimalField(max_digits=14, decimal_places=10, null=True)
    weighted = models.DecimalField(max_digits=16, decimal_places=10, null=True)
    problem = models.CharField(_("problem"), max_length=24, blank=True)
    explanation = models.JSONField(default=dict)
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2, null=True)
    # Not kept is not the same as without one.
    method = models.CharField(_("calculation method"), max_length=12, null=True)  # noqa: DJ001
    target_100 = ValueField(_("target 100%"))

    class Meta:
        verbose_name = _("score of an indicator")
        verbose_name_plural = _("scores of the indicators")
        constraints = (
            models.UniqueConstraint(fields=("score", "indicator"), name="score_line_once"),
        )

    def __str__(self) -> str:
        return str(self.indicator)
