"""Workbooks of a template as somebody filled them in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from offices.models import Office
from plans.cascade.book import OFFICE, BookLine, key_of
from plans.cascade.selectors import past_of, standings_of
from plans.cascade.template import template_of
from plans.cascade.workbook import workbook_of
from plans.workshop.models import Draft


def book_of(template: Draft, *codes: str) -> bytes:
    """The workbook as it is downloaded, for the offices of these codes."""
    value = template_of(template)
    offices = list(Office.objects.filter(code__in=codes).order_by("path"))
    return workbook_of(value, standings_of(value, offices), past_of(value, offices))


def typed(content: bytes, cells: dict[tuple[str, int, BookLine], Any]) -> bytes:
    """The workbook with these cells written over, by office, the template's key and line."""
    book = load_workbook(BytesIO(content))
    for (code, key, line), value in cells.items():
        sheet = book.worksheets[0]
        sheet[place_of(content, code, key, line)].value = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def place_of(content: bytes, code: str, key: int, line: BookLine) -> str:
    """The name of a cell, such as ``G12``."""
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    column = next(cell.column_letter for cell in sheet[2] if cell.value == f"{OFFICE}{code}")
    row = next(cell.row for cell in sheet["A"] if cell.value == key_of(key, line))
    return f"{column}{row}"


def cleared(content: bytes, code: str) -> bytes:
    """The workbook with the whole column of an office cleared."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[2] if cell.value == f"{OFFICE}{code}")
    for row in sheet.iter_rows(min_row=6, min_col=column, max_col=column):
        if not isinstance(row[0], MergedCell):
            row[0].value = None
    target = BytesIO()
    book.save(target)
    return target.getvalue()
