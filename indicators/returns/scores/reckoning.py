"""What a plan's figures score, by its rules and by what is stored of the plans that it earns by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from indicators.returns.models import Score
from indicators.returns.scores.offices import NOBODY, OfficeAchievements, achievements_of
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Basis, PlanScore, Rules
from numerals import Figure, FiscalYearSpan, Month
from offices.prepared import Given, Prepared
from plans.document.defaults import Interpolation, Mode
from plans.document.methods import Method
from plans.document.rolling_up import Earned, RolledUp, rolled_from_json
from plans.document.values import IndicatorEntry
from plans.models import Plan, RuleSet


def rules_of(rule_set: RuleSet, *, modes: Mapping[str, str] | None = None) -> Rules:
    """The stored rules as the value that scoring takes.

    ``modes`` are those of the sections, where they are known; else it is one query.
    """
    if modes is None:
        modes = {section.code: section.mode for section in rule_set.sections.all()}
    return Rules(
        version=rule_set.name,
        interpolation=Interpolation(rule_set.interpolation),
        cut_off=rule_set.cut_off,
        sections={code: Mode(mode) for code, mode in modes.items()},
    )


class Composite(NamedTuple):
    """A stored composite of one of the plans of an office and year."""

    plan: int
    kind: str
    month: Month
    normalised: Decimal | None
    rules: int
    version: int = 0
    rolled: Mapping[str, Any] = MappingProxyType({})


def score_figures(
    figures: PlanFigures,
    *,
    month: Month,
    rules: Rules,
    basis: Basis = Basis.COMPUTED,
    months: Collection[Month] | None = None,
    recognised: Mapping[str, Figure] | None = None,
    is_live: bool = False,
) -> PlanScore:
    """The plan's scores as of ``month``; nothing is stored.

    Of a month that is open again the figures count that were last handed in; with ``is_live``
    those that stand in its cells.

    ``months`` limits the figures to these (``None``: the fiscal year so far). ``recognised``
    are achievements to date by row that stand in place of what the months make, and of what
    a linked plan or the offices below give.
    """
    if not is_live:
        figures = figures.counted
    document, linked = figures.document(until=month), earned_as_of(figures, month)
    if recognised:
        document = document.with_indicators(
            lambda entry: (
                recognised_entry(entry, recognised[entry.row], month)
                if entry.row in recognised
                else entry
            )
        )
        linked = {row: composite for row, composite in linked.items() if row not in recognised}
    return score_plan(
        plan_input(document, linked=linked),
        rules=rules,
        basis=basis,
        months=months,
    )


def earned_as_of(figures: PlanFigures, month: Month) -> dict[str, Earned]:
    """What earns the rows that nobody types, as things stand, by row: as of ``month``.

    One query for those that a plan earns, one for those of the offices below; none if none.
    """
    if not any(indicator.is_earned for indicator in figures.indicators):
        return {}
    return earned_of(figures, month, _beside(figures), achievements_of(figures))


def earned_by_month(figures: PlanFigures) -> dict[Month, dict[str, Earned]]:
    """The same of every month that has a return."""
    if not any(indicator.is_earned for indicator in figures.indicators):
        return {}
    beside, offices = _beside(figures), achievements_of(figures)
    return {month: earned_of(figures, month, beside, offices) for month in figures.monthly_returns}


def _beside(figures: PlanFigures) -> list[Composite]:
    if not any(indicator.linked_kind for indicator in figures.indicators):
        return []
    return composites_beside([figures.plan])[office_year(figures.plan)]


def evaluated_score(
    figures: PlanFigures, recognised: Mapping[int, Figure], *, rules: Rules | None = None
) -> PlanScore:
    """The year's scores where an evaluator recognises these figures, by indicator id.

    The same rules as ever; every other indicator keeps what its months make.
    """
    rows = {indicator.pk: indicator.row for indicator in figures.indicators}
    return score_figures(
        figures,
        month=figures.plan.span.months[-1],
        rules=rules or rules_of(figures.plan.rule_set),
        recognised={rows[pk]: figure for pk, figure in recognised.items()},
    )


def recognised_entry(entry: IndicatorEntry, figure: Figure, month: Month) -> IndicatorEntry:
    """The indicator with one figure for the year, so that every method gives that figure."""
    method = entry.method or (Method.CUMULATIVE if isinstance(figure, Decimal) else None)
    return replace(entry, achieved={month: figure}, method=method)


def office_year(plan: Plan) -> tuple[int, int]:
    """The ids of a plan's office and year."""
    return plan.office_id, plan.fiscal_year_id


def composites_beside(plans: Sequence[Plan]) -> dict[tuple[int, int], list[Composite]]:
    """What is stored for the plans of the same offices and years: one query.

    As of the year's last month a plan that is finally evaluated stands with that score. In the
    order of versions and months, so that the last one that fits is the newest.
    """
    beside: dict[tuple[int, int], list[Composite]] = {office_year(plan): [] for plan in plans}
    rows: Iterable[tuple[Any, ...]]
    if len(beside) == 1:
        ((office, year),) = beside
        rows = _OF_ONE_OFFICE.ask(office=office, year=year)
    else:
        offices, years = zip(*beside, strict=True) if beside else ((), ())
        rows = _as_composites(
            Score.objects.filter(plan__office__in=offices, plan__fiscal_year__in=years)
        )
    for office, year, plan, kind, month, normalised, rules, version, final, rolled in rows:
        if (office, year) in beside:
            is_final = final is not None and month == FiscalYearSpan(year).months[-1]
            shown = final if is_final else normalised
            one = Composite(plan, kind, month, shown, rules, version, rolled)
            beside[office, year].append(one)
    return beside


def _as_composites(scores: QuerySet[Score]) -> QuerySet[Score, tuple[Any, ...]]:
    return scores.order_by("plan__version", "month").values_list(
        "plan__office",
        "plan__fiscal_year",
        "plan",
        "plan__kind",
        "month",
        "normalised",
        "rule_set",
        "plan_version",
        "plan__final_score__normalised",
        "rolled",
    )


_OF_ONE_OFFICE: Final = Prepared(
    lambda: _as_composites(
        Score.objects.filter(plan__office=Given("office"), plan__fiscal_year=Given("year"))
    )
)


def earned_of(
    figures: PlanFigures,
    month: Month,
    stored: Iterable[Composite],
    offices: OfficeAchievements = NOBODY,
) -> dict[str, Earned]:
    """The rows that another plan earns, with its composite as of ``month``; those that are rolled
    up, with what their offices achieved.
    """
    latest = latest_by_kind(stored, month)
    earned: dict[str, Earned] = {}
    for one in figures.indicators:
        if one.linked_kind:
            earned[one.row] = latest.get(one.linked_kind)
        elif (rolled := one.rolled) is not None:
            earned[one.row] = offices.rolled(figures.plan, rolled, month)
    return earned


def as_kept(earned: Mapping[str, Earned], kept: Mapping[str, Any]) -> dict[str, Earned]:
    """``earned`` with the offices' figures that a stored score was made of in place of today's."""
    return {
        row: rolled_from_json(kept[row]) if isinstance(one, RolledUp) and row in kept else one
        for row, one in earned.items()
    }


def latest_by_kind(stored: Iterable[Composite], month: Month) -> dict[str, Decimal | None]:
    """The newest composite of each kind of plan as of ``month``."""
    return {one.kind: one.normalised for one in stored if one.month <= month}
