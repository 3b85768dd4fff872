"""The six colour classes of shares of a hundred."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from indicators.scoring.precision import RATE_PLACES, rounded

HEAT_FROM: Final = (0, 25, 50, 70, 85, 95)
"""The whole percent from which each class holds, palest first."""


def level_of(share: Decimal) -> int:
    """The class of the whole number that is printed."""
    shown = rounded(share, RATE_PLACES)
    return sum(shown >= start for start in HEAT_FROM[1:])
