"""A year of one indicator against its tiers, as the geometry of an SVG drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from numerals import FiscalYearSpan, Month, Value
from plans.document.values import TierTargets

WIDTH: Final = 720
HEIGHT: Final = 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 586, 14, 214
_LABEL: Final = 15
"""Between two labels at the edge, so that none covers another."""
_AIR: Final = Decimal("0.06")


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier across the drawing: its percent, its target, its height and its label's."""

    tier: int
    target: Value
    y: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A month's achievement to date."""

    month: Month
    value: Value
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class MonthMark:
    """Where a month stands beneath the drawing; every second one a line lower."""

    month: Month
    x: str
    y: int


@dataclass(frozen=True, slots=True)
class YearChart:
    """The drawing: the tiers, the line of the achievement to date, the months."""

    tiers: tuple[TierLine, ...]
    dots: tuple[Dot, ...]
    path: str
    months: tuple[MonthMark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT


def year_chart(
    year: FiscalYearSpan, targets: TierTargets, achieved: Mapping[Month, Value | None]
) -> YearChart | None:
    """The achievement to date by month against the tiers, in one kind: numbers or dates.

    ``None`` where nothing was achieved, or where there is nothing of the tiers' kind.
    """
    known = [(month, value) for month in year.months if (value := achieved.get(month)) is not None]
    tiers = [(tier, target) for tier, target in targets.defined]
    first = tiers[0][1] if tiers else known[0][1] if known else None
    is_dated = isinstance(first, date)
    known = [(month, value) for month, value in known if isinstance(value, date) is is_dated]
    tiers = [(tier, target) for tier, target in tiers if isinstance(target, date) is is_dated]
    if not known:
        return None
    height = _Height([_number(value) for _, value in (*known, *tiers)], is_dated=is_dated)
    dots = tuple(
        Dot(month, value, f"{_x(year, month):.1f}", f"{height.of(value):.1f}")
        for month, value in known
    )
    return YearChart(
        tiers=_tier_lines(tiers, height),
        dots=dots,
        path="M" + "L".join(f"{one.x} {one.y}" for one in dots),
        months=tuple(
            MonthMark(month, f"{_x(year, month):.1f}", 234 + 17 * (index % 2))
            for index, month in enumerate(year.months)
        ),
    )


class _Height:
    """How high a value stands: numbers from zero on, dates from the earliest."""

    def __init__(self, numbers: list[Decimal], *, is_dated: bool) -> None:
        low = min(numbers) if is_dated else min(Decimal(0), *numbers)
        high = max(numbers)
        air = (high - low) * _AIR or Decimal(1)
        self._low = low - air if is_dated else low
        self._span = high + air - self._low

    def of(self, value: Value) -> Decimal:
        return _BOTTOM - (_number(value) - self._low) * (_BOTTOM - _TOP) / self._span


def _number(value: Value) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else value


def _x(year: FiscalYearSpan, month: Month) -> Decimal:
    months = year.months
    return _LEFT + Decimal(_RIGHT - _LEFT) * months.index(month) / (len(months) - 1)


def _tier_lines(tiers: list[tuple[int, Value]], height: _Height) -> tuple[TierLine, ...]:
    """Labels keep their distance: from above each is moved down, then all up again if need be."""
    ordered = sorted(tiers, key=lambda pair: height.of(pair[1]))
    labels: list[Decimal] = []
    for _, target in ordered:
        wanted = height.of(target)
        labels.append(max(wanted, labels[-1] + _LABEL) if labels else wanted)
    below = Decimal(_BOTTOM)
    for index in range(len(labels) - 1, -1, -1):
        labels[index] = min(labels[index], below)
        below = labels[index] - _LABEL
    return tuple(
        TierLine(tier, target, f"{height.of(target):.1f}", f"{label + 4:.1f}")
        for (tier, target), label in zip(ordered, labels, strict=True)
    )
