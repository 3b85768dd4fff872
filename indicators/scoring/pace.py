"""Pace: the rate of achievement beside the share of the year gone. Never part of a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from indicators.scoring.precision import HUNDRED, WORKING, ZERO, settled
from indicators.scoring.values import Direction, IndicatorScore
from numerals import FiscalYearSpan
from plans.document.methods import Method


@dataclass(frozen=True, slots=True)
class Pace:
    """Rate of achievement and share of the year gone, both in percent."""

    rate: Decimal
    gone: Decimal

    @property
    def lead(self) -> Decimal:
        """Percentage points ahead of the year; negative when behind."""
        return self.rate - self.gone


def share_of_year_gone(year: FiscalYearSpan, *, on: date) -> Decimal:
    """Percent of the fiscal year's days that are over at the end of ``on``, 0 to 100."""
    first, last = date(year.start, 7, 1), date(year.start + 1, 6, 30)
    days = Decimal((last - first).days + 1)
    over = Decimal((on - first).days + 1)
    with localcontext(WORKING):
        return settled(min(HUNDRED, max(ZERO, over * HUNDRED / days)))


def pace_of(score: IndicatorScore, *, method: Method | None, gone: Decimal) -> Pace | None:
    """The pace of an indicator whose achievement grows towards its target, else ``None``.

    An average, a date and a lower-is-better figure do not grow with the year.
    """
    grows = (
        method is not None
        and (method.rule.adds_up or method.rule.contains_earlier)
        and score.explanation.direction is Direction.HIGHER
    )
    return Pace(score.rate, gone) if grows and score.rate is not None else None
