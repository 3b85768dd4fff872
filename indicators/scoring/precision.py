"""How exact is exact: the decimal contexts that scores are computed and handed out in.

Divisions such as 274 ÷ 3 do not end. They are carried at ``WORKING`` precision and every
result is settled once at fewer digits, so that a score that is exactly 1.825 is handed out
as 1.825 and not as 1.82499…9, and rounds half up as it would by hand. A sum is settled at
fewer digits than its terms for the same reason. See docs/decisions/exact-decimals.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Final

WORKING: Final = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""What scoring computes in."""

_RESULT: Final = Context(prec=28, rounding=ROUND_HALF_EVEN)
_TOTAL: Final = Context(prec=24, rounding=ROUND_HALF_EVEN)
_GRAND_TOTAL: Final = Context(prec=20, rounding=ROUND_HALF_EVEN)

_QUANTA: Final = tuple(Decimal(1).scaleb(-places) for places in range(WORKING.prec))
"""The last digit that is kept, by decimals."""

ZERO: Final = Decimal(0)
HUNDRED: Final = Decimal(100)

QUOTIENT_PLACES: Final = 2
"""Decimals at which an achievement that is a quotient is shown."""

RATE_PLACES: Final = 0
"""Decimals at which rates of achievement are shown."""


def settled(value: Decimal) -> Decimal:
    """``value`` without the noise that unending divisions leave in its last digits."""
    return _RESULT.plus(value)


def total(results: Iterable[Decimal]) -> Decimal:
    """The sum of settled ``results``, settled in its turn: an objective's."""
    return _TOTAL.plus(sum(results, ZERO))


def grand_total(totals: Iterable[Decimal]) -> Decimal:
    """The sum of ``totals``, settled in its turn: a section's, a plan's."""
    return _GRAND_TOTAL.plus(sum(totals, ZERO))


def total_of_known(results: Iterable[Decimal | None]) -> Decimal | None:
    """The ``total`` of the results that there are; ``None``, which is not zero, of none."""
    known = [result for result in results if result is not None]
    return total(known) if known else None


def grand_total_of_known(totals: Iterable[Decimal | None]) -> Decimal | None:
    """The ``grand_total`` of the totals that there are; ``None`` of none."""
    known = [one for one in totals if one is not None]
    return grand_total(known) if known else None


def share_of_hundred(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """``part`` as a share of 100; ``None`` where there is no part, or nothing to be a part of."""
    return part * HUNDRED / whole if part is not None and whole else None


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` half up at ``places`` decimals: for showing and ranking, never for computing."""
    return value.quantize(_QUANTA[places], ROUND_HALF_UP, WORKING)
