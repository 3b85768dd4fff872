"""Rows → XLSX in which no text is ever taken for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_TEXT_FORMAT: Final = "@"
"""Keeps 1.10 what it is when someone edits the cell."""

_DATE_FORMAT: Final = "dd-mm-yyyy"
_EXACT_DIGITS: Final = 15
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet on its way out. Cells are text, numbers or dates.

    The headings stay in view, and so do as many columns as ``kept`` says.
    """

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[object]] = ()
    kept: int = 0


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet; the headings stay in view."""
    return write_sheets([Sheet("Sheet", headers, rows)])


def write_sheets(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets."""
    book = Workbook(write_only=True)
    for one in sheets:
        _write_sheet(book.create_sheet(one.title), one)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write_sheet(sheet: Any, content: Sheet) -> None:
    sheet.freeze_panes = f"{get_column_letter(content.kept + 1)}2"
    for index, header in enumerate(content.headers, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = min(len(header) + 8, _WIDEST)
    sheet.append([_heading(sheet, header) for header in content.headers])
    for row in content.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _heading(sheet: Any, header: str) -> Any:
    cell = _text(sheet, header)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: object) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _DATE_FORMAT
        return cell
    if isinstance(value, int) or (isinstance(value, Decimal) and _is_exact(value)):
        return value
    return _text(sheet, str(value))


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))
    # A text that begins with "=" has become a formula by now.
    cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    return cell


def _is_exact(value: Decimal) -> bool:
    """Whether spreadsheet programs, which keep fifteen digits, keep all of it."""
    return len(value.as_tuple().digits) <= _EXACT_DIGITS
