"""What a reviewer should look at first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from indicators.scoring.precision import SCORE_PLACES, rounded
from plans.document.model import Value
from plans.document.numerals import decimals_of
from reports.dashboard.model import Attention, Contradiction, ReturnState, Row

FALLS: Final = 3
"""How many of the biggest falls are named."""


def attention_of(rows: Sequence[Row], contradictions: Iterable[Contradiction]) -> Attention:
    """Late and returned returns, figures that contradict their months, the biggest falls."""
    return Attention(
        late=tuple(row for row in rows if row.state is ReturnState.LATE),
        returned=tuple(row for row in rows if row.state is ReturnState.RETURNED),
        contradictions=tuple(_readable(one) for one in contradictions if not agrees(one)),
        falls=_biggest_falls(rows),
    )


def agrees(one: Contradiction) -> bool:
    """Whether both figures are the same at the decimals that the office printed."""
    return _at_decimals_of(one.computed, one.printed) == one.printed


def _readable(one: Contradiction) -> Contradiction:
    """An average that does not end, at the decimals of a score or as many as were printed."""
    if not isinstance(one.computed, Decimal) or not isinstance(one.printed, Decimal):
        return one
    places = max(decimals_of(one.printed), SCORE_PLACES)
    return replace(one, computed=rounded(one.computed, places))


def _at_decimals_of(value: Value, printed: Value) -> Value:
    if isinstance(value, date) or not isinstance(printed, Decimal):
        return value
    return rounded(value, decimals_of(printed))


def _biggest_falls(rows: Sequence[Row]) -> tuple[Row, ...]:
    falls = [(change, row) for row in rows if (change := row.standing.change or 0) < 0]
    return tuple(row for _, row in sorted(falls, key=lambda pair: pair[0])[:FALLS])
