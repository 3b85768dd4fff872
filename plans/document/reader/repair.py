"""Rows whose cells slid out of their columns → the same text under the right columns.

A repair is taken only if it makes every cell fit and no other repair does so as well; what
remains doubtful is left as it stands, for a person to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from plans.document.reader.cells import is_known_unit, misfits
from plans.document.reader.codes import split_code
from plans.document.reader.columns import TEXT_COLUMNS, Column, Layout
from plans.document.reader.text import Line, joined

Cells: TypeAlias = tuple[str, ...]

_LINES_OF_A_ROW: Final = 6
_WIDEST: Final = 40


@dataclass(frozen=True, slots=True)
class Repair:
    """The row's cells under their columns and by how many columns they had slid."""

    cells: Cells
    shift: int


def repaired(layout: Layout, cells: Cells) -> Repair | None:
    """The one repair by one or two columns that makes every cell fit; ``None`` if none does."""
    if len(cells) > _WIDEST:
        return None
    once = dict(_moves(layout, cells))
    best = _only_best(layout, once)
    if best is not None:
        return best
    before = misfits(layout, cells)
    twice = {
        again: shift + further
        for moved, shift in once.items()
        if misfits(layout, moved) < before
        for again, further in _moves(layout, moved)
        if shift == further
    }
    return _only_best(layout, twice)


def rejoined(layout: Layout, lines: Sequence[Line]) -> tuple[Cells, int] | None:
    """The row that ``lines`` begins with, broken over several lines within its cells.

    Gives its cells and how many lines they took; ``None`` if the first line stands alone.
    """
    first = lines[0]
    if first.written >= layout.width or layout.at(Column.WEIGHT, first.cells):
        return None
    cells = first.cells
    for count, line in enumerate(lines[1:_LINES_OF_A_ROW], start=2):
        cells = (*cells[:-1], joined(cells[-1], line.cells[0]), *line.cells[1:])
        if len(cells) > layout.width:
            return None
        if (
            layout.at(Column.WEIGHT, cells)
            and not misfits(layout, cells)
            and misfits(layout, line.cells)
        ):
            return cells, count
    return None


def _moves(layout: Layout, cells: Cells) -> Iterator[tuple[Cells, int]]:
    unit = layout.columns.index(Column.UNIT)
    # Among the figures any blank could be the one too many: only an overflow bears it out.
    droppable = len(cells) if len(cells) > layout.width else unit + 1
    for index in range(len(cells)):
        if not cells[index]:
            if index < droppable:
                yield cells[:index] + cells[index + 1 :], 1
        elif index and cells[index - 1] and split_code(cells[index]).code is None:
            merged = joined(cells[index - 1], cells[index])
            yield (*cells[: index - 1], merged, *cells[index + 1 :]), 1
    for index in range(min(unit, len(cells)) + 1):
        yield (*cells[:index], "", *cells[index:]), -1


def _only_best(layout: Layout, moves: dict[Cells, int]) -> Repair | None:
    fitting = {_bare(cells): shift for cells, shift in moves.items() if not misfits(layout, cells)}
    if not fitting:
        return None
    values = {_values(layout, cells) for cells in fitting}
    if len(values) > 1:
        known = {c: s for c, s in fitting.items() if is_known_unit(layout.at(Column.UNIT, c))}
        values = {_values(layout, cells) for cells in known}
        fitting = known
    if len(values) != 1:
        return None
    # Where only the seam between two titles is in doubt, the text belongs to the later one.
    cells = min(fitting, key=lambda cells: tuple(len(layout.at(c, cells)) for c in TEXT_COLUMNS))
    return Repair(cells, fitting[cells])


def _bare(cells: Cells) -> Cells:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _values(layout: Layout, cells: Cells) -> Cells:
    return tuple(
        cell for column, cell in layout.by_column(cells).items() if column not in TEXT_COLUMNS
    )
