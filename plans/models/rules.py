"""The versions of a year's rules: names and totals, the sections, how plans are scored."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from numerals import MOST_SCORE_PLACES, USUAL_SCORE_PLACES, FiscalYearSpan, Message
from plans import choices
from plans.document.defaults import Interpolation, Kind, Mode, SchemeName
from plans.document.grades import Grade, grade_of, grades_of, names_of_tiers
from plans.models.years import FiscalYear
from plans.thresholds import PlausibilityRules
from presentation.language import in_language


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
