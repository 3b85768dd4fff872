"""The six colour classes of the heat map."""

from __future__ import annotations

from typing import Final

from indicators.scoring.precision import RATE_PLACES, rounded
from indicators.scoring.values import ObjectiveScore
from reports.dashboard.values import HeatCell

HEAT_FROM: Final = (0, 25, 50, 70, 85, 95)
"""The whole percent from which each class holds, palest first."""


def heat_cell(score: ObjectiveScore | None, *, name: str) -> HeatCell:
    """The cell of the objective called ``name``: coloured by the whole number it prints."""
    share = score.normalised if score else None
    if share is None:
        return HeatCell(name, None, None)
    shown = rounded(share, RATE_PLACES)
    return HeatCell(name, share, sum(shown >= start for start in HEAT_FROM[1:]))


def heat_scale() -> tuple[tuple[int, int, int], ...]:
    """``(class, from, to)`` of all classes, for the key below the table."""
    ends = (*(start - 1 for start in HEAT_FROM[1:]), 100)
    return tuple(zip(range(len(HEAT_FROM)), HEAT_FROM, ends, strict=True))
