"""Raw score of an achievement on a scale of tiers (docs/scoring.md, "Tiers")."""

from __future__ import annotations

from decimal import Decimal

from indicators.scoring.precision import ZERO
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, TierPoint
from indicators.scoring.values import Case, Direction, Rules
from plans.document.defaults import Interpolation


def raw_by_tiers(scale: Scale, position: Decimal, *, rules: Rules) -> Raw:
    """The raw score of the achievement at ``position`` of ``scale``."""
    upper: TierPoint | None = None
    for lower in scale.steps:
        if position >= lower.position:
            break
        upper = lower
    else:
        score = ZERO if rules.cut_off else _share_of(scale.steps[-1], position, scale.direction)
        return Raw(score, Case.BELOW_LAST, position, None, upper, _goal(scale, upper))
    score = Decimal(lower.tier)
    if upper is None:
        case = Case.AT_TOP if lower.tier == 100 else Case.AT_TIER
        return Raw(score, case, position, lower, None, None)
    case = Case.AT_TIER if position == lower.position else Case.BETWEEN
    if rules.interpolation is Interpolation.LINEAR:
        way = (position - lower.position) / (upper.position - lower.position)
        score += (upper.tier - lower.tier) * way
    return Raw(score, case, position, lower, upper, _goal(scale, upper))


def _share_of(last: TierPoint, position: Decimal, direction: Direction) -> Decimal:
    """The last tier's percent in proportion: only where more is better, for only that has a zero
    to run down to.
    """
    if direction is not Direction.HIGHER or last.position <= 0:
        return ZERO
    return max(ZERO, last.tier * position / last.position)


def _goal(scale: Scale, upper: TierPoint | None) -> TierPoint | None:
    """The best tier of those that share the target of ``upper``: the higher one met counts."""
    if upper is None:
        return None
    return next(step for step in scale.steps if step.position == upper.position)
