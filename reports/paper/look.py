"""How tables look in Word and Excel, after paper.css: colours of rows, what is bold."""

from __future__ import annotations

from collections.abc import Set
from types import MappingProxyType
from typing import Final

FILLS: Final = MappingProxyType(
    {
        "head": "EEF3F1",
        "band": "EEF3F1",
        "section": "E3F1ED",
        "plan": "E3F1ED",
        "total": "F5F7F6",
    }
)
"""Colours behind rows, by their kind; the narrower kind first."""

BOLD: Final = frozenset({"objective", "cumulative", "evaluated", "weighted", "band"})
"""Columns whose cells are bold."""

LEFT: Final = frozenset({"objective", "activity", "indicator", "remarks", "total", "band"})
"""Columns of sentences, which begin at the left."""


def fill_of(kinds: Set[str]) -> str:
    """The colour behind a row of these kinds; none behind an indicator's."""
    return next((color for kind, color in FILLS.items() if kind in kinds), "")


def color_of(key: str, kinds: Set[str]) -> str:
    """The colour of a cell's text; none where it is the table's own."""
    if key == "note":
        return "0B5D4E" if "plan" in kinds else "9A5B00"
    return "0B5D4E" if key == "band" else ""
