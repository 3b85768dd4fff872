"""Rows whose cells slid out of their columns → the same text under the right columns.

A repair is taken only if it makes every cell fit and no other repair does so as well; what
remains doubtful is left as it stands, for a person to see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from plans.document.reader.cells import is_known_unit, is_value, misfits, overflows
from plans.document.reader.codes import split_code
from plans.document.reader.columns import TEXT_COLUMNS, FormColumn, FormLayout
from plans.document.reader.text import TextLine, joined

Cells: TypeAlias = tuple[str, ...]
Move: TypeAlias = Callable[[FormLayout, Cells], Iterator[Cells]]

_LINES_OF_A_ROW: Final = 6
_WIDEST: Final = 40
_USUAL_DEPTHS: Final = {FormColumn.ACTIVITY: 2, FormColumn.INDICATOR: 3}


@dataclass(frozen=True, slots=True)
class Repair:
    """The row's cells under their columns and by how many columns they had slid."""

    cells: Cells
    shift: int


def repaired(layout: FormLayout, cells: Cells) -> Repair | None:
    """The one repair by one or two columns that makes every cell fit.

    ``None`` if none does, or if several do that give the row other values. Taking out a blank
    cell is tried before joining two cells, and that before putting one in.
    """
    if len(cells) > _WIDEST:
        return None
    for moves, shift in _REPAIRS:
        tried = {cells}
        for move in moves:
            tried = {moved for before in tried for moved in move(layout, before)}
        fitting = {_bare(after) for after in tried if not misfits(layout, after)}
        if fitting:
            best = _only_likely(layout, fitting)
            return Repair(best, shift) if best is not None else None
    return None


def rejoined(layout: FormLayout, lines: Sequence[TextLine]) -> tuple[Cells, int] | None:
    """The row that ``lines`` begins with, broken over several lines within its cells.

    Gives its cells and how many lines they took; ``None`` if the first line stands alone.
    """
    first = lines[0]
    if first.written >= layout.width or layout.at(FormColumn.WEIGHT, first.cells):
        return None
    cells = first.cells
    for count, line in enumerate(lines[1:_LINES_OF_A_ROW], start=2):
        goes_on = misfits(layout, line.cells) or _begins_in(first, line)
        cells = (*cells[:-1], joined(cells[-1], line.cells[0]), *line.cells[1:])
        if len(cells) > layout.width:
            return None
        if goes_on and layout.at(FormColumn.WEIGHT, cells) and not misfits(layout, cells):
            return cells, count
    return None


def _begins_in(first: TextLine, line: TextLine) -> bool:
    """Whether ``line``'s first cell, though it could stand alone, began in the line ``first``."""
    if first.tabbed or not line.tabbed or not line.cells[0]:
        return False
    is_coded = split_code(line.cells[0]).code is not None
    return split_code(first.text).code is not None and not is_coded


def _without_blank(layout: FormLayout, cells: Cells) -> Iterator[Cells]:
    # Among the figures any blank could be the one too many: only an overflow bears it out.
    end = len(cells) if overflows(layout, cells) else layout.columns.index(FormColumn.UNIT) + 1
    for index, cell in enumerate(cells[:end]):
        if not cell:
            yield cells[:index] + cells[index + 1 :]


def _merged(layout: FormLayout, cells: Cells) -> Iterator[Cells]:
    # Figures beyond the last column bear a split out, or that no figure could have gone there.
    if not (overflows(layout, cells) or layout.at(FormColumn.TIER_90, cells) == ""):
        return
    for index, (cell, following) in enumerate(pairwise(cells)):
        if cell and following and _belong_together(cell, following):
            yield (*cells[:index], joined(cell, following), *cells[index + 2 :])


def _belong_together(cell: str, following: str) -> bool:
    """Whether the two can be halves of one cell: of a text, or of a date.

    Two figures never are, nor a text and a figure: nothing would be left of either.
    """
    if split_code(following).code is not None:
        return False
    if is_value(cell):
        # A code alone in its cell looks like a number: 1.1.
        return not is_value(following) and split_code(cell).code is not None
    return is_value(joined(cell, following)) or not is_value(following)


def _with_blank(layout: FormLayout, cells: Cells) -> Iterator[Cells]:
    for index in range(min(layout.columns.index(FormColumn.UNIT), len(cells)) + 1):
        yield (*cells[:index], "", *cells[index:])


def _only_likely(layout: FormLayout, fitting: Collection[Cells]) -> Cells | None:
    best = max(_likeness(layout, cells) for cells in fitting)
    likely = [cells for cells in fitting if _likeness(layout, cells) == best]
    if len({_values(layout, cells) for cells in likely}) != 1:
        return None
    return min(likely, key=lambda cells: _seam(layout, cells))


def _likeness(layout: FormLayout, cells: Cells) -> tuple[bool, int]:
    """How much the row looks like one of the form: a usual unit, codes where codes stand."""
    return (
        is_known_unit(layout.at(FormColumn.UNIT, cells)),
        sum(
            split_code(layout.at(column, cells)).depth == depth
            for column, depth in _USUAL_DEPTHS.items()
        ),
    )


def _seam(layout: FormLayout, cells: Cells) -> tuple[int, ...]:
    """Where only the seam between two titles is in doubt: no code without a title, and what
    may belong to either belongs to the later one.
    """
    titles = [layout.at(column, cells) for column in TEXT_COLUMNS]
    untitled = sum(coded.code is not None and not coded.title for coded in map(split_code, titles))
    return (untitled, *map(len, titles))


def _bare(cells: Cells) -> Cells:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _values(layout: FormLayout, cells: Cells) -> Cells:
    return tuple(
        cell for column, cell in layout.by_column(cells).items() if column not in TEXT_COLUMNS
    )


_REPAIRS: Final[tuple[tuple[tuple[Move, ...], int], ...]] = (
    ((_without_blank,), 1),
    ((_without_blank, _without_blank), 2),
    ((_merged,), 1),
    ((_without_blank, _merged), 2),
    ((_merged, _merged), 2),
    ((_with_blank,), -1),
    ((_with_blank, _with_blank), -2),
)
"""What is tried, in order, and by how many columns the row had then slid."""
