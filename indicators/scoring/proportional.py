"""Raw score in proportion to the 100 tier, without tiers and without a cut-off.

``weight × min(1, A ÷ T)`` is the weighted score; the raw score is its share of the weight
(docs/scoring.md, "Proportional sections").
"""

from __future__ import annotations

from decimal import Decimal

from indicators.scoring.model import Case, Direction, Reason
from indicators.scoring.precision import HUNDRED, ZERO
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, Step


def full_target(scale: Scale) -> tuple[Step, Decimal] | Reason:
    """The 100 tier and its target as a number to divide by, or why there is none.

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
    return full, full.position


def raw_in_proportion(full: Step, achieved: Decimal, *, case: Case = Case.PROPORTIONAL) -> Raw:
    """``achieved`` as a share of the ``full`` target, at least 0 and never more than 100."""
    share = achieved * HUNDRED / full.position
    score = min(HUNDRED, max(ZERO, share))
    return Raw(score, case, None, full, None if score == HUNDRED else full)
