"""Raw score of an achievement on a scale of tiers (docs/scoring.md, "Tiers")."""

from __future__ import annotations

from decimal import Decimal

from indicators.scoring.model import Case, Interpolation
from indicators.scoring.precision import ZERO
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, Step


def raw_by_tiers(scale: Scale, position: Decimal, *, interpolation: Interpolation) -> Raw:
    """The raw score of the achievement at ``position`` of ``scale``."""
    above: Step | None = None
    for step in scale.steps:
        if position >= step.position:
            return _at_or_above(step, above, scale, position=position, interpolation=interpolation)
        above = step
    return Raw(ZERO, Case.BELOW_LAST, None, above, _goal(scale, above))


def _at_or_above(
    lower: Step,
    upper: Step | None,
    scale: Scale,
    *,
    position: Decimal,
    interpolation: Interpolation,
) -> Raw:
    """The raw score at ``lower`` or on the way from there to ``upper``."""
    score = Decimal(lower.tier)
    if upper is None:
        case = Case.AT_TOP if lower.tier == 100 else Case.AT_TIER
        return Raw(score, case, lower, None, None)
    goal = _goal(scale, upper)
    if position == lower.position:
        return Raw(score, Case.AT_TIER, lower, upper, goal)
    if interpolation is Interpolation.LINEAR:
        way = (position - lower.position) / (upper.position - lower.position)
        score += (upper.tier - lower.tier) * way
    return Raw(score, Case.BETWEEN, lower, upper, goal)


def _goal(scale: Scale, upper: Step | None) -> Step | None:
    """The best tier of those that share the target of ``upper``: the higher one met counts."""
    if upper is None:
        return None
    return next(step for step in scale.steps if step.position == upper.position)
