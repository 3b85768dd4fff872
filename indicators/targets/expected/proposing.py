"""Five tiers proposed from the past, and what the best offices reach."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from indicators.scoring.values import Direction
from indicators.targets.expected.expectation import Expectation
from indicators.targets.expected.statistics import percentile
from indicators.targets.expected.values import JudgedRow, PastOutcomes, in_year, of_year
from numerals import Value
from plans.document.values import TierTargets

_SHARES: Final = (0.75, 0.60, 0.45, 0.30, 0.15)
"""The percentile of what may be expected that each tier asks for, best first."""
_LEAST_TIERS: Final = 3
_VOLUME: Final = 0.10
"""The best offices that together carry this share of all (Kiefe 1998)."""


def proposed(row: JudgedRow, expected: Expectation | None) -> TierTargets | None:
    """Five targets in the row's step; ``None`` without a base.

    Of tiers that would ask for the same, as those of small counts do, the better one is kept;
    with fewer than ``_LEAST_TIERS`` nothing is proposed.
    """
    if expected is None:
        return None
    upward = row.direction is Direction.HIGHER
    is_date = row.direction is Direction.EARLIER
    amounts = expected.amounts
    steps = [
        _in_steps(percentile(amounts, share if upward else 1 - share), row) for share in _SHARES
    ]
    if len(set(steps)) < _LEAST_TIERS:
        return None
    return TierTargets(
        *(
            None if one in steps[:place] else of_year(one, row.year, is_date=is_date)
            for place, one in enumerate(steps)
        )
    )


def best_of(row: JudgedRow, past: PastOutcomes, office: int) -> Value | None:
    """What the best of the other offices reach on average, in numbers for the office's size.

    The best are those that together carry a tenth of the volume: of numbers their size, of
    shares and dates their count. ``None`` without others.
    """
    peers = past.peers(office)
    if not peers:
        return None
    is_date = row.direction is Direction.EARLIER
    by_size = not (is_date or row.is_percent) and all(
        past.sizes.get(one, 0.0) > 0 for one in (office, *(peer.office for peer in peers))
    )
    sizes = {one.office: past.sizes[one.office] if by_size else 1.0 for one in peers}
    amounts = {one.office: float(in_year(one.value, one.year)) for one in peers}
    upward = row.direction is Direction.HIGHER
    order = sorted(amounts, key=lambda one: amounts[one] / sizes[one], reverse=upward)
    volume, carried, best = sum(sizes.values()), 0.0, 0.0
    for one in order:
        best, carried = best + amounts[one], carried + sizes[one]
        if carried >= _VOLUME * volume:
            break
    amount = best / carried * (past.sizes[office] if by_size else 1.0)
    return of_year(_in_steps(amount, row), row.year, is_date=is_date)


def middle_of(row: JudgedRow, past: PastOutcomes, office: int) -> Value | None:
    """The median of the other offices' last outcomes; ``None`` without others."""
    amounts = [float(in_year(one.value, one.year)) for one in past.peers(office)]
    if not amounts:
        return None
    is_date = row.direction is Direction.EARLIER
    return of_year(_in_steps(percentile(amounts, 0.5), row), row.year, is_date=is_date)


def _in_steps(amount: float, row: JudgedRow) -> Decimal:
    """The amount in the step that the row's figures are written in, half up."""
    step = Decimal(1) if row.direction is Direction.EARLIER else row.step
    return Decimal(repr(amount)).quantize(step, ROUND_HALF_UP)
