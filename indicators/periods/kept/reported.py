"""What a report said when it was handed in, line by line beside what is computed now.

A later version of the rules, a corrected target or a figure of another period changes what is
computed now, never what was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.precision import WORKING
from indicators.scoring.values import PlanScore
from numerals import Figure, Month, Value
from plans.calendar.terms import Period
from plans.document.values import PlanDocument, TierTargets

_PLACES = Decimal("1e-10")


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One indicator as reported: what was promised, its figures of the period, its score."""

    title: str
    unit: str
    method: str
    weight: Decimal | None
    targets: TierTargets
    figures: Mapping[Month, Figure]
    achieved: Value | None
    raw: Decimal | None
    weighted: Decimal | None


@dataclass(frozen=True, slots=True)
class ReportedDifference:
    """An indicator that is promised, reported or scored otherwise now than when it was kept."""

    row: str
    reported: ReportedLine | None
    now: ReportedLine | None


def lines_of(
    document: PlanDocument, score: PlanScore, *, period: Period
) -> dict[str, ReportedLine]:
    """What a document and its score say of the period, by row; scores as they are stored."""
    return {
        entry.row: ReportedLine(
            title=entry.title,
            unit=entry.unit,
            method=entry.method or "",
            weight=entry.weight,
            targets=entry.targets,
            figures={
                month: figure
                for month in period.months
                if (figure := entry.achieved.get(month)) is not None
            },
            achieved=one.achieved,
            raw=_stored(one.raw),
            weighted=_stored(one.weighted),
        )
        for entry, one in zip(document.indicators, score.indicators, strict=True)
    }


def differences(
    reported: Mapping[str, ReportedLine], now: Mapping[str, ReportedLine]
) -> list[ReportedDifference]:
    """The indicators that differ, those of the plan as it is now first in its order."""
    rows = [*now, *(row for row in reported if row not in now)]
    pairs = [ReportedDifference(row, reported.get(row), now.get(row)) for row in rows]
    return [one for one in pairs if one.reported != one.now]


def unready_months(
    figures: PlanFigures, period: Period
) -> list[tuple[Month, MonthlyReturn | None]]:
    """The months of the period that are not accepted yet, with their returns if begun.

    A month before the plan's first return is not owed, nor is one that asks for nothing and
    that nobody handed in; but of a period without any return there is nothing to report.
    """
    if not any(month in figures.monthly_returns for month in period.months):
        return [(month, None) for month in period.months]
    first = min(figures.monthly_returns, default=period.first)
    return [
        (month, monthly_return)
        for month in period.months
        if month >= first
        and not _is_settled(
            monthly_return := figures.monthly_returns.get(month), is_asked=_asks(figures, month)
        )
    ]


def _is_settled(monthly_return: MonthlyReturn | None, *, is_asked: bool) -> bool:
    if monthly_return is None or monthly_return.office_state == State.OPEN:
        return not is_asked
    return monthly_return.state == State.ACCEPTED


def _asks(figures: PlanFigures, month: Month) -> bool:
    return any(indicator.is_asked(month) for indicator in figures.indicators)


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_PLACES, context=WORKING)
