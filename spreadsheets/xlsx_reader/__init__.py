"""XLSX → a table, streamed under limits. Why not a library: docs/decisions (reading XLSX).

Only what row data needs is read: the first sheet's texts, numbers, dates and truth values, and
of a formula the result that the spreadsheet program stored; without one the file is refused.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from spreadsheets.table import Table, UnreadableFile, table_of
from spreadsheets.xlsx_reader.workbook import Workbook

MAX_UNPACKED_BYTES: Final = 80 * 1024 * 1024
MAX_RATIO: Final = 100
"""Spreadsheets pack to a tenth; what packs to less than a hundredth is a trap."""

RATIO_MATTERS_FROM: Final = 4 * 1024 * 1024
MAX_PARTS: Final = 1_000


def read_xlsx(data: bytes) -> Table:
    """The first sheet of an XLSX file. Raises ``UnreadableFile`` with the reason."""
    return read_sheets(data, most=1)[0]


def read_sheets(data: bytes, *, most: int) -> list[Table]:
    """The first ``most`` sheets of an XLSX file; all but the first may be without rows.

    Raises ``UnreadableFile`` with the reason.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _refuse_traps(archive, packed=len(data))
            book = Workbook(archive)
            sheets = [list(book.lines(path)) for path in book.sheets[:most]]
            # A lone sheet without rows is a mistake, an unused one of several is none.
            filled = [lines for lines in sheets if len(lines) > 1] or sheets[:1]
            return [table_of(iter(lines)) for lines in filled]
    except (BadZipFile, zlib.error, expat.ExpatError, KeyError, IndexError, ValueError) as error:
        raise UnreadableFile(
            _("The file is damaged or is not an XLSX file. Save it again as XLSX or CSV.")
        ) from error


def _refuse_traps(archive: ZipFile, *, packed: int) -> None:
    """Refuse, before anything is unpacked, what would grow beyond all measure."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    too_dense = unpacked > RATIO_MATTERS_FROM and unpacked > packed * MAX_RATIO
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or too_dense:
        raise UnreadableFile(_("The file grows too large when it is unpacked."))
    if any(
        part.flag_bits & 1 or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts
    ):
        raise UnreadableFile(_("The file is protected. Save it without a password."))
