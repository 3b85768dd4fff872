"""Fiscal years and their scoring rules, with the defaults of docs/scoring.md."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import Count

from ledger.services import record
from numerals import FiscalYearSpan
from plans.document.defaults import Kind
from plans.models import FiscalYear, RuleSet, SectionRule
from plans.services.rule_history import rules_change

_OF_THE_VERSION: Final = frozenset(
    {"id", "fiscal_year", "version", "is_draft", "revision", "reason", "at", "by"}
)
"""What a copy does not take over."""


def ensure_fiscal_year(span: FiscalYearSpan) -> FiscalYear:
    """The fiscal year's record, made with the default calendar if it is new."""
    return FiscalYear.objects.get_or_create(start=span.start)[0]


@transaction.atomic
def ensure_rule_set(*, fiscal_year: FiscalYear, kind: str) -> RuleSet:
    """The newest rules of a year and kind, made with the default sections if there are none."""
    newest = RuleSet.objects.in_force().filter(fiscal_year=fiscal_year, kind=kind).first()
    if newest:
        return newest
    rule_set = RuleSet.objects.create(
        fiscal_year=fiscal_year, kind=kind, version=_next_version(fiscal_year.pk, kind)
    )
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
    record([rules_change(rule_set)])
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
        RuleSet.objects.in_force()
        .filter(fiscal_year=year, kind=kind)
        .annotate(used=Count("plans"))
        .order_by("-used", "-version")
        .first()
    )


def _next_version(fiscal_year: int, kind: str) -> int:
    newest = RuleSet.objects.filter(fiscal_year=fiscal_year, kind=kind).first()
    return newest.version + 1 if newest else 1


@transaction.atomic
def add_version(
    rule_set: RuleSet,
    *,
    year: FiscalYear | None = None,
    is_draft: bool = False,
    **otherwise: Any,
) -> RuleSet:
    """A new version of the rules, the same as ``rule_set`` but for the fields in ``otherwise``.

    It is of ``year`` where that is another than the year of ``rule_set``. In force it stays as it
    is, as a draft until someone changes it.
    """
    fiscal_year = rule_set.fiscal_year_id if year is None else year.pk
    said = {
        field.attname: getattr(rule_set, field.attname)
        for field in RuleSet._meta.concrete_fields
        if field.name not in _OF_THE_VERSION
    }
    added = RuleSet.objects.create(
        fiscal_year_id=fiscal_year,
        version=_next_version(fiscal_year, rule_set.kind),
        is_draft=is_draft,
        **{**said, **otherwise},
    )
    sections = list(rule_set.sections.all())
    for section in sections:
        section.pk, section.rule_set = None, added
    SectionRule.objects.bulk_create(sections)
    if not is_draft:
        record([rules_change(added)])
    return added
