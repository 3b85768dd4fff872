"""What a stored indicator can still gain in its year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.outlook import Outlook, ReportedSoFar, outlook_of
from indicators.scoring.values import IndicatorScore
from numerals import Month
from plans.document.methods import Method
from plans.document.units import is_percent
from plans.models import Indicator

_ALL: Final = Decimal(100)


def outlook(
    figures: PlanFigures, indicator: Indicator, score: IndicatorScore, *, month: Month, today: date
) -> Outlook | None:
    """What the next tier takes, as of ``month``; nothing once no report of the year is left, nor
    of what its offices earn.
    """
    if indicator.roll_up:
        return None
    method = Method(indicator.method) if indicator.method else None
    numbers = _numbers(figures, indicator, month)
    return outlook_of(
        score,
        ReportedSoFar(
            _increments(numbers) if method and method.rule.contains_earlier else numbers,
            _left(figures, indicator, month, today),
        ),
        method=method,
        targets=indicator.targets,
        most=_ALL if is_percent(indicator.unit) and _is_within(indicator) else None,
        today=today,
    )


def _numbers(figures: PlanFigures, indicator: Indicator, month: Month) -> list[Decimal]:
    cells = (
        figures.cells_of(one).get(indicator.pk) for one in figures.plan.span.months if one <= month
    )
    return [cell.figure for cell in cells if cell and isinstance(cell.figure, Decimal)]


def _increments(numbers: list[Decimal]) -> list[Decimal]:
    before = [Decimal(0), *numbers]
    return [now - then for then, now in zip(before, numbers, strict=False)]


def _left(figures: PlanFigures, indicator: Indicator, month: Month, today: date) -> int:
    """The reports that ask for it, have not told of it, and whose time is not over."""
    cell = figures.cells_of(month).get(indicator.pk)
    is_told = cell is not None and cell.figure is not None
    return sum(
        indicator.asked_in(one) == one and one.last_day >= today and (one > month or not is_told)
        for one in figures.plan.span.months
        if one >= month
    )


def _is_within(indicator: Indicator) -> bool:
    defined = [target for _, target in indicator.targets.defined]
    return all(isinstance(one, Decimal) and 0 <= one <= _ALL for one in defined)
