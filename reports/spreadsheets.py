"""A table as a file for a spreadsheet: what is text stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell: TypeAlias = str | int | Decimal | None

CSV_TYPE: Final = "text/csv; charset=utf-8"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What a spreadsheet takes for the start of a formula, or skips before one.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDE, _NARROW = 24, 13


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows; numbers are written as numbers, in Latin digits."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def csv_file(table: Table) -> bytes:
    """The table as CSV in UTF-8 with the mark by which Excel knows it.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in (table.headings, *table.rows):
        writer.writerow([_guarded(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def xlsx_file(table: Table) -> bytes:
    """The table as an XLSX workbook of one sheet, its head row and first columns in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    sheet.freeze_panes = "C2"
    for index in range(len(table.headings)):
        letter = chr(ord("A") + index) if index < 26 else f"A{chr(ord('A') + index - 26)}"
        sheet.column_dimensions[letter].width = _WIDE if index == 1 else _NARROW
    bold = Font(bold=True)
    for number, row in enumerate((table.headings, *table.rows)):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                # Never a formula, whatever it begins with.
                cell.data_type = "s"
            if number == 0:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
