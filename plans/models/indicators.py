"""A plan's indicators: what it promises of each, down to the five targets."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from numerals import Message, Month
from offices.searching import KeptFolded
from plans import choices
from plans.document.defaults import Kind
from plans.document.frequencies import MADE_OF_OFFICES, Frequency, earned_by, not_asked
from plans.document.methods import Method
from plans.document.rolling_up import RolledFrom, RollUp, Source
from plans.document.values import TIERS, TierTargets
from plans.fields import ValueField
from plans.models.plan import Activity, Plan

SEARCHED: Final = KeptFolded("plans_indicator", "title", begins="code")

TARGET_FIELDS: Final = tuple(f"target_{tier}" for tier in TIERS)
"""The fields of an indicator's five targets."""

PROMISED_FIELDS: Final = (
    "code",
    "title",
    "unit",
    "method",
    "frequency",
    "weight",
    *TARGET_FIELDS,
    "evidence_required",
    "linked_kind",
    "mode",
    "deduction",
    "per_days",
    "roll_up",
    "roll_up_from",
    "responsible",
    "evidence_definition",
    "baselines",
    "projections",
    "targets_by_period",
    "parts",
)
"""All that a plan promises of an indicator, beside its place among the rows."""

TYPED: Final = Q(linked_kind="", roll_up="")
"""The indicators whose figures are typed: nothing else earns them."""


class StandingIndicators(models.Manager["Indicator"]):
    """The indicators that stand in their plans: without those that an amendment dropped."""

    def get_queryset(self) -> models.QuerySet[Indicator]:
        """All but those dropped."""
        return super().get_queryset().filter(dropped_in=0)


class Indicator(models.Model):
    """A performance indicator with its five targets; ``row`` names it within its plan.

    One that an amendment dropped is not deleted: months that were accepted with it and the history
    speak of it. ``objects`` gives those that stand, ``ever`` all that there were.
    """

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="indicators", verbose_name=_("plan")
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="indicators", verbose_name=_("activity")
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("Within the whole plan"))
    row = models.CharField(
        _("row"), max_length=48, help_text=_("The code, or section/activity where there is none")
    )
    code = models.CharField(_("code"), max_length=16, blank=True)
    title = models.TextField(_("title"))
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    method = models.CharField(
        _("calculation method"), max_length=12, choices=choices.methods, blank=True
    )
    frequency = models.CharField(
        _("reported"),
        max_length=12,
        choices=choices.frequencies,
        default=Frequency.MONTHLY.value,
        help_text=_("It is due only in the last month of its quarter, half-year or year"),
    )
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2, null=True)
    target_100 = ValueField(_("target 100%"))
    target_90 = ValueField(_("target 90%"))
    target_80 = ValueField(_("target 80%"))
    target_70 = ValueField(_("target 70%"))
    target_60 = ValueField(_("target 60%"))
    evidence_required = models.BooleanField(
        _("evidence required"),
        default=False,
        help_text=_("A month with a figure other than 0 or “-” cannot be submitted without a file"),
    )
    linked_kind = models.CharField(
        _("scored from this action plan"),
        max_length=16,
        choices=choices.kinds,
        blank=True,
        help_text=_("The achievement is then that plan's composite score, of the same office"),
    )
    mode = models.CharField(
        _("scored"),
        max_length=16,
        choices=choices.modes,
        blank=True,
        help_text=_("Blank: as its section; one target alone is never scored by tiers"),
    )
    deduction = models.DecimalField(
        _("marks off"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    per_days = models.PositiveSmallIntegerField(_("each so many days late"), null=True, blank=True)
    roll_up = models.CharField(
        _("rolled up from offices"),
        max_length=12,
        choices=choices.roll_ups,
        blank=True,
        help_text=_("The achievement is then made of those of the offices below"),
    )
    roll_up_from = models.JSONField(
        _("offices and their rows"), default=list, blank=True, help_text="khulna 1.1.1 × 2"
    )
    responsible = models.TextField(_("responsible"), blank=True)
    evidence_definition = models.TextField(
        _("evidence"), blank=True, help_text=_("What the plan names as evidence")
    )
    # By period (2021-22, 2021-22-Q1, 2024-04), as canonical text; "-" for none.
    baselines = models.JSONField(_("baselines"), default=dict, blank=True)
    projections = models.JSONField(_("projections"), default=dict, blank=True)
    targets_by_period = models.JSONField(_("targets by period"), default=dict, blank=True)
    parts = models.JSONField(
        _("targets of its parts"), default=list, blank=True, help_text=_("Where it has several")
    )
    dropped_in = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="The plan's version from which on it is left out."
    )

    objects = StandingIndicators()
    ever: models.Manager[Indicator] = models.Manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="indicator_position_once"),
            models.UniqueConstraint(fields=("plan", "row"), name="indicator_row_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_method_display(self) -> str:  # type: ignore[no-redef]
        """The calculation method in the reader's language."""
        return choices.name_of(Method, self.method)

    def get_frequency_display(self) -> str:  # type: ignore[no-redef]
        """How often it is reported, in the reader's language."""
        return choices.name_of(Frequency, self.frequency)

    @property
    def targets(self) -> TierTargets:
        """The five targets as one value."""
        return TierTargets(
            self.target_100, self.target_90, self.target_80, self.target_70, self.target_60
        )

    @property
    def is_earned(self) -> bool:
        """Whether its achievement comes from another plan or other offices: nobody types it."""
        return bool(self.linked_kind or self.roll_up)

    @property
    def rolled(self) -> RolledFrom | None:
        """How and of which offices' rows it is made, if it is."""
        if not self.roll_up:
            return None
        return RolledFrom(RollUp(self.roll_up), tuple(map(Source.parse, self.roll_up_from)))

    def asked_in(self, month: Month) -> Month:
        """The month, ``month`` itself or a later one, whose return asks for the indicator."""
        return Frequency(self.frequency).asked_in(month)

    def is_asked(self, month: Month) -> bool:
        """Whether the return of ``month`` asks for the indicator; never for what others earn."""
        return not self.is_earned and self.asked_in(month) == month

    def why_not_asked(self, month: Month) -> Message:
        """Why nothing is taken for it in ``month``."""
        if self.linked_kind:
            return earned_by(Kind(self.linked_kind))
        if self.roll_up:
            return MADE_OF_OFFICES
        return not_asked(self.asked_in(month))
