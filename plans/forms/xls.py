"""XLS, the spreadsheets of before 2007 → a grid for each sheet."""

from __future__ import annotations

import io
from typing import Final

import xlrd

from numerals import Message
from plans.document.grid import Cell, Grid
from plans.forms import limits
from plans.forms.bijoy import Convert, is_bijoy_font
from plans.forms.limits import FormRefused
from plans.forms.sheets import (
    EPOCH,
    EPOCH_1904,
    Book,
    grid_of,
    naming_hidden,
    number_cell,
    shown_by_format,
)

MOST_BYTES: Final = 2 * 1024 * 1024
_TOO_BIG: Final = Message(
    bn="XLS ফাইলটি ২ মেগাবাইটের বেশি; Excel-এ খুলে XLSX হিসেবে সংরক্ষণ করে আবার দিন।",
    en="The XLS file has more than 2 MB; open it in Excel and save it as XLSX.",
)


def grids_of_xls(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """The visible sheets of an XLS file, in order. Raises ``FormRefused``."""
    if len(content) > MOST_BYTES:
        raise FormRefused(_TOO_BIG)
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        sheets = [book.sheet_by_name(name) for name in limits.few_sheets(book.sheet_names())]
        kept = Book()
        grids = [_grid(book, sheet, convert, kept) for sheet in sheets if not sheet.visibility]
        return naming_hidden(grids, (sheet.name for sheet in sheets if sheet.visibility))
    except FormRefused:
        raise
    except Exception as error:
        # A damaged file makes the parser fail in any way that Python knows.
        protected = "encrypted" in str(error).lower()
        raise FormRefused(limits.PROTECTED if protected else limits.DAMAGED) from error


def _grid(book: xlrd.Book, sheet: xlrd.sheet.Sheet, convert: Convert, kept: Book) -> Grid:
    cells: dict[int, dict[int, Cell]] = {}
    for row in range(sheet.nrows):
        for column, held in enumerate(sheet.row(row)):
            cell = _cell(book, held, convert)
            if cell.text.strip():
                kept.keep(cells, row, column, cell)
    merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    hidden = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    return grid_of(cells, merges=merges, name=sheet.name, hidden=hidden, hidden_columns=columns)


def _cell(book: xlrd.Book, held: xlrd.sheet.Cell, convert: Convert) -> Cell:
    style = book.xf_list[held.xf_index] if held.xf_index is not None else None
    if held.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        epoch = EPOCH_1904 if book.datemode else EPOCH
        number = style.format_key if style else 0
        form = book.format_map.get(number)
        shown = shown_by_format(number, form.format_str if form else "")
        return number_cell(repr(held.value), shown, epoch=epoch)
    if held.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell("TRUE" if held.value else "FALSE")
    if held.ctype == xlrd.XL_CELL_ERROR:
        return Cell(xlrd.error_text_from_code.get(held.value, "#ERROR"))
    font = book.font_list[style.font_index].name if style else ""
    text = str(held.value)
    return Cell(convert(text, font), font=font if is_bijoy_font(font) else "")
