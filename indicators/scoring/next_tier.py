"""What the nearest tier still to be gained asks for, and what it would add."""

from __future__ import annotations

from decimal import Decimal

from indicators.scoring.precision import HUNDRED, settled
from indicators.scoring.raw import Raw
from indicators.scoring.values import Direction, NextTier
from plans.document.methods import Method


def next_tier(
    raw: Raw,
    *,
    weight: Decimal,
    direction: Direction,
    method: Method | None,
) -> NextTier | None:
    """The tier to be gained next, ``None`` when there is none.

    ``missing`` is in the indicator's unit, in days for dates. It is negative when later
    months cannot undo it: a date that has passed, a sum that has grown too large.
    """
    goal = raw.goal
    if goal is None:
        return None
    missing = goal.position - raw.position
    if not _can_still_improve(direction, method):
        missing = -missing
    return NextTier(
        tier=goal.tier,
        target=goal.target,
        missing=settled(missing),
        gain=settled(weight * (goal.tier - raw.score) / HUNDRED),
    )


def _can_still_improve(direction: Direction, method: Method | None) -> bool:
    """Figures grow from month to month; only a mean can come down again."""
    if direction is Direction.LOWER:
        return method is not None and method.rule.is_mean
    return direction is Direction.HIGHER
