"""The text as an office's word processor left it → lines of clean cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from numerals import composed, to_latin_digits
from plans.document.grid import Grid

_LINE_ENDS: Final = re.compile(r"\r\n|[\r\n\f]")
_BLANKS: Final = re.compile(r"\s+")
_NOTHING: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LONG_YEAR: Final = re.compile(r"(?<![0-9])([0-9]{4})\s*[-–—/]\s*(?:[0-9]{2})?([0-9]{2})(?![0-9])")
_MARKS: Final = re.compile(r"[\s,.;:ঃ()\[\]।-]+")
_CACHED: Final = 8192
_JOINERS: Final = dict.fromkeys(map(ord, "\u200c\u200d"))
# As offices spell, and as narrow columns break them.
_SPELT: Final = tuple(
    (re.compile(composed(pattern)), composed(spelt))
    for pattern, spelt in (
        (r"সুচক", "সূচক"),
        (r"ক্ষেএ", "ক্ষেত্র"),
        (r"কার্য্য|কার্য\s?-\s?(?=ক্রম)|কার্য\s(?=ক্রম(?:ের|সমূহ)?(?:\s|$))", "কার্য"),
        (r"লক্ষ্য?\s?[-\s]?\s?মাত্রা", "লক্ষ্যমাত্রা"),
    )
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its clean cells, those at the end that are empty left out.

    ``written`` is the number of its cells with the empty ones counted; ``across`` is over how
    many columns each reaches, where the file tells it; ``table`` counts the file's tables.
    """

    number: int
    cells: tuple[str, ...]
    written: int
    across: tuple[int, ...] = ()
    table: int = 1

    @property
    def tabbed(self) -> bool:
        """Whether it can be a row of a table."""
        return self.written > 1

    @property
    def said(self) -> int:
        """How many of its cells say anything."""
        return len([cell for cell in self.cells if cell])

    @property
    def text(self) -> str:
        """All that the line says."""
        return " ".join(cell for cell in self.cells if cell)


def lines_of(text: str) -> Iterator[TextLine]:
    """The lines of ``text`` that say anything, in order, numbered from 1."""
    for number, raw in enumerate(_LINE_ENDS.split(text), start=1):
        cells = [clean(cell) for cell in raw.split("\t")]
        written = len(cells)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield TextLine(number, tuple(cells), written)


def lines_of_grid(grid: Grid) -> Iterator[TextLine]:
    """The rows of ``grid`` that say anything."""
    for row in grid.rows:
        cells = [clean(cell.text) for cell in row.cells]
        written = len(cells) if row.table else 1
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            across = tuple(cell.across for cell in row.cells) if grid.merges_known else ()
            yield TextLine(row.number, tuple(cells), written, across, row.table)


def clean(cell: str) -> str:
    """``cell`` in NFC with single blanks and without marks that only steer line breaks.

    Quotes that a spreadsheet put round the whole cell are no part of it.
    """
    text = _BLANKS.sub(" ", composed(cell).translate(_NOTHING)).strip()
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    return text[1:-1].replace('""', '"').strip() if quoted else text


@lru_cache(maxsize=_CACHED)
def comparable(text: str) -> str:
    """``text`` for recognising known wordings: no joiners, lower case, usual slips put right."""
    said = clean(text).translate(_JOINERS).lower()
    for pattern, spelt in _SPELT:
        said = pattern.sub(spelt, said)
    return said


def wording(pattern: str) -> re.Pattern[str]:
    """A pattern of known wordings, spelt as ``comparable`` spells."""
    return re.compile(composed(pattern), re.IGNORECASE)


def outside_brackets(text: str) -> str:
    """``text`` without what stands in brackets; all of it where nothing stands outside."""
    return " ".join(_BRACKETS.sub(" ", text).split()) or text


@lru_cache(maxsize=_CACHED)
def plainly(text: str) -> str:
    """A line as it is compared with that of another page: years in short, no marks or blanks."""
    short = _LONG_YEAR.sub(r"\1-\2", to_latin_digits(comparable(text)))
    return _MARKS.sub("", short)


def joined(*parts: str) -> str:
    """The parts that say anything, a blank between them."""
    return " ".join(part for part in parts if part)


def shortened(text: str, *, limit: int = 60) -> str:
    """``text`` for quoting in a finding."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
