"""Our own workbook of a month's return, as it comes back from whatever program.

A hidden row says what it is of, the hidden row beneath it what each column holds; hidden columns
say each row of the plan, and the version of its cell that was seen.
"""

from __future__ import annotations

from typing import Final

from numerals import Month, parse_whole, to_latin_digits
from plans.document.grid import Grid
from plans.document.month.values import BroughtForm, BroughtRow, FigureColumn
from plans.document.reader.codes import split_code
from plans.document.reader.text import TextLine, lines_of_grid

MARK: Final = "lokkho-month/1"
ROW: Final = "row"
BASE: Final = "base"
CODE: Final = "code"
TITLE: Final = "title"
UNIT: Final = "unit"
REMARKS: Final = "remarks"
FIGURE: Final = "figure:"
"""Before the month that a column holds the figures of: ``figure:2024-06``."""

_MOST_DIGITS: Final = 9
_LETTERS: Final = 26


def template_form(grid: Grid) -> BroughtForm | None:
    """The form of our workbook, ``None`` if ``grid`` is none.

    One that lost its columns, or names no month, is none either.
    """
    lines = list(lines_of_grid(grid))
    at = next((at for at, line in enumerate(lines) if line.cells[0] == MARK), None)
    if at is None or len(lines) < at + 2:
        return None
    _mark, address, plan, month = (*lines[at].cells, "", "", "")[:4]
    keys = {key: place for place, key in enumerate(lines[at + 1].cells) if key}
    columns = tuple(_columns(keys))
    of = _month(month)
    if of is None or not address or ROW not in keys or not columns:
        return None
    return BroughtForm(
        name=grid.name,
        columns=columns,
        rows=tuple(
            _row(line, keys, columns) for line in lines[at + 2 :] if _at(line, keys.get(ROW))
        ),
        has_remarks=REMARKS in keys,
        address=address,
        plan=_number(plan),
        month=of,
    )


def _columns(keys: dict[str, int]) -> list[FigureColumn]:
    found = []
    for key, place in keys.items():
        month = _month(key.removeprefix(FIGURE)) if key.startswith(FIGURE) else None
        if month is not None:
            found.append(FigureColumn(key, "", month=month, letters=_letters(place)))
    return found


def _row(line: TextLine, keys: dict[str, int], columns: tuple[FigureColumn, ...]) -> BroughtRow:
    said = {key: _at(line, place) for key, place in keys.items()}
    coded = split_code(said.get(CODE, ""), bare_depths=frozenset({1, 2, 3, 4, 5}))
    return BroughtRow(
        code=coded.code or said.get(CODE, ""),
        title=said.get(TITLE, ""),
        unit=said.get(UNIT, ""),
        texts={column.key: said[column.key] for column in columns},
        remarks=said.get(REMARKS, ""),
        row=said[ROW],
        base=_number(said.get(BASE, "")),
        number=line.number,
    )


def _at(line: TextLine, place: int | None) -> str:
    return line.cells[place] if place is not None and place < len(line.cells) else ""


def _letters(place: int) -> str:
    """The name of a column by its place from 0: A, B … Z, AA."""
    before, last = divmod(place, _LETTERS)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _month(text: str) -> Month | None:
    try:
        return Month.parse(to_latin_digits(text))
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return parse_whole(text, most_digits=_MOST_DIGITS)
