"""The tree of one objective: what hangs on what, and each office's figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.scoring.precision import QUOTIENT_PLACES, RATE_PLACES, rounded
from numerals import Month, Value, decimals_of
from reports.dashboard.levels import HEAT_FROM


@dataclass(frozen=True, slots=True)
class Leaf:
    """One office's row: its 100 tier, what was achieved ``until``, the raw score to 100.

    An office whose row is not scored yet has no score, which is not zero. ``own_raw`` is the
    self-assessment where a final evaluation gave another score.
    """

    code: str
    office: str
    target: Value | None
    achieved: Value | None = None
    raw: Decimal | None = None
    until: Month | None = None
    own_raw: Decimal | None = None

    @property
    def shown(self) -> Value | None:
        """What was achieved, with two decimals at most."""
        if isinstance(self.achieved, Decimal) and decimals_of(self.achieved) > QUOTIENT_PLACES:
            return rounded(self.achieved, QUOTIENT_PLACES)
        return self.achieved

    @property
    def level(self) -> int | None:
        """The colour class of the score, as on the heat map."""
        if self.raw is None:
            return None
        shown = rounded(self.raw, RATE_PLACES)
        return sum(shown >= start for start in HEAT_FROM[1:])


@dataclass(frozen=True, slots=True)
class Twig:
    """An indicator with the offices that have it."""

    name: str
    unit: str
    leaves: Sequence[Leaf]

    @property
    def scored(self) -> int:
        """How many of the offices have a score."""
        return sum(leaf.raw is not None for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Branch:
    """An activity with its indicators."""

    name: str
    twigs: Sequence[Twig]


@dataclass(frozen=True, slots=True)
class Tree:
    """An objective with its activities."""

    name: str
    branches: Sequence[Branch]
