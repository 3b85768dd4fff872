"""A table of an agreement's file → the rows of its part, by the headings of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from numerals import parse_whole, to_latin_digits
from plans.document.grid import GridRow
from plans.document.parts.columns import SERIAL, PartColumn
from plans.document.parts.headings import plain_heading
from plans.document.parts.kinds import Part
from plans.document.parts.values import Rows, canonical_rows, canonical_text
from plans.document.reader.text import wording

_MOST_HEADING_ROWS: Final = 3
_FEWEST_KNOWN: Final = 2
_MOST_DIGITS: Final = 3
# A run of blanks is looked at from its beginning alone: (?<!\s) keeps a long one linear.
_APART: Final = re.compile(r"\t+|(?<!\s)\s+[-–—=:]\s+|(?:(?<!\s)\s+)?[:=]\s+|(?:(?<!\s)\s+)?ঃ\s*")
_SERIAL: Final = wording(SERIAL)


@dataclass(frozen=True, slots=True)
class TableReading:
    """The rows, and the texts of what has no place in them."""

    rows: Rows
    left: tuple[str, ...] = ()


def rows_of_table(part: Part, table: Sequence[GridRow]) -> TableReading:
    """The rows of ``table``; columns that the part has not are left over, named by their heading.

    Where no heading is known, columns count by their places if there are as many as the part has.
    """
    columns = part.rule.columns
    width = max(len(row.cells) for row in table)
    heads = _heading_rows(columns, table)
    headings = _headings(table[:heads], width)
    places = _places(columns, headings) if heads else _by_place(columns, table, width)
    if not places:
        lines = (" | ".join(filter(None, map(str.strip, _texts(row)))) for row in table)
        return TableReading((), tuple(line for line in lines if line))
    rows, left = [], []
    for row in table[heads:]:
        texts = _texts(row)
        if _counts(texts):
            continue
        cells: dict[int, list[str]] = {}
        for place, text in enumerate(texts):
            said = canonical_text(text)
            if not said:
                continue
            if place in places:
                cells.setdefault(places[place], []).append(said)
            elif not (heads and _SERIAL.fullmatch(headings[place])) and not _is_count(said):
                left.append(f"{headings[place]}: {said}" if heads else said)
        rows.append(["\n".join(cells.get(number, ())) for number in range(len(columns))])
    return TableReading(canonical_rows(part, rows), tuple(left))


def rows_of_lines(part: Part, lines: Sequence[str]) -> TableReading:
    """Lines as ``APA – Annual Performance Agreement``, for a part of two columns."""
    said = [line.strip() for line in lines if line.strip()]
    if len(part.rule.columns) > _FEWEST_KNOWN:
        return TableReading((), tuple(said))
    rows, left = [], []
    for line in said:
        head, *rest = _APART.split(line, maxsplit=1)
        if head and rest and rest[0]:
            rows.append([head, rest[0]])
        else:
            left.append(line)
    return TableReading(canonical_rows(part, rows), tuple(left))


def _texts(row: GridRow) -> list[str]:
    return [cell.text for cell in row.cells]


def _heading_rows(columns: Sequence[PartColumn], table: Sequence[GridRow]) -> int:
    """How many rows at the head are headings."""
    first = table[0]
    known = sum(
        _column_of(columns, plain_heading(text), set()) is not None for text in _texts(first)
    )
    if known < min(_FEWEST_KNOWN, len(columns)):
        return 0
    heads = 1
    spanned = {
        place + further
        for place, cell in enumerate(first.cells)
        for further in range(cell.across)
        if cell.across > 1
    }
    while heads < min(_MOST_HEADING_ROWS, len(table)):
        said = {place for place, text in enumerate(_texts(table[heads])) if text.strip()}
        if _counts(_texts(table[heads])) or not said or not said <= spanned:
            break
        heads += 1
    return heads


def _headings(rows: Sequence[GridRow], width: int) -> list[str]:
    """The heading of each column: those above it that reach over several, and its own."""
    said: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for place, cell in enumerate(row.cells):
            for further in range(cell.across if cell.text.strip() else 0):
                if place + further < width:
                    said[place + further].append(cell.text)
    return [plain_heading(" ".join(texts)) for texts in said]


def _places(columns: Sequence[PartColumn], headings: Sequence[str]) -> dict[int, int]:
    """Which of the part's columns each column is; each is taken once."""
    places: dict[int, int] = {}
    for place, heading in enumerate(headings):
        found = _column_of(columns, heading, set(places.values()))
        if found is not None:
            places[place] = found
    return places


def _by_place(
    columns: Sequence[PartColumn], table: Sequence[GridRow], width: int
) -> dict[int, int]:
    if width == len(columns):
        return {place: place for place in range(width)}
    numbered = all(_is_count(row.cells[0].text) for row in table if row.cells)
    if width == len(columns) + 1 and numbered:
        return {place + 1: place for place in range(len(columns))}
    return {}


def _column_of(columns: Sequence[PartColumn], heading: str, taken: set[int]) -> int | None:
    """Words come before years, and the further column before the nearer: ``targets … jointly
    responsible`` is no target. Of several years the first that is free.
    """
    if not heading or _SERIAL.fullmatch(heading):
        return None
    fits = [
        number
        for number, column in enumerate(columns)
        if number not in taken and _spelling(column.spelt).fullmatch(heading)
    ]
    of_words = [number for number in fits if columns[number].years is None]
    return of_words[-1] if of_words else next(iter(fits), None)


@cache
def _spelling(pattern: str) -> re.Pattern[str]:
    return wording(pattern)


def _counts(texts: Sequence[str]) -> bool:
    """Whether the row counts the columns, from ১."""
    said = [text.strip() for text in texts if text.strip()]
    return len(said) > 1 and list(map(_count, said)) == list(range(1, len(said) + 1))


def _is_count(text: str) -> bool:
    return _count(text) is not None


def _count(text: str) -> int | None:
    return parse_whole(to_latin_digits(text.strip(" .।()[]")), most_digits=_MOST_DIGITS)
