from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET: Final = "xl/worksheets/sheet1.xml"


def workbook(*rows: list[Any]) -> bytes:
    """What a spreadsheet program saves."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    """The workbook with some of its parts replaced or added."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def with_sheet(rows: str) -> bytes:
    """A workbook whose sheet holds the rows, as XML."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return with_parts(workbook(["x"]), {SHEET: xml})
