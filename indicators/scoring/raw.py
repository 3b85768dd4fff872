"""What a scoring mode gives back: the raw score and the rule that gave it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from indicators.scoring.scale import TierPoint
from indicators.scoring.values import Case


class Raw(NamedTuple):
    """A raw score (0 to 100) of an achievement at, between or below its tiers.

    ``goal`` is the tier to be gained next, ``None`` at the top.
    """

    score: Decimal
    case: Case
    position: Decimal
    lower: TierPoint | None
    upper: TierPoint | None
    goal: TierPoint | None
