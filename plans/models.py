"""What was promised: fiscal years with their rules, and plans down to the five targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from numerals import MOST_SCORE_PLACES, USUAL_SCORE_PLACES, FiscalYearSpan, Message, Month
from offices.models import Office
from plans import choices
from plans.addresses import PlanAddress
from plans.document.defaults import AGREEMENTS, Interpolation, Kind, Mode, SchemeName
from plans.document.frequencies import MADE_OF_OFFICES, Frequency, earned_by, not_asked
from plans.document.grades import Grade, grade_of, grades_of, names_of_tiers
from plans.document.methods import Method
from plans.document.rolling_up import RolledFrom, RollUp, Source
from plans.document.values import TIERS, TierTargets
from plans.fields import ValueField
from plans.thresholds import PlausibilityRules
from presentation.figures import digits, sentence
from presentation.language import in_language

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


class FiscalYear(models.Model):
    """A fiscal year, 1 July of ``start`` to 30 June; its calendar is in plans.calendar.models."""

    start = models.PositiveSmallIntegerField(
        _("first calendar year"), primary_key=True, help_text=_("2023 for 2023-24")
    )

    names = models.JSONField(
        default=dict,
        editable=False,
        help_text="What the rules in force call each kind of plan; kept by plans.rules.",
    )

    class Meta:
        ordering = ("-start",)
        verbose_name = _("fiscal year")
        verbose_name_plural = _("fiscal years")

    def __str__(self) -> str:
        return digits(self.label)

    @property
    def span(self) -> FiscalYearSpan:
        """The year as the value that documents use."""
        return FiscalYearSpan(self.start)

    @property
    def label(self) -> str:
        """``2023-24``, as in addresses."""
        return str(self.span)

    def scheme(self, kind: str) -> SchemeName:
        """What the year's rules call a kind of plan; where they say nothing, its usual name."""
        said = self.names.get(kind)
        return SchemeName.of(Kind(kind)) if said is None else SchemeName.read(said)


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Versions of rules; a draft is nobody's until it is put in force."""

    def in_force(self) -> RuleSetQuerySet:
        """Those that were put in force, the drafts left out."""
        return self.filter(is_draft=False)


class RuleSet(PlausibilityRules):
    """One version of the rules of a fiscal year and plan kind: its name, total and sections, how it
    is scored, what looks odd.

    Versions are added, never changed: every stored score names the one it came from. Until it is
    put in force a version is a draft, of which a year and kind has one at most; nothing is scored
    by it. ``revision`` counts the draft's changes.
    """

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="rule_sets", verbose_name=_("fiscal year")
    )
    kind = models.CharField(_("kind of plan"), max_length=16, choices=choices.kinds)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    scheme_bn = models.CharField(
        _("name in Bengali"),
        max_length=160,
        blank=True,
        help_text=_("Blank: the usual name of the kind"),
    )
    scheme_en = models.CharField(_("name in English"), max_length=160, blank=True)
    scheme_short_bn = models.CharField(
        _("short name in Bengali"), max_length=32, blank=True, help_text=_("Such as APA or GPMS")
    )
    scheme_short_en = models.CharField(_("short name in English"), max_length=32, blank=True)
    is_offered = models.BooleanField(_("plans of this kind are made in the year"), default=True)
    total = models.DecimalField(
        _("all weights together"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(1000))),
        help_text=_("Such as 100, 50 or 25; blank: the usual total of the kind and year"),
    )
    soft_percent = models.DecimalField(
        _("soft target: span below, percent"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(5),
        validators=(MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(50))),
        help_text=_("Span from the 100% to the 60% tier as a share of the 100% target"),
    )
    interpolation = models.CharField(
        _("between two tiers"),
        max_length=8,
        choices=choices.interpolations,
        default=Interpolation.LINEAR.value,
    )
    cut_off = models.BooleanField(
        _("cut off below the last tier"),
        default=True,
        help_text=_(
            "Below the last tier the score is 0; otherwise, where more is better, it is a share "
            "of that tier's percent"
        ),
    )
    entry_before_agreed = models.BooleanField(
        _("figures before the agreement"),
        default=False,
        help_text=_(
            "Months can be entered before the plan is agreed, and are marked provisional until then"
        ),
    )
    score_places = models.PositiveSmallIntegerField(
        _("decimals of scores"),
        default=USUAL_SCORE_PLACES,
        validators=(MaxValueValidator(MOST_SCORE_PLACES),),
        help_text=_("With so many decimals scores are shown and ranked; they are computed exactly"),
    )
    tier_names = models.JSONField(
        _("names of the tiers"),
        default=list,
        blank=True,
        help_text="Bengali and English of each, the best first; empty: the usual names.",
    )
    grades = models.JSONField(
        _("grades"),
        default=list,
        blank=True,
        help_text="Least normalised composite, Bengali, English of each; empty: none are given.",
    )
    is_draft = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    at = models.DateTimeField(_("in force since"), null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoring rules")
        verbose_name_plural = _("scoring rules")
        ordering = ("-fiscal_year__start", "kind", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("fiscal_year", "kind", "version"), name="rule_set_version_once"
            ),
            models.UniqueConstraint(
                fields=("fiscal_year", "kind"),
                condition=models.Q(is_draft=True),
                name="rule_set_one_draft",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The version's name as stored scores and exports show it, ``2023-24/apa/1``."""
        return f"{FiscalYearSpan(self.fiscal_year_id)}/{self.kind}/{self.version}"

    @property
    def scheme(self) -> SchemeName:
        """What this version calls its kind of plan."""
        usual = SchemeName.of(Kind(self.kind))
        name = Message(self.scheme_bn or usual.name.bn, self.scheme_en or usual.name.en)
        short = Message(
            self.scheme_short_bn or usual.short.bn, self.scheme_short_en or usual.short.en
        )
        return SchemeName(name, short)

    @property
    def whole(self) -> Decimal | None:
        """What the weights of a plan make together; ``None`` where no rule is known."""
        return self.total or Kind(self.kind).total_in(FiscalYearSpan(self.fiscal_year_id))

    @property
    def tiers(self) -> tuple[Message, ...]:
        """What this version calls the five tiers, the best first."""
        return names_of_tiers(self.tier_names)

    @property
    def graded(self) -> tuple[Grade, ...]:
        """The grades that composites are given, the best first; none where it gives none."""
        return grades_of(self.grades)

    def grade(self, composite: Decimal | None) -> Message | None:
        """The grade of a normalised composite, ``None`` where there is none."""
        if not self.grades:
            return None
        return grade_of(composite, self.graded, places=self.score_places)


class SectionRule(models.Model):
    """A section of the plans under a rule set: its headings, and how it is scored."""

    rule_set = models.ForeignKey(
        RuleSet, models.CASCADE, related_name="sections", verbose_name=_("scoring rules")
    )
    code = models.SlugField(_("code"), max_length=32)
    position = models.PositiveSmallIntegerField(_("position"))
    title_bn = models.CharField(_("title in Bengali"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    mode = models.CharField(
        _("scored"), max_length=16, choices=choices.modes, default=Mode.TIERS.value
    )
    total = models.DecimalField(
        _("weights of the section together"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Blank: not prescribed"),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("rule_set", "position")
        constraints = (
            models.UniqueConstraint(fields=("rule_set", "code"), name="section_rule_once"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return in_language(self.title_bn, self.title_en)


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
