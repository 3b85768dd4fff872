"""What a reviewer holds a figure against: the same month a year ago, and other offices' median."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from indicators.returns.models import Achievement, State
from indicators.returns.plausibility.checks.statistics import median
from indicators.returns.plausibility.checks.values import level_of
from indicators.returns.plausibility.findings import thresholds_of
from indicators.returns.plausibility.peers import Peers
from indicators.returns.row import ReturnRow
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.workflow import IN_REVIEW
from numerals import Figure, Month, Value, round_half_up
from plans.document.matching.wordings import Worded, alike, same_of
from plans.models import Indicator, Plan
from plans.same_rows.selectors import answers_for

_FEWEST = 1
"""Decimals of a median, which may lie between two whole figures."""


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """Beside a figure: that of a year ago, and what other offices' median makes of this target.

    ``last_year`` and ``middle`` are as the page shows them, empty where there is nothing to show;
    ``offices`` is how many the median rests on, ``is_increase`` that it is what came to a total.
    """

    last_year: str = ""
    middle: str = ""
    offices: int = 0
    is_increase: bool = False


def held_against(
    figures: PlanFigures, rows: Iterable[ReturnRow], month: Month, *, peers: Peers
) -> dict[int, HeldAgainst]:
    """By indicator id: two queries at most. ``peers`` are what ``peers_of`` has of the month.

    A median rests on as many offices as the year's rules ask of one, or nothing is said.
    """
    before = _a_year_ago(figures.plan, figures.indicators, month)
    entries = {entry.row: entry for entry in figures.document(until=month).indicators}
    fewest = thresholds_of(figures.plan.rule_set).peer_offices
    found = {}
    for row in rows:
        indicator = row.indicator
        others = peers.get(indicator.row, ())
        middle = None
        if len(others) >= fewest:
            middle = _at_own_scale(level_of(entries[indicator.row]), median(others), row.decimals)
        found[indicator.pk] = HeldAgainst(
            last_year=row.shown(before.get(indicator.pk)),
            middle=row.shown(middle),
            offices=len(others),
            is_increase=row.contains_earlier,
        )
    return found


def _at_own_scale(level: Value | None, share: Decimal, decimals: int) -> Figure:
    if level is None:
        return None
    if isinstance(level, Decimal):
        amount = round_half_up(level * share, decimals=max(decimals, _FEWEST))
        return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
    return level + timedelta(days=int(share))


def _a_year_ago(plan: Plan, indicators: Iterable[Indicator], month: Month) -> dict[int, Figure]:
    """What was handed in for the same month of last year, of the row that says the same in the
    same unit and by the same method; by the id of this year's.
    """
    cells = list(
        Achievement.objects.filter(
            monthly_return__plan__office=plan.office_id,
            monthly_return__plan__kind=plan.kind,
            monthly_return__month=month.plus(-12),
            monthly_return__state__in=(*IN_REVIEW, State.ACCEPTED),
        ).select_related("indicator__activity__objective")
    )
    if not cells:
        return {}
    told: dict[Worded, Figure] = {_worded(cell.indicator): cell.figure for cell in cells}
    ours = {one.pk: _worded(one) for one in indicators}
    same = same_of(alike(list(ours.values()), list(told), answers=answers_for(plan.office)))
    found = {}
    for pk, said in ours.items():
        likest = sorted(same.get(said, {}).items(), key=lambda pair: -pair[1])
        for other, _how_alike in likest:
            if (other.unit, other.method) == (said.unit, said.method):
                found[pk] = told[other]
                break
    return found


def _worded(indicator: Indicator) -> Worded:
    above = indicator.activity.title or indicator.activity.objective.title
    return Worded(indicator.title, indicator.unit, indicator.method, above)
