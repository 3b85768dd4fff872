"""Rows → XLSX in which no text is ever taken for a formula.

Rows are written as they are read: the memory it takes does not grow with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import chain, count, islice
from typing import Any, Final

from xlsxwriter import Workbook

from spreadsheets.legal import legal

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the headings among them; more go on in a sheet that follows."""

_TEXT_FORMAT: Final = "@"
"""Keeps 1.10 what it is when someone edits the cell."""

_DATE_FORMAT: Final = "dd-mm-yyyy"
_EXACT_DIGITS: Final = 15
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE: Final = 31
_WIDEST: Final = 60
_LONGEST_FOOTER: Final = 200


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet on its way out. Cells are text, numbers or dates.

    The headings stay in view, and so do as many columns as ``kept`` says. ``about`` says what it
    is: behind the rows, and under every page that is printed.
    """

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[object]] = ()
    kept: int = 0
    about: str = ""


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet; the headings stay in view."""
    return write_sheets([WrittenSheet("Sheet", headers, rows)])


def write_sheets(sheets: Iterable[WrittenSheet]) -> bytes:
    """A workbook of these sheets."""
    target = BytesIO()
    write_workbook(target, sheets)
    return target.getvalue()


def write_workbook(
    target: Any, sheets: Iterable[WrittenSheet], *, most_rows: int = MOST_ROWS
) -> None:
    """Write a workbook of these sheets to a binary file."""
    book = Workbook(target, {"constant_memory": True})
    writer = _Writer(book, most_rows)
    for one in sheets:
        writer.write(one)
    book.close()


class _Writer:
    """Writes sheets into one workbook; its formats are made once."""

    def __init__(self, book: Any, most_rows: int) -> None:
        self.book, self.most_rows = book, most_rows
        self.text = book.add_format({"num_format": _TEXT_FORMAT})
        self.day = book.add_format({"num_format": _DATE_FORMAT})
        self.small = book.add_format({"num_format": _TEXT_FORMAT, "font_color": "#5D6B68"})
        self.heading = book.add_format({"num_format": _TEXT_FORMAT, "bold": True})

    def write(self, content: WrittenSheet) -> None:
        """One sheet, and as many more as its rows take."""
        rows = iter(content.rows)
        for number in count(1):
            self._part(content, islice(rows, self.most_rows - 1), number)
            following = next(rows, None)
            if following is None:
                self._about(content)
                return
            rows = chain([following], rows)

    def _about(self, content: WrittenSheet) -> None:
        if content.about:
            self.sheet.write_string(self.row + 2, 0, legal(content.about), self.small)

    def _part(self, content: WrittenSheet, rows: Iterator[Sequence[object]], number: int) -> None:
        sheet = self.book.add_worksheet(sheet_title(content.title, number))
        self.sheet, self.row = sheet, 0
        sheet.freeze_panes(1, content.kept)
        if content.about:
            about = legal(content.about)[:_LONGEST_FOOTER].replace("&", "&&")
            sheet.repeat_rows(0)
            sheet.set_footer(f"&L&8{about}&R&8&P / &N")
        for column, header in enumerate(content.headers):
            sheet.set_column(column, column, min(len(header) + 8, _WIDEST))
            sheet.write_string(0, column, legal(header), self.heading)
        for row, cells in enumerate(rows, start=1):
            self.row = row
            for column, value in enumerate(cells):
                if value is not None and value != "":
                    self._cell(sheet, row, column, value)

    def _cell(self, sheet: Any, row: int, column: int, value: object) -> None:
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, int | Decimal) and is_exact(value):
            sheet.write_number(row, column, value)
        else:
            # Told to be text: one that begins with "=" is never a formula.
            sheet.write_string(row, column, legal(str(value)), self.text)


def sheet_title(text: str, number: int) -> str:
    """The name of a sheet, the ``number``th of that text: no sign that programs refuse."""
    suffix = f" {number}" if number > 1 else ""
    return _NOT_IN_TITLES.sub(" ", text)[: _LONGEST_TITLE - len(suffix)] + suffix


def is_exact(value: int | Decimal) -> bool:
    """Whether spreadsheet programs, which keep fifteen digits, keep all of it."""
    digits = Decimal(value).as_tuple()
    return isinstance(digits.exponent, int) and len(digits.digits) <= _EXACT_DIGITS
