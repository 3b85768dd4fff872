"""The figures that the checks go by; a fiscal year may set its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``soft_share`` is the least span from the 100 to the 60 tier as a share of the 100 tier;
    ``total_weight`` is what all weights make together; ``today`` is the last day on which
    anything can have been done (``None``: not looked at, for the checks know no clock).
    """

    soft_share: Decimal = Decimal("0.05")
    total_weight: Decimal = Decimal(100)
    today: date | None = None
