"""Fiscal years and their scoring rules, with the defaults of docs/scoring.md."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count

from numerals import FiscalYearSpan
from plans.document.defaults import Kind
from plans.models import FiscalYear, RuleSet, SectionRule


def ensure_fiscal_year(span: FiscalYearSpan) -> FiscalYear:
    """The fiscal year's record, made with the default calendar if it is new."""
    return FiscalYear.objects.get_or_create(start=span.start)[0]


@transaction.atomic
def ensure_rule_set(*, fiscal_year: FiscalYear, kind: str) -> RuleSet:
    """The newest rules of a year and kind, made with the default sections if there are none."""
    newest = RuleSet.objects.filter(fiscal_year=fiscal_year, kind=kind).first()
    if newest:
        return newest
    rule_set = RuleSet.objects.create(fiscal_year=fiscal_year, kind=kind)
    SectionRule.objects.bulk_create(
        SectionRule(
            rule_set=rule_set,
            position=position,
            code=section.code,
            title_bn=section.title.bn,
            title_en=section.title.en,
            mode=section.mode.value,
        )
        for position, section in enumerate(Kind(kind).sections_in(fiscal_year.span), start=1)
    )
    return rule_set


def rules_of_new_plan(*, fiscal_year: FiscalYear, kind: str) -> RuleSet:
    """The rules that most plans of the year and kind have, so that scores compare like for like.

    Of the first plan they are the newest, made with the default sections if there are none.
    """
    used = rules_in_use(year=fiscal_year.start, kind=kind)
    return used or ensure_rule_set(fiscal_year=fiscal_year, kind=kind)


def rules_in_use(*, year: int, kind: str) -> RuleSet | None:
    """The rules that most plans of the year and kind have, or the newest: one query."""
    return (
        RuleSet.objects.filter(fiscal_year=year, kind=kind)
        .annotate(used=Count("plans"))
        .order_by("-used", "-version")
        .first()
    )


@transaction.atomic
def add_version(rule_set: RuleSet) -> RuleSet:
    """A new version of the rules, the same as ``rule_set`` until someone changes it."""
    newest = RuleSet.objects.filter(fiscal_year=rule_set.fiscal_year_id, kind=rule_set.kind).latest(
        "version"
    )
    added = RuleSet.objects.create(
        fiscal_year_id=rule_set.fiscal_year_id,
        kind=rule_set.kind,
        version=newest.version + 1,
        interpolation=rule_set.interpolation,
        cut_off=rule_set.cut_off,
        entry_before_agreed=rule_set.entry_before_agreed,
        **{name: getattr(rule_set, name) for name in RuleSet.threshold_names()},
    )
    sections = list(rule_set.sections.all())
    for section in sections:
        section.pk, section.rule_set = None, added
    SectionRule.objects.bulk_create(sections)
    return added
