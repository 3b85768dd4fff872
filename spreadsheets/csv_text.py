"""CSV in and out; texts that a spreadsheet program would run as formulas are disarmed."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from spreadsheets.table import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    Line,
    Table,
    UnreadableFile,
    table_of,
    too_long_cell,
    too_many_columns,
)

CSV_TYPE: Final = "text/csv; charset=utf-8"

_STARTS_A_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
_GUARD: Final = "'"
_HARMLESS: Final = frozenset(("", "-", "–"))
_DELIMITERS: Final = ",;\t"


def disarmed(text: str) -> str:
    """``text`` with an apostrophe before it where it would start a formula.

    Spreadsheet programs pass over leading blanks, so they count as well.
    """
    return _GUARD + text if _is_armed(text) else text


def rearmed(text: str) -> str:
    """What ``disarmed`` was given."""
    return text[1:] if text.startswith(_GUARD) and _is_armed(text) else text


def _is_armed(text: str) -> bool:
    bare = text.lstrip(_GUARD + " ")
    return bare[:1] in _STARTS_A_FORMULA and bool(bare) and text not in _HARMLESS


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8 with the mark by which spreadsheet programs know it."""
    target = BytesIO()
    write_csv_to(target, headers, rows)
    return target.getvalue()


def write_csv_to(target: Any, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The same into a binary file, row by row; it stays open."""
    target.write(codecs.BOM_UTF8)
    text = TextIOWrapper(target, "utf-8", errors="replace", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([disarmed(header) for header in headers])
    writer.writerows([_written(value) for value in row] for row in rows)
    text.detach()


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    return disarmed(str(value))


def read_csv(data: bytes) -> Table:
    """A CSV file, separated by commas, semicolons or tabs. Raises ``UnreadableFile``."""
    text = _decoded(data)
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    try:
        return table_of(_lines(csv.reader(StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise UnreadableFile(
            _("The file is damaged or is not a CSV file. Save it again as XLSX or CSV.")
        ) from error


def _decoded(data: bytes) -> str:
    encoding = (
        "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _("The file is neither XLSX nor CSV in UTF-8. Save it again as one of these.")
        ) from error
    if "\0" in text:
        raise UnreadableFile(
            _("The file is neither XLSX nor CSV in UTF-8. Save it again as one of these.")
        )
    return text


def _lines(rows: Iterable[list[str]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        if not any(map(str.strip, row)):
            continue
        if any(len(cell) > MAX_CELL_CHARACTERS for cell in row):
            raise UnreadableFile(too_long_cell(number))
        if any(map(str.strip, row[MAX_COLUMNS:])):
            raise UnreadableFile(too_many_columns())
        yield number, tuple(rearmed(cell) for cell in row[:MAX_COLUMNS])
