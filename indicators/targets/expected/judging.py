"""A row's targets beside what may be expected: how many reach the best, what looks odd of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final

from indicators.scoring.values import Direction
from indicators.targets.expected.expectation import Expectation
from indicators.targets.expected.values import JudgedRow, YearOutcome, in_year

SOFT: Final = Decimal("0.8")
STEEP: Final = Decimal("0.05")
RIGHT: Final = (Decimal("0.2"), Decimal("0.7"))
"""Between these the best tier neither comes by itself nor is out of reach."""

_CAREFUL: Final = 0.75
"""Standard errors by which the level is taken the other way before a target is called soft or
steep: with less, more than one right target in ten is called so (docs/targets.md)."""
_SHARE: Final = Context(prec=6, rounding=ROUND_HALF_UP)


class Sign(StrEnum):
    """What of a row's targets asks for a look; none of it is a verdict."""

    SOFT = "soft"
    STEEP = "steep"
    BELOW_LAST = "below-last"


@dataclass(frozen=True, slots=True)
class Softness:
    """``share`` of what may be expected that is at or beyond the best target, 0 to 1."""

    share: Decimal
    is_soft: bool
    is_steep: bool

    @property
    def is_right(self) -> bool:
        """Whether it is neither easy nor out of reach."""
        return RIGHT[0] <= self.share <= RIGHT[1]


def softness(row: JudgedRow, expected: Expectation | None) -> Softness | None:
    """How soft the row's 100 target is; ``None`` without a base or without such a target."""
    best = row.targets.t100
    if expected is None or best is None:
        return None
    target = float(in_year(best, row.year))
    upward = 1 if row.direction is Direction.HIGHER else -1

    def share(shift: float) -> Decimal:
        reached = expected.reaching(target, upward=upward > 0, shift=shift)
        return _SHARE.divide(Decimal(reached), Decimal(len(expected.places)))

    shift = upward * _CAREFUL * expected.doubt
    return Softness(share=share(0.0), is_soft=share(-shift) > SOFT, is_steep=share(shift) < STEEP)


def signs_of(row: JudgedRow, soft: Softness | None, last: YearOutcome | None) -> tuple[Sign, ...]:
    """What of the row's targets asks for a look; ``last`` is the office's own last outcome.

    What the office reached last is not called steep. That tiers are equal, or span too little,
    the checks of plans say.
    """
    found = []
    if soft is not None and soft.is_soft:
        found.append(Sign.SOFT)
    if soft is not None and soft.is_steep and not (last and _has_reached(row, last)):
        found.append(Sign.STEEP)
    if last is not None and _is_below(row, last):
        found.append(Sign.BELOW_LAST)
    return tuple(found)


def _is_below(row: JudgedRow, last: YearOutcome) -> bool:
    """Whether the 100 target asks for less than the office did last."""
    beyond = _beyond(row, last)
    return beyond is not None and beyond > 0


def _has_reached(row: JudgedRow, last: YearOutcome) -> bool:
    """Whether the office did last what the 100 target asks for."""
    beyond = _beyond(row, last)
    return beyond is not None and beyond >= 0


def _beyond(row: JudgedRow, last: YearOutcome) -> Decimal | None:
    """By how much the last outcome was better than the 100 target."""
    best = row.targets.t100
    if best is None or isinstance(best, date) is not isinstance(last.value, date):
        return None
    more = in_year(last.value, last.year) - in_year(best, row.year)
    return more if row.direction is Direction.HIGHER else -more
