"""Median, spread, percentile and line of a few floats; what is compared is rounded later."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import Final

_TO_SIGMA: Final = 0.6745
"""MAD ÷ 0.6745 is the standard deviation of normal figures (Iglewicz & Hoaglin 1993)."""


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure below which ``share`` (0 to 1) of them lie, on the line between two.

    Raises ``IndexError`` for none.
    """
    ordered = sorted(figures)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def spread(figures: Sequence[float]) -> float:
    """The standard deviation, robust: of figures nearly all equal that of the others counts."""
    if len(figures) < 2:
        return 0.0
    middle = median(figures)
    robust = median(abs(one - middle) for one in figures) / _TO_SIGMA
    return robust or fmean(abs(one - middle) for one in figures)


def line_through(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Height at 0 and slope of the least-squares line; flat where all stand at one place."""
    across, up = fmean(x for x, _ in points), fmean(y for _, y in points)
    over = sum((x - across) ** 2 for x, _ in points)
    slope = sum((x - across) * (y - up) for x, y in points) / over if over else 0.0
    return up - slope * across, slope


def near_in_rank(points: Sequence[tuple[float, float]], at: float, *, most: int) -> list[float]:
    """The heights of the ``most`` points that stand nearest to ``at`` in rank."""
    ordered = sorted(points)
    place = sum(x < at for x, _ in ordered)
    first = min(max(0, place - most // 2), max(0, len(ordered) - most))
    return [y for _, y in ordered[first : first + most]]
