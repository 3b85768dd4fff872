"""A table of a page, taken home as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse

from offices.spreadsheets.csv_text import CSV_TYPE, write_csv
from offices.spreadsheets.xlsx_writer import XLSX_TYPE, Sheet, write_sheets


def _csv(content: Sheet) -> bytes:
    return write_csv(content.headers, content.rows)


def _xlsx(content: Sheet) -> bytes:
    return write_sheets([content])


_FORMATS: Final[dict[str, tuple[str, Callable[[Sheet], bytes]]]] = {
    "csv": (CSV_TYPE, _csv),
    "xlsx": (XLSX_TYPE, _xlsx),
}


def download(content: Sheet, *, name: str, file_format: str) -> HttpResponse:
    """The table as the file ``name.csv`` or ``name.xlsx``; 404 for any other format."""
    if file_format not in _FORMATS:
        raise Http404(file_format)
    content_type, write = _FORMATS[file_format]
    return HttpResponse(
        write(content),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{file_format}"'},
    )
