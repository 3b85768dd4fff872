"""The figures that the checks go by; a fiscal year may set its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``soft_share`` is the least span from the 100 to the 60 tier as a share of the 100 tier;
    ``total_weight`` is what all weights make together; ``today`` is the last day on which
    anything can have been done (``None``: not looked at, for the checks know no clock).
    ``ruled_total`` is what the year's rules prescribe for all weights, ``section_totals`` what they
    prescribe for sections, by code; ``None`` and nothing where they say nothing.
    """

    soft_share: Decimal = Decimal("0.05")
    total_weight: Decimal = Decimal(100)
    today: date | None = None
    ruled_total: Decimal | None = None
    section_totals: Mapping[str, Decimal] = field(default_factory=dict)
