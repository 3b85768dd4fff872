"""How wide each column is: its longest word at least, so that no Bengali conjunct is split.

``table-layout: fixed`` takes the widths as given (automatic layout costs twice the time), and
breaking inside a word would tear conjuncts apart. So words are measured here, with the advance
widths of the very font that prints them. Marks that sit on a letter count nothing and a conjunct
counts all its letters, so the measure is never too small.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from typing import Final

from fontTools.ttLib import TTFont

from reports.paper.columns import Align, PaperColumn
from reports.paper.compounds import unbreakable_parts
from reports.paper.files import FONTS
from reports.paper.forms import Orientation
from reports.paper.pages import PrintedRow

SIZES: Final = (7.2, 6.8, 6.4, 6.0, 5.6)
"""Type sizes in points, tried from the largest; the next if the columns do not fit."""

_POINT: Final = 25.4 / 72
_PADDING: Final = 2.2
"""Millimetres of a cell that are not text: both paddings, the border, and a hair."""

_HEAD_SIZE: Final = 0.88
"""The heading's type size relative to the body's, as in paper.css."""

_HEAD_LINES: Final = 3.4
"""A heading of many short words gets so much width that it wraps to about so many lines."""

_WORD_LINES: Final = 1.6
"""The same for short cells such as units."""

_WIDEST_WORDS: Final = 16.0
"""Millimetres that a column of short words gets for that at most."""

_LONGEST: Final = 42.0
"""Millimetres; a longer word (an address typed into the remarks) is broken by force."""

_LEAST_FOR_SENTENCES: Final = 92.0
"""Millimetres that the columns of sentences share at least; else the type gets smaller."""

_LINE: Final = 1.36
"""The height of a line relative to the type size, as in paper.css."""

_TALLEST: Final = 125.0
"""Millimetres that the longest text may run down, lines ending raggedly: a row that is higher
than a page could not stand under the column heads."""

_LEAST_SHARE: Final = 0.3
"""A column of sentences has at least this share of the widest one's, for notes by hand."""


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """The type size in points, the columns' widths in millimetres, how the page lies."""

    size: float
    widths: tuple[float, ...]
    orientation: Orientation = Orientation.LANDSCAPE


def layout_of(
    columns: tuple[PaperColumn, ...],
    rows: Iterable[PrintedRow],
    *,
    headings: Mapping[str, str],
    orientation: Orientation = Orientation.LANDSCAPE,
) -> PaperLayout:
    """The largest type at which all columns fit on the page, and their widths.

    ``headings`` are the columns' labels as printed, by key.
    """
    texts, page = _texts(rows), orientation.width
    for size in SIZES:
        least = [
            _least_width(column, texts[column.key], heading=headings[column.key], size=size)
            for column in columns
        ]
        short = sum(width for column, width in zip(columns, least, strict=True) if not column.grows)
        if max(sum(least), short + _LEAST_FOR_SENTENCES) <= page:
            break
    return PaperLayout(size, _spread(least, shares=_shares(columns, texts), page=page), orientation)


def _shares(columns: tuple[PaperColumn, ...], texts: Mapping[str, list[str]]) -> dict[int, float]:
    """How much of what is left over each column of sentences gets, by its place.

    The fewest lines come from widths in proportion to the root of what each has to say.
    """
    amounts = {
        place: sqrt(sum(ems(text) for text in texts[column.key]))
        for place, column in enumerate(columns)
        if column.grows
    }
    least = _LEAST_SHARE * max(amounts.values()) or 1.0
    return {place: max(amount, least) for place, amount in amounts.items()}


def _spread(least: list[float], *, shares: dict[int, float], page: float) -> tuple[float, ...]:
    """The page's width over all columns, none below its least."""
    widths, growing = list(least), dict(shares)
    while growing:
        fixed = sum(width for place, width in enumerate(widths) if place not in growing)
        unit = (page - fixed) / sum(growing.values())
        short = [place for place, share in growing.items() if share * unit < least[place]]
        if not short:
            for place, share in growing.items():
                widths[place] = share * unit
            break
        for place in short:
            del growing[place]
    scale = page / sum(widths)
    return tuple(round(width * scale, 2) for width in widths)


def _least_width(column: PaperColumn, texts: list[str], *, heading: str, size: float) -> float:
    millimetres = size * _POINT
    word = max((ems(part) for text in texts for part in unbreakable_parts(text)), default=0.0)
    label = max((ems(part) for part in unbreakable_parts(heading)), default=0.0)
    label = max(label, ems(heading) / _HEAD_LINES) * _HEAD_SIZE
    least = max(word, label) * millimetres + _PADDING
    if column.align is Align.FIGURE:
        return least
    longest = max((ems(text) for text in texts), default=0.0) * millimetres
    if column.align is Align.WORD:
        least = max(least, min(longest / _WORD_LINES + _PADDING, _WIDEST_WORDS))
    lines = _TALLEST / (millimetres * _LINE)
    return max(min(least, _LONGEST), longest / lines + _PADDING)


def _texts(rows: Iterable[PrintedRow]) -> defaultdict[str, list[str]]:
    """What stands in each column, cells over several columns aside."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            if cell.columns == 1 and cell.text:
                texts[cell.key].append(cell.text)
    return texts


@cache
def _advances() -> dict[int, float]:
    """Each character's width in ems, in the wider of our two weights."""
    with TTFont(FONTS["semibold"], lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=8192)
def ems(text: str) -> float:
    """How wide ``text`` is at a type size of 1, never less than it prints."""
    advances = _advances()
    return sum(
        advances.get(ord(character), 1.0)
        for character in text
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
