"""Merged cells → rows of one width: each cell in its place, blanks where it reaches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from plans.document.grid import BLANK, Cell
from plans.forms import limits
from plans.forms.limits import FormRefused


def placed(rows: Iterable[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Rows of cells as HTML and ODS give them: those that a cell above or before covers left out.

    Raises ``FormRefused`` for more rows, columns or text than a form has.
    """
    covered: dict[int, int] = {}
    result: list[tuple[Cell, ...]] = []
    for cells in rows:
        if len(result) >= limits.MOST_ROWS:
            raise FormRefused(limits.TOO_MANY_ROWS)
        row, covered = _row(cells, covered)
        result.append(row)
    width = max(map(len, result), default=0)
    return [(*row, *(BLANK,) * (width - len(row))) for row in result]


def checked(cell: Cell) -> Cell:
    """The cell, unless it is larger than a form's."""
    if len(cell.text) > limits.MOST_CHARACTERS:
        raise FormRefused(limits.TOO_LONG_CELL)
    if cell.across > limits.MOST_COLUMNS:
        raise FormRefused(limits.TOO_MANY_COLUMNS)
    return cell


def without_slivers(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """``rows`` without the columns in which no cell ever begins.

    Word keeps such a sliver wherever two cells' edges were not quite drawn in one line.
    """
    width = max(map(len, rows), default=0)
    kept = [
        place
        for place in range(width)
        if any(place < len(row) and row[place] is not COVERED for row in rows)
    ]
    if len(kept) == width:
        return list(rows)
    narrowed = []
    for row in rows:
        cells = []
        for place in kept:
            cell = row[place] if place < len(row) else BLANK
            reach = bisect_left(kept, place + cell.across) - bisect_left(kept, place)
            cells.append(_across(cell, max(reach, 1)))
        narrowed.append(tuple(cells))
    return narrowed


COVERED = Cell("", across=0)
"""A place that a cell before it in its row reaches over."""


def _across(cell: Cell, across: int) -> Cell:
    if cell is COVERED or cell.across == across:
        return cell
    return Cell(cell.text, across, cell.down, cell.font, cell.held)


def _row(cells: Sequence[Cell], covered: dict[int, int]) -> tuple[tuple[Cell, ...], dict[int, int]]:
    below = {place: left - 1 for place, left in covered.items() if left > 1}
    row: list[Cell] = []
    for cell in map(checked, cells):
        while covered.get(len(row), 0):
            row.append(BLANK)
        place = len(row)
        row.append(cell)
        row.extend((COVERED,) * (cell.across - 1))
        if len(row) > limits.MOST_COLUMNS:
            raise FormRefused(limits.TOO_MANY_COLUMNS)
        if cell.down > 1:
            reach = dict.fromkeys(range(place, place + cell.across), cell.down - 1)
            below.update(reach)
    while covered.get(len(row), 0):
        row.append(BLANK)
    return tuple(row), below
