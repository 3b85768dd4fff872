"""What a file holds, and what may be in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

MAX_FILE_BYTES: Final = 10 * 1024 * 1024
MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 40
MAX_CELL_CHARACTERS: Final = 32_767
"""What a spreadsheet program itself holds in a cell."""


class UnreadableFile(Exception):
    """A file that is not read at all; the first argument says why, for the reader."""


class NumberText(str):
    """The text of a cell that held a number, not text: 1.10 has become ``1.1`` in it."""

    __slots__ = ()


Line = tuple[int, tuple[str, ...]]
"""A row's number in the file and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings; rows without any text are left out."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self.lines)


def table_of(lines: Iterator[Line]) -> Table:
    """The table that starts with the first line that says anything.

    Raises ``UnreadableFile`` when there is nothing below it, or more rows than allowed.
    """
    heading = next(lines, None)
    if heading is None:
        raise UnreadableFile(_("The file is empty. The first row holds the names of the columns."))
    headers = list(heading[1])
    while headers and not headers[-1].strip():
        headers.pop()
    found: list[Line] = []
    for line in lines:
        if len(found) == MAX_ROWS:
            raise UnreadableFile(too_many_rows())
        found.append(line)
    if not found:
        raise UnreadableFile(_("The file has headings but no rows."))
    return Table(tuple(headers), tuple(found))


def too_many_rows() -> str:
    """Why a long file is refused."""
    return _("The file has more than %(rows)s rows. Divide it into several files.") % {
        "rows": MAX_ROWS
    }


def too_many_columns() -> str:
    """Why a wide file is refused."""
    return _("The file has more than %(columns)s columns.") % {"columns": MAX_COLUMNS}


def unworked_formula(number: int) -> str:
    """Why a file with a formula that no spreadsheet program has worked out is refused."""
    return _(
        "Row %(row)s: a formula has no result. Open the file in a spreadsheet program and save it."
    ) % {"row": number}


def too_long_cell(number: int) -> str:
    """Why a file with an endless cell is refused."""
    return _("Row %(row)s: a cell has more than %(characters)s characters.") % {
        "row": number,
        "characters": MAX_CELL_CHARACTERS,
    }
