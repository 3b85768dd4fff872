"""The six colour classes of the heat map."""

from __future__ import annotations

from indicators.scoring.values import ObjectiveScore
from reports.dashboard.levels import HEAT_FROM, level_of
from reports.dashboard.objectives import HeatCell


def heat_cell(score: ObjectiveScore | None, *, name: str) -> HeatCell:
    """The cell of the objective called ``name``: coloured by the whole number it prints."""
    share = score.normalised if score else None
    if share is None:
        return HeatCell(name, None, None)
    return HeatCell(name, share, level_of(share))


def heat_scale() -> tuple[tuple[int, int, int], ...]:
    """``(class, from, to)`` of all classes, for the key below the table."""
    ends = (*(start - 1 for start in HEAT_FROM[1:]), 100)
    return tuple(zip(range(len(HEAT_FROM)), HEAT_FROM, ends, strict=True))
