"""A form to fill in as a workbook: some cells open, all others locked, what may be typed checked.

No text is ever taken for a formula. Protection is without a password: it keeps from slips, not
from people; what comes back is read as anything from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from spreadsheets.legal import legal
from spreadsheets.xlsx_writer import is_exact, sheet_title

_FONT: Final = "Noto Sans Bengali"
_DATE_FORMAT: Final = "dd-mm-yyyy"
_LONGEST_HINT: Final = 250


class CellStyle(StrEnum):
    """How a cell is set."""

    PLAIN = "plain"
    TITLE = "title"
    NOTE = "note"
    HEADING = "heading"
    BAND = "band"
    HIDDEN = "hidden"
    OPEN = "open"
    CLOSED = "closed"


class Takes(StrEnum):
    """What may be typed into an open cell; text is let through, for it may be ``-`` or ১২."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell: text, a number, a date or nothing. ``across`` is over how many columns it goes.

    ``takes`` opens it; ``hint`` is shown beside it then. ``longest`` bounds a text.
    """

    value: object = None
    look: CellStyle = CellStyle.PLAIN
    across: int = 1
    takes: Takes | None = None
    hint: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet: its rows, the width of each column, what is hidden, what stays in view."""

    title: str
    rows: Sequence[Sequence[FormCell]]
    widths: Sequence[float]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    kept_rows: int = 0
    kept_columns: int = 0


def write_forms(sheets: Iterable[FormSheet]) -> bytes:
    """A workbook of these sheets."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    writer = _FormWriter(book)
    for one in sheets:
        writer.write(one)
    book.close()
    return target.getvalue()


@dataclass(slots=True)
class _FormWriter:
    """Writes forms into one workbook; each format is made once."""

    book: Any
    formats: dict[tuple[CellStyle, bool, bool], Any] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)

    def write(self, content: FormSheet) -> None:
        sheet = self.book.add_worksheet(self._title(content.title))
        for column, width in enumerate(content.widths):
            hidden = {"hidden": True} if column in content.hidden_columns else {}
            sheet.set_column(column, column, width, None, hidden)
        for number, row in enumerate(content.rows):
            if number in content.hidden_rows:
                sheet.set_row(number, None, None, {"hidden": True})
            self._row(sheet, number, row)
        sheet.freeze_panes(content.kept_rows, content.kept_columns)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _title(self, text: str) -> str:
        """A name that no other sheet has: programs compare them without case."""
        number = 1
        while (title := sheet_title(text, number)).casefold() in self.titles:
            number += 1
        self.titles.add(title.casefold())
        return title

    def _row(self, sheet: Any, number: int, cells: Sequence[FormCell]) -> None:
        column = 0
        for cell in cells:
            form = self._format(cell)
            if cell.across > 1:
                sheet.merge_range(number, column, number, column + cell.across - 1, "", form)
            self._value(sheet, number, column, cell.value, form)
            column += cell.across
        for first, last, cell in _alike(cells):
            sheet.data_validation(number, first, number, last, _rule(cell, number, first))

    def _value(self, sheet: Any, row: int, column: int, value: object, form: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), form)
        elif isinstance(value, int | Decimal) and is_exact(value):
            sheet.write_number(row, column, value, form)
        else:
            # Told to be text: one that begins with "=" is never a formula.
            sheet.write_string(row, column, legal(str(value)), form)

    def _format(self, cell: FormCell) -> Any:
        is_date = isinstance(cell.value, date) or cell.takes is Takes.DATE
        is_number = isinstance(cell.value, int | Decimal) or cell.takes is Takes.NUMBER
        key = (cell.look, is_date, is_number)
        if key not in self.formats:
            shape = "General" if is_number else "@"
            properties: dict[str, Any] = {
                **_LOOKS[cell.look],
                "font_name": _FONT,
                "num_format": _DATE_FORMAT if is_date else shape,
                "align": "right" if is_date or is_number else "left",
                "valign": "top",
                "text_wrap": cell.look not in (CellStyle.TITLE, CellStyle.NOTE),
            }
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]


_LOOKS: Final[dict[CellStyle, dict[str, Any]]] = {
    CellStyle.PLAIN: {"border": 1, "border_color": "#C9D3D0"},
    CellStyle.TITLE: {"bold": True, "font_size": 14},
    CellStyle.NOTE: {"font_color": "#5D6B68"},
    CellStyle.HEADING: {
        "bold": True,
        "border": 1,
        "border_color": "#C9D3D0",
        "bg_color": "#E3F1ED",
    },
    CellStyle.BAND: {"bold": True, "border": 1, "border_color": "#C9D3D0", "bg_color": "#EEF3F1"},
    CellStyle.HIDDEN: {},
    CellStyle.OPEN: {"border": 2, "border_color": "#12806C", "locked": False},
    CellStyle.CLOSED: {"border": 1, "border_color": "#C9D3D0", "bg_color": "#EEF3F1"},
}


def _alike(cells: Sequence[FormCell]) -> Iterator[tuple[int, int, FormCell]]:
    """Neighbours that take the same, from column to column: one rule serves them all."""
    column = 0
    for (takes, _hint, _longest), same in groupby(
        cells, key=lambda one: (one.takes, one.hint, one.longest)
    ):
        run = list(same)
        width = sum(cell.across for cell in run)
        if takes is not None:
            yield column, column + width - 1, run[0]
        column += width


def _rule(cell: FormCell, row: int, column: int) -> dict[str, Any]:
    """The rule of a cell; of a range it is that of its first cell, and moves along with it."""
    hint = {"input_message": cell.hint[:_LONGEST_HINT]} if cell.hint else {}
    if cell.takes is Takes.TEXT:
        bound = {"validate": "length", "criteria": "<=", "value": cell.longest}
        return {**bound, **hint, "error_message": cell.hint[:_LONGEST_HINT]}
    place = xl_rowcol_to_cell(row, column)
    lowest = 0 if cell.takes is Takes.NUMBER else 1
    return {
        "validate": "custom",
        "value": f"=OR(ISTEXT({place}),AND(ISNUMBER({place}),{place}>={lowest}))",
        **hint,
        "error_message": cell.hint[:_LONGEST_HINT],
    }
