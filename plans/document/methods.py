"""The calculation methods (গণনা পদ্ধতি): months → achievement to date.

The only place that computes a cumulative figure; scoring, the checks and every page ask here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import Enum
from operator import itemgetter
from typing import Final, TypeAlias

from numerals import Figure, Month, Value
from plans.document.values import Method


class WrongKind(Enum):
    """Error value: dates among numbers, or a kind that the method cannot reckon with."""

    WRONG_KIND = "wrong-kind"


WRONG_KIND: Final = WrongKind.WRONG_KIND

Achievement: TypeAlias = Value | WrongKind | None
"""An achievement to date; ``None`` where no month gives a figure (missing is not zero)."""

# Sums of twelve figures of 19 digits are exact. A quotient keeps far more digits than any
# result, so that what scoring makes of it still rounds as the fraction itself would.
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_ZERO: Final = Decimal(0)
_REPORTED: Final = (Decimal, date)


def achievement_to_date(method: Method, figures: Iterable[tuple[Month, Figure]]) -> Achievement:
    """The achievement that the reported months make, unrounded.

    ``figures`` are those of one fiscal year, in any order. Sum and average reckon with the
    months that give a figure: blank (not reported) and ``NIL`` (none) do not count, zero does.
    Cumulative and date take the latest month that gives one. Source: docs/scoring.md.
    """
    reported = [(month, value) for month, value in figures if isinstance(value, _REPORTED)]
    values = [value for _, value in reported]
    numbers = [value for value in values if isinstance(value, Decimal)]
    if not values:
        return None
    if numbers and (len(numbers) < len(values) or method is Method.DATE):
        return WRONG_KIND
    match method:
        case Method.SUM:
            return _total(numbers) if numbers else WRONG_KIND
        case Method.AVERAGE:
            return _average(numbers) if numbers else WRONG_KIND
        case Method.CUMULATIVE | Method.DATE:
            return max(reported, key=itemgetter(0))[1]


def _total(numbers: list[Decimal]) -> Decimal:
    with localcontext(_EXACT):
        return sum(numbers, _ZERO)


def _average(numbers: list[Decimal]) -> Decimal:
    return _EXACT.divide(_total(numbers), Decimal(len(numbers)))
