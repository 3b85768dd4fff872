"""Raw score in proportion to the 100 tier, without tiers and without a cut-off.

``weight × min(1, A ÷ T)`` is the weighted score; the raw score is its share of the weight
(docs/scoring.md, "Proportional sections").
"""

from __future__ import annotations

from decimal import Decimal

from indicators.scoring.precision import HUNDRED, ZERO
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, TierPoint
from indicators.scoring.values import Case, Direction, Reason


def full_target(scale: Scale) -> TierPoint | Reason:
    """The 100 tier, if its target is a number to divide by, or why it is none.

    ``NOT_PROPORTIONAL`` for dates, lower-is-better and negative targets, ``NO_TARGETS``
    if the 100 tier has none, ``ZERO_TARGET`` if it is zero.
    """
    if scale.direction is not Direction.HIGHER:
        return Reason.NOT_PROPORTIONAL
    full = scale.full
    if full is None:
        return Reason.NO_TARGETS
    if full.position == 0:
        return Reason.ZERO_TARGET
    if full.position < 0:
        return Reason.NOT_PROPORTIONAL
    return full


def raw_in_proportion(full: TierPoint, position: Decimal) -> Raw:
    """``position`` as a share of the ``full`` target, at least 0 and never more than 100."""
    share = position * HUNDRED / full.position
    score = min(HUNDRED, max(ZERO, share))
    goal = None if score == HUNDRED else full
    return Raw(score, Case.PROPORTIONAL, position, lower=None, upper=full, goal=goal)
