"""What an office may be expected to reach: a distribution made of its own years and its peers.

An office's level is the mean of its own years, drawn towards what offices of its size reach, the
more the fewer and the more restless its years are; around it lie the deviations of all offices
from their own levels. docs/targets.md, "What may be expected".
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median
from typing import Final

from indicators.targets.expected.statistics import line_through, near_in_rank, spread
from indicators.targets.expected.values import JudgedRow, PastOutcomes, in_year

LEAST_OFFICES: Final = 5
"""Offices with an outcome, the office itself among them: below that there is silence."""
LEAST_OUTCOMES: Final = 8

_LINE_FROM: Final = 30
"""Offices from which on size is adjusted for by a line; by rank among fewer."""
_NEAR: Final = 7
_FLOOR: Final = 0.05
"""A zero counts as this share of the median where the step is smaller."""
_WHOLE: Final = 100.0
_HAIR: Final = 1e-9
"""What two places may differ by and be the same."""


@dataclass(frozen=True, slots=True)
class Axis:
    """How outcomes are laid out so that deviations are alike: numbers by logarithm, shares and
    days as they are.
    """

    is_plain: bool
    is_percent: bool = False
    floor: float = 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that an amount can be."""
        if self.is_percent:
            return 0.0, _WHOLE
        return (-math.inf if self.is_plain else 0.0), math.inf

    def place(self, amount: float) -> float:
        """Where an amount lies."""
        return amount if self.is_plain else math.log(max(amount, 0.0) + self.floor)

    def amount(self, place: float) -> float:
        """The amount that lies there, within what there can be."""
        if not self.is_plain:
            return max(0.0, math.exp(place) - self.floor)
        return min(max(place, 0.0), _WHOLE) if self.is_percent else place


@dataclass(frozen=True, slots=True)
class Expectation:
    """What may be expected, as equally likely amounts in order (days of the year for dates).

    ``doubt`` is how far the office's level may lie elsewhere, on the axis (a standard error).
    ``years`` are the office's own, ``offices`` the others that it rests on.
    """

    axis: Axis
    places: tuple[float, ...]
    doubt: float
    years: int
    offices: int

    @property
    def amounts(self) -> tuple[float, ...]:
        """The amounts, in order."""
        return tuple(map(self.axis.amount, self.places))

    def reaching(self, target: float, *, upward: bool, shift: float = 0.0) -> int:
        """How many of the amounts are at or beyond ``target``, were the level off by ``shift``.

        Compared on the axis, where no amount is rounded there and back.
        """
        least, most = self.axis.bounds
        if upward:
            if not least < target <= most:
                return len(self.places) if target <= least else 0
            at = self.axis.place(target) - shift
            return len(self.places) - bisect_left(self.places, at - _HAIR)
        if not least <= target < most:
            return len(self.places) if target >= most else 0
        return bisect_right(self.places, self.axis.place(target) - shift + _HAIR)


class Offices:
    """The offices that have a row, as it is looked at from each of them."""

    def __init__(self, row: JudgedRow, past: PastOutcomes) -> None:
        self.axis = _axis(row, past)
        self._placed: dict[int, list[float]] = {}
        for one in past.outcomes:
            amount = float(in_year(one.value, one.year))
            self._placed.setdefault(one.office, []).append(self.axis.place(amount))
        self._is_base = len(self._placed) >= LEAST_OFFICES and len(past.outcomes) >= LEAST_OUTCOMES
        if self._is_base:
            self._levels = {office: fmean(places) for office, places in self._placed.items()}
            self._of_size = _levels_by_size(self._levels, past, self.axis)
            self._from_size = [
                level - self._of_size(past.sizes.get(office, 0.0))
                for office, level in self._levels.items()
            ]
            self._apart = spread(self._from_size)
            self._restless = _within(self._placed.values())
        self._sizes = past.sizes

    def expectation(self, office: int) -> Expectation | None:
        """What the past lets expect of the office; ``None`` below the least base."""
        if not self._is_base:
            return None
        own = self._placed.get(office, [])
        alike = self._of_size(self._sizes.get(office, 0.0))
        if self._restless is None:
            # One year of each tells nothing of how restless a year is: half of what may be
            # expected are the office's own years, half those of the others.
            others = [alike + one for one in self._from_size]
            places, doubt = [*others * len(own), *own * len(others)] if own else others, 0.0
        else:
            within, apart = spread(self._restless) ** 2, self._apart**2
            trust = len(own) * apart
            weight = trust / (trust + within) if trust + within else float(bool(own))
            level = weight * self._levels[office] + (1 - weight) * alike if own else alike
            doubt = math.sqrt((1 - weight) * apart)
            # The deviations are of years; what the level may be wrong by comes on top.
            wider = math.sqrt(1 + (doubt**2 / within if within else 0.0))
            places = [level + one * wider for one in self._restless]
        return Expectation(
            axis=self.axis,
            places=tuple(sorted(places)),
            doubt=doubt,
            years=len(own),
            offices=len(self._placed) - bool(own),
        )


def _axis(row: JudgedRow, past: PastOutcomes) -> Axis:
    dated = any(isinstance(one.value, date) for one in past.outcomes)
    if dated or row.is_percent:
        return Axis(is_plain=True, is_percent=row.is_percent and not dated)
    amounts = [float(in_year(one.value, one.year)) for one in past.outcomes]
    if not amounts or min(amounts) < 0:
        return Axis(is_plain=True)
    return Axis(is_plain=False, floor=max(float(row.step) / 2, _FLOOR * median(amounts)))


def _levels_by_size(
    levels: Mapping[int, float], past: PastOutcomes, axis: Axis
) -> Callable[[float], float]:
    """The level that offices of a size have; that of all, where size says nothing."""
    ordinary = median(levels.values())
    points = [
        (math.log(size), level)
        for office, level in levels.items()
        if (size := past.sizes.get(office, 0.0)) > 0
    ]
    if axis.is_plain or len(points) < LEAST_OFFICES:
        return lambda _size: ordinary
    if len(points) >= _LINE_FROM:
        height, slope = line_through(points)
        return lambda size: height + slope * math.log(size) if size > 0 else ordinary
    return lambda size: (
        median(near_in_rank(points, math.log(size), most=_NEAR)) if size > 0 else ordinary
    )


def _within(placed: Iterable[Sequence[float]]) -> list[float] | None:
    """The deviations of years from their own office's level, as wide as single years are.

    ``None`` where too few offices have two years.
    """
    deviations = [
        (one - middle) * math.sqrt(len(places) / (len(places) - 1))
        for places in placed
        if len(places) > 1
        for middle in (fmean(places),)
        for one in places
    ]
    return deviations if len(deviations) >= LEAST_OUTCOMES else None
