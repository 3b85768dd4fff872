"""Five targets as a checked scale on which a greater position is always better.

Higher is better, lower is better and earlier is better differ only in how a value gets its
position; every rule about tiers is therefore written once.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indicators.scoring.values import Direction, Reason
from numerals import Value
from plans.document.values import TierTargets


class TierPoint(NamedTuple):
    """A tier that has a target: its percent, the target, the target's position."""

    tier: int
    target: Value
    position: Decimal

    @property
    def named(self) -> tuple[int, Value]:
        """The tier as an explanation names it."""
        return self.tier, self.target


class Scale(NamedTuple):
    """The defined tiers, best first; their positions never rise from one to the next."""

    direction: Direction
    steps: tuple[TierPoint, ...]

    @property
    def full(self) -> TierPoint | None:
        """The 100 tier, ``None`` if it has no target."""
        return self.steps[0] if self.steps[0].tier == 100 else None

    def position_of(self, achieved: Value) -> Decimal | None:
        """Where ``achieved`` lies; ``None`` for a date among numbers or the reverse."""
        if isinstance(achieved, date) is not (self.direction is Direction.EARLIER):
            return None
        return _position(achieved, self.direction)


# The same targets come back every month, and in every office that shares a plan.
@lru_cache(maxsize=4096)
def scale_of(targets: TierTargets) -> Scale | Reason:
    """The scale that ``targets`` make, or why they make none.

    ``NO_TARGETS`` if no tier has a target, ``WRONG_KIND`` if dates and numbers are mixed,
    ``TIER_ORDER`` if a worse tier asks for more than a better one.
    """
    defined = targets.defined
    if not defined:
        return Reason.NO_TARGETS
    direction = _direction(tuple(target for _, target in defined))
    if direction is None:
        return Reason.WRONG_KIND
    steps = tuple(TierPoint(tier, target, _position(target, direction)) for tier, target in defined)
    for better, worse in pairwise(steps):
        if worse.position > better.position:
            return Reason.TIER_ORDER
    return Scale(direction, steps)


def _direction(targets: tuple[Value, ...]) -> Direction | None:
    """The way that is better: told by the first and the last target; ``None`` if kinds mix."""
    numbers = [target for target in targets if isinstance(target, Decimal)]
    if not numbers:
        return Direction.EARLIER
    if len(numbers) != len(targets):
        return None
    return Direction.LOWER if numbers[0] < numbers[-1] else Direction.HIGHER


def _position(value: Value, direction: Direction) -> Decimal:
    number = Decimal(value.toordinal()) if isinstance(value, date) else value
    return number if direction is Direction.HIGHER else number.copy_negate()
