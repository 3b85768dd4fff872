"""A table of a page, taken home as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from presentation.figures import clock, day_in_digits
from spreadsheets.csv_text import CSV_TYPE, write_csv_to
from spreadsheets.xlsx_writer import XLSX_TYPE, WrittenSheet, write_workbook


def _csv(content: WrittenSheet, target: IO[bytes]) -> None:
    # Behind the rows: whatever reads the file finds its headings in the first line.
    about = ([], [content.about]) if content.about else ()
    write_csv_to(target, content.headers, chain(content.rows, about))


def _xlsx(content: WrittenSheet, target: IO[bytes]) -> None:
    write_workbook(target, [content])


_IN_MEMORY: Final = 2**20
_FORMATS: Final[dict[str, tuple[str, Callable[[WrittenSheet, IO[bytes]], None]]]] = {
    "csv": (CSV_TYPE, _csv),
    "xlsx": (XLSX_TYPE, _xlsx),
}


def download(
    content: WrittenSheet, *, name: str, file_format: str, by: str = ""
) -> HttpResponseBase:
    """The table as the file ``name-20240630-1805.csv`` or ``.xlsx``; 404 for any other format.

    The file says of which moment it is and who made it (``by``), as its name says the moment.

    Its rows are written as they are read, and a large file lies on the disk until it is sent.
    """
    if file_format not in _FORMATS:
        raise Http404(file_format)
    content_type, write = _FORMATS[file_format]
    now = timezone.localtime()
    content = replace(content, about=said_of(content.title, now, by=by))
    target = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    write(content, target)
    size = target.tell()
    target.seek(0)
    full_name = f"{name}-{now:%Y%m%d-%H%M}.{file_format}"
    if size > _IN_MEMORY:
        return FileResponse(
            target, content_type=content_type, as_attachment=True, filename=full_name
        )
    disposition = content_disposition_header(as_attachment=True, filename=full_name)
    with target:
        data = target.read()
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": disposition}
    )


def said_of(title: str, at: datetime, *, by: str) -> str:
    """What a list is, of which moment, and who made its file."""
    said = {"list": title, "day": day_in_digits(at.date()), "clock": clock(at), "name": by}
    if by:
        return _("%(list)s: as of %(day)s %(clock)s, downloaded by %(name)s") % said
    return _("%(list)s: as of %(day)s %(clock)s") % said
