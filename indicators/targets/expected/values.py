"""What the arithmetic is given: outcomes of years that are over, of one row in many offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from indicators.scoring.scale import scale_of
from indicators.scoring.values import Direction, Reason
from numerals import FiscalYearSpan, Value
from plans.document.values import TierTargets

YEARS: Final = 3
"""The years that are looked back on."""


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """What came of a row in one office and year (the first calendar year of a fiscal one)."""

    office: int
    year: int
    value: Value


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row whose targets are looked at: of which year, in what unit, which way is better."""

    year: int
    targets: TierTargets
    direction: Direction
    is_percent: bool = False
    step: Decimal = Decimal(1)
    """The step that its figures are written in."""


@dataclass(frozen=True, slots=True)
class PastOutcomes:
    """The outcomes of one row's matched rows; ``sizes`` of offices, 1 for an ordinary one."""

    outcomes: tuple[YearOutcome, ...]
    sizes: Mapping[int, float] = field(default_factory=dict)

    def own(self, office: int) -> tuple[YearOutcome, ...]:
        """The office's own, the latest first."""
        own = (one for one in self.outcomes if one.office == office)
        return tuple(sorted(own, key=lambda one: -one.year))

    def peers(self, office: int) -> tuple[YearOutcome, ...]:
        """The others' of the latest year in which each has one."""
        latest: dict[int, YearOutcome] = {}
        for one in sorted(self.outcomes, key=lambda one: one.year):
            if one.office != office:
                latest[one.office] = one
        return tuple(latest.values())


def direction_of(*targets: TierTargets) -> Direction | None:
    """Which way is better, by the first targets that tell; ``None`` where none do.

    One target alone tells it of a date only.
    """
    for one in targets:
        scale = scale_of(one)
        if isinstance(scale, Reason):
            continue
        if scale.direction is not Direction.HIGHER or len(scale.steps) > 1:
            return scale.direction
    told = [scale for one in targets if not isinstance(scale := scale_of(one), Reason)]
    return told[0].direction if told else None


def in_year(value: Value, year: int) -> Decimal:
    """A number as it is; of a date the days since its fiscal year began."""
    if isinstance(value, date):
        return Decimal((value - _first_day(year)).days)
    return value


def of_year(amount: Decimal, year: int, *, is_date: bool) -> Value:
    """The reverse of ``in_year``, in another year."""
    return _first_day(year) + timedelta(days=int(amount)) if is_date else amount


def _first_day(year: int) -> date:
    return FiscalYearSpan(year).months[0].first_day
