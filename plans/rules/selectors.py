"""Readers of the year's rules: what holds for each kind, and what is being prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Count

from numerals import FiscalYearSpan
from plans.document.checks import CheckSettings
from plans.document.defaults import Kind, SchemeName
from plans.models import FiscalYear, Plan, RuleSet

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class KindOfYear:
    """The rules of one kind of plan in a year.

    ``in_force`` are all versions that were put in force, newest first, each with the number of its
    plans as ``used``; ``last_year`` is the newest of the year before.
    """

    kind: Kind
    in_force: tuple[RuleSet, ...] = ()
    draft: RuleSet | None = None
    last_year: RuleSet | None = None

    @property
    def holds(self) -> RuleSet | None:
        """The newest version in force."""
        return self.in_force[0] if self.in_force else None


def kinds_of(year: FiscalYear) -> list[KindOfYear]:
    """Every kind of plan with its rules in the year: two queries."""
    found = list(
        RuleSet.objects.filter(fiscal_year__in=(year.start, year.start - 1))
        .annotate(used=Count("plans"))
        .select_related("by")
        .prefetch_related("sections")
        .order_by("-version")
    )

    def versions(kind: Kind, start: int, *, is_draft: bool = False) -> tuple[RuleSet, ...]:
        return tuple(
            one
            for one in found
            if (one.kind, one.fiscal_year_id, one.is_draft) == (kind, start, is_draft)
        )

    return [
        KindOfYear(
            kind,
            versions(kind, year.start),
            next(iter(versions(kind, year.start, is_draft=True)), None),
            next(iter(versions(kind, year.start - 1)), None),
        )
        for kind in Kind
    ]


def draft_of(year: FiscalYear, kind: str) -> RuleSet:
    """The draft of the year's rules of a kind. Raises ``RuleSet.DoesNotExist``."""
    return RuleSet.objects.select_related("fiscal_year").get(
        fiscal_year=year.start, kind=kind, is_draft=True
    )


def scheme_in(year: FiscalYearSpan, kind: Kind) -> SchemeName:
    """What a year calls a kind of plan, also a year that nothing is known of yet: one query."""
    known = FiscalYear.objects.filter(start=year.start).first()
    return (known or FiscalYear(start=year.start)).scheme(kind)


def rules_in_force(start: int, kind: str) -> RuleSet | None:
    """The newest rules in force of a year and kind, ``None`` where there are none: one query."""
    return RuleSet.objects.in_force().filter(fiscal_year=start, kind=kind).first()


def check_settings(start: int | None, kind: str | None, *, today: date) -> CheckSettings:
    """What a plan that is to be made is checked by: the rules in force of its year and kind.

    Two queries at most; none where year or kind is not known.
    """
    rules = None if start is None or kind is None else rules_in_force(start, kind)
    return CheckSettings(today=today) if rules is None else _settings_by(rules, today)


def settings_of_plan(plan: Plan, *, today: date) -> CheckSettings:
    """What a stored plan is checked by: the rules that it is under. One query, for its sections."""
    return _settings_by(plan.rule_set, today)


def total_by(rules: RuleSet, plan: Plan, *, is_first_alone: bool) -> Decimal | None:
    """What the weights of a stored plan should make by the rules: no query.

    ``is_first_alone`` says that it has no other section than the first.
    """
    return CheckSettings(ruled_total=rules.total).whole(
        kind=Kind(plan.kind),
        year=plan.span,
        stated=plan.total_weight,
        is_first_alone=is_first_alone,
    )


def _settings_by(rules: RuleSet, today: date) -> CheckSettings:
    return CheckSettings(
        soft_share=rules.soft_percent / _HUNDRED,
        today=today,
        ruled_total=rules.total,
        section_totals={
            one.code: one.total for one in rules.sections.all() if one.total is not None
        },
    )


def kinds_not_made(start: int) -> frozenset[str]:
    """The kinds of which a year has no plans, by its rules in force: one query."""
    rules = RuleSet.objects.in_force().filter(fiscal_year=start).order_by("version")
    newest: dict[str, bool] = dict(rules.values_list("kind", "is_offered"))
    return frozenset(kind for kind, is_offered in newest.items() if not is_offered)
