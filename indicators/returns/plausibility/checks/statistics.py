"""Median, spread and chance: what a figure is among others of its kind.

Decimal, so that a threshold is met on every machine alike; only the chance of a run is a float,
because it takes an exponential, and is compared with a threshold of a few digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, lgamma, log
from typing import Final

TO_SIGMA: Final = Decimal("0.6745")
"""MAD ÷ 0.6745 is the standard deviation of normal figures (Iglewicz & Hoaglin 1993)."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A figure far from its kind: from a median ``middle``, or above the ``largest`` of few.

    ``count`` is how many figures that rests on; ``z`` is ``None`` where the base is small.
    """

    count: int
    middle: Decimal
    largest: Decimal
    z: Decimal | None


@dataclass(frozen=True, slots=True)
class Base:
    """What figures of a kind are judged by.

    ``limit`` is the robust z that is still ordinary, ``floor`` the least spread. Below a median of
    ``small`` only ``times`` the largest counts, if it is more than the largest by ``distance``;
    after nothing but zeros no figure is odd. Amounts are never below zero (days may be): a fall is
    seen in their roots, or all of a large amount could be lost within an ordinary distance.
    """

    limit: Decimal
    floor: Decimal
    small: Decimal = Decimal(0)
    times: Decimal = Decimal(1)
    distance: Decimal = Decimal(0)
    are_amounts: bool = False

    def is_small(self, middle: Decimal) -> bool:
        """Whether figures around ``middle`` are too few for a spread to mean anything."""
        return abs(middle) < self.small


def median(figures: Sequence[Decimal]) -> Decimal:
    """The middle one, or the mean of the two in the middle. Raises ``IndexError`` for none."""
    ordered, half = sorted(figures), len(figures) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def spread(figures: Sequence[Decimal], middle: Decimal) -> Decimal:
    """The median of the distances from ``middle`` (MAD)."""
    return median([abs(figure - middle) for figure in figures])


def robust_z(
    figure: Decimal, figures: Sequence[Decimal], *, middle: Decimal, floor: Decimal
) -> Decimal:
    """``0.6745 · (figure − median) ÷ MAD``, where MAD is at least ``floor`` (above zero)."""
    return TO_SIGMA * (figure - middle) / max(spread(figures, middle), floor)


def judge(figure: Decimal, figures: Sequence[Decimal], base: Base) -> Odd | None:
    """Whether ``figure`` is far from the others, or ``None`` where it is ordinary."""
    middle, largest = median(figures), max(figures)
    if base.is_small(middle):
        is_large = figure >= base.times * largest > 0 and figure - largest >= base.distance
        return Odd(len(figures), middle, largest, None) if is_large else None
    z = robust_z(figure, figures, middle=middle, floor=base.floor)
    if base.are_amounts and 0 <= figure < middle:
        z = min(z, _fall(figure, figures, middle=middle, floor=base.floor))
    return Odd(len(figures), middle, largest, z) if abs(z) > base.limit else None


def _fall(
    figure: Decimal, figures: Sequence[Decimal], *, middle: Decimal, floor: Decimal
) -> Decimal:
    """The robust z of the roots, whose spread is that of a count whatever its size (Anscombe 1948).

    ``floor`` becomes what it is in roots near ``middle``.
    """
    root = middle.sqrt()
    roots = [max(one, Decimal(0)).sqrt() for one in figures]
    return robust_z(figure.sqrt(), roots, middle=root, floor=floor / (2 * root))


def chance_of_run(count: int, length: int, mean: float) -> float:
    """That ``length`` months in a row all count ``count``, were they drawn from Poisson(mean).

    ``mean`` is above zero. Source: docs/plausibility.md, "Runs".
    """
    return exp(length * (count * log(mean) - mean - lgamma(count + 1)))
