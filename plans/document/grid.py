"""A table as a file holds it: rows of cells, whatever the file's format.

Adapters (``plans.forms``) make it; the reader takes it. A merged cell has its text in its first
place and blank cells in the others, as text with tabs has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellType(StrEnum):
    """What the file says a cell holds; word processors and plain text only know text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, over how many columns and rows it reaches, its font where known."""

    text: str
    across: int = 1
    down: int = 1
    font: str = ""
    held: CellType = CellType.TEXT


BLANK = Cell("")


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row, numbered as the file numbers it; ``table`` is 0 for text round the tables.

    ``heading`` is whether the file itself marks the text as a heading.
    """

    number: int
    cells: tuple[Cell, ...]
    table: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet, or of a document with the text round its tables.

    ``merges_known`` is whether the format tells over how many columns a cell reaches; in text
    with tabs the blanks behind a heading tell it. ``hidden`` are the numbers of hidden rows,
    ``hidden_columns`` the letters of hidden columns, ``hidden_sheets`` the names of sheets of the
    same file that are hidden; only the last are left out.
    """

    rows: tuple[GridRow, ...]
    name: str = ""
    merges_known: bool = False
    hidden: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
