"""A plan as it is stored: its office and year, its objectives and their activities."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from numerals import FiscalYearSpan, Month
from offices.models import Office
from offices.searching import KeptFolded
from plans import choices
from plans.addresses import PlanAddress
from plans.document.defaults import AGREEMENTS
from plans.models.rules import RuleSet
from plans.models.years import FiscalYear
from presentation.figures import sentence

SEARCHED: Final = KeptFolded("plans_plan", "title")


class Plan(models.Model):
    """One office's plan of a kind for a fiscal year; ``version`` counts the agreed ones.

    The row is changed in place: version 1 until it is agreed, 2 from the first amendment on. The
    agreed ones are kept as ``plans.agreements.models.AgreedVersion``.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="plans", verbose_name=_("office")
    )
    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="plans", verbose_name=_("fiscal year")
    )
    kind = models.CharField(_("kind of plan"), max_length=16, choices=choices.kinds)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    agreed_version = models.PositiveSmallIntegerField(
        _("agreed version"),
        default=0,
        editable=False,
        help_text="The newest that both parties signed; 0: none so far.",
    )
    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="plans", verbose_name=_("scoring rules")
    )
    title = models.CharField(_("title"), max_length=400)
    total_weight = models.DecimalField(
        _("total weight as in the document"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
    )
    heading = models.TextField(_("office heading as in the document"), blank=True)
    frozen_months = models.JSONField(
        _("months that are reported for good"),
        default=list,
        editable=False,
        help_text="Such as 2024-06; kept by indicators.periods, read under the plan's lock.",
    )
    is_demo = models.BooleanField(_("demo data"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        # By the year itself: a bare "-fiscal_year" turns round FiscalYear's own order.
        ordering = ("-fiscal_year__start", "office", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "fiscal_year", "kind", "version"), name="plan_version_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_version__lte=F("version")), name="plan_agreed_is_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} · {self.get_kind_display()} · {self.fiscal_year}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """What the year's rules call the kind of plan, in the reader's language."""
        return sentence(self.fiscal_year.scheme(self.kind).name)

    @property
    def address(self) -> str:
        """How commands name the plan: ``khulna/2023-24/apa``."""
        return str(self.at)

    @property
    def at(self) -> PlanAddress:
        """The same as a value."""
        return PlanAddress(self.office.code, self.span, self.kind)

    @property
    def span(self) -> FiscalYearSpan:
        """The plan's fiscal year as a value."""
        return FiscalYearSpan(self.fiscal_year_id)

    @property
    def has_text(self) -> bool:
        """Whether it is an agreement, which says more than its table: ``plans.parts``."""
        return self.kind in AGREEMENTS

    @property
    def is_agreed(self) -> bool:
        """Whether both parties signed it, in this version or an earlier one."""
        return self.agreed_version > 0

    @property
    def is_frozen(self) -> bool:
        """Whether what it promises stays as it is: the version at hand is agreed."""
        return self.agreed_version == self.version

    @property
    def frozen(self) -> frozenset[Month]:
        """The months whose figures stay as they were reported."""
        return frozenset(map(Month.parse, self.frozen_months))


class Objective(models.Model):
    """A weighted objective of a plan, in a section."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="objectives", verbose_name=_("plan")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    section = models.SlugField(_("section"), max_length=32)
    code = models.CharField(_("code"), max_length=16, blank=True)
    title = models.TextField(_("title"))
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2, null=True)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="objective_position_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class Activity(models.Model):
    """An activity under an objective."""

    objective = models.ForeignKey(
        Objective, models.CASCADE, related_name="activities", verbose_name=_("objective")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.CharField(_("code"), max_length=16, blank=True)
    title = models.TextField(_("title"))

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("objective", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("objective", "position"), name="activity_position_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()
