"""How composites lie, and how their average went, as SVG paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indicators.scoring.precision import RATE_PLACES, rounded
from reports.dashboard.levels import level_of
from reports.districts.drawing import DistrictMap, MappedDistrict

WIDTH: Final = 100
"""Units of a drawing's breadth; its page stretches it."""

_STEP: Final = 10

COLORS: Final = ("#e6d5b4", "#e3d9a8", "#d3e7d6", "#a5d1bf", "#5fae98", "#1a7a65")
"""On paper, of each colour class, as map.css has them."""

_NONE: Final = "#c9cfcd"
_AWAY: Final = "#e4e9e7"


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """How many offices have a score from ``low`` to below ``high``; ``top`` and ``height`` are
    hundredths of the drawing.
    """

    low: int
    high: int
    count: int
    top: str
    height: str
    color: str


def bars_of(composites: Iterable[Decimal]) -> Sequence[ScoreBar]:
    """The scores in ten steps of ten; the tallest bar reaches the top. The last one holds 100."""
    counts = Counter(
        min(int(rounded(one, RATE_PLACES)) // _STEP, WIDTH // _STEP - 1) for one in composites
    )
    most = max(counts.values(), default=0)
    return [
        ScoreBar(
            low=place * _STEP,
            high=(place + 1) * _STEP,
            count=counts[place],
            top=f"{WIDTH - counts[place] * WIDTH / most:.1f}" if most else str(WIDTH),
            height=f"{counts[place] * WIDTH / most:.1f}" if most else "0",
            color=COLORS[level_of(Decimal(place * _STEP + _STEP // 2))],
        )
        for place in range(WIDTH // _STEP)
    ]


@dataclass(frozen=True, slots=True)
class ColoredShape:
    """A district's outline and its colour on paper."""

    path: str
    color: str


def colored(drawn: DistrictMap) -> Sequence[ColoredShape]:
    """The map as it is printed."""
    return [ColoredShape(one.shape.path, _color(one)) for one in drawn.districts]


def _color(district: MappedDistrict) -> str:
    if not district.rows:
        return _AWAY
    return _NONE if district.level is None else COLORS[district.level]
