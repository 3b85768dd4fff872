"""What a reviewer should look at first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from heapq import nsmallest
from typing import Final

from indicators.scoring.precision import QUOTIENT_PLACES, rounded
from indicators.scoring.standings import Standing
from numerals import Value, decimals_of
from reports.dashboard.offices import RankedOffice, ReturnState
from reports.dashboard.shown import Attention, Contradiction

FALLS: Final = 3
"""How many of the biggest falls are named."""


def attention_of(
    places: Sequence[RankedOffice], contradictions: Iterable[Contradiction]
) -> Attention:
    """Late and returned returns, figures that contradict their months, the biggest falls."""
    return Attention(
        late=tuple(one for one in places if one.state is ReturnState.LATE),
        returned=tuple(one for one in places if one.state is ReturnState.RETURNED),
        contradictions=tuple(_readable(one) for one in contradictions if not agrees(one)),
        falls=_biggest_falls(places),
    )


def agrees(one: Contradiction) -> bool:
    """Whether both figures are the same at the decimals that the office printed."""
    return _at_decimals_of(one.computed, one.printed) == one.printed


def _readable(one: Contradiction) -> Contradiction:
    """An average that does not end, at the decimals of a score or as many as were printed."""
    if not isinstance(one.computed, Decimal) or not isinstance(one.printed, Decimal):
        return one
    places = max(decimals_of(one.printed), QUOTIENT_PLACES)
    return replace(one, computed=rounded(one.computed, places))


def _at_decimals_of(value: Value, printed: Value) -> Value:
    if isinstance(value, date) or not isinstance(printed, Decimal):
        return value
    return rounded(value, decimals_of(printed))


def _biggest_falls(places: Sequence[RankedOffice]) -> tuple[RankedOffice, ...]:
    fell = (one for one in places if _fell(one.standing))
    falls = [(change, one) for one in fell if (change := one.standing.change or 0) < 0]
    return tuple(one for _, one in nsmallest(FALLS, falls, key=lambda pair: pair[0]))


def _fell(standing: Standing) -> bool:
    """Whether the score fell at all, be it too little to be shown."""
    now, before = standing.composite, standing.earlier
    return now is not None and before is not None and now < before
