"""XLSX → a table, streamed under limits. Why not a library: docs/decisions (reading XLSX).

Only what row data needs is read: the first sheet's texts, numbers, dates and truth values, and
of a formula the result that the spreadsheet program stored; without one the file is refused.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from offices.spreadsheets.table import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    NumberText,
    Table,
    UnreadableFile,
    table_of,
    too_long_cell,
    too_many_columns,
    too_many_rows,
    unworked_formula,
)

MAX_UNPACKED_BYTES: Final = 80 * 1024 * 1024
MAX_RATIO: Final = 100
"""Spreadsheets pack to a tenth; what packs to less than a hundredth is a trap."""

RATIO_MATTERS_FROM: Final = 4 * 1024 * 1024
MAX_PARTS: Final = 1_000

_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_LAST_SERIAL: Final = 2_958_465
_BUILTIN_DATES: Final = frozenset((14, 15, 16, 17, 22))
_LITERALS_OF_FORMAT: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_COLUMNS: Final = {get_column_letter(index + 1): index for index in range(MAX_COLUMNS)}
_SHORT_NUMBER: Final = re.compile(r"-?[0-9]{1,15}|-?[0-9]{1,8}\.[0-9]{1,7}")


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
            book = _Workbook(archive)
            sheets = [list(book.lines(path)) for path in book.sheets[:most]]
            # A lone sheet without rows is a mistake, an unused one of several is none.
            filled = [lines for lines in sheets if len(lines) > 1] or sheets[:1]
            return [table_of(iter(lines)) for lines in filled]
    except (BadZipFile, zlib.error, expat.ExpatError, KeyError, IndexError, ValueError) as error:
        raise UnreadableFile(
            _("The file is damaged or is no XLSX file. Save it anew as XLSX or CSV.")
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


class _Local(dict[str, str]):
    """Element names without their namespace's prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


class _Part:
    """One part of the file, told as elements; subclasses hear ``opens``, ``closes``, ``text``."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._local = _Local()
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._opens
        self._parser.EndElementHandler = self._closes
        self._parser.CharacterDataHandler = self.text
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._source = (archive, name)

    def parse(self) -> None:
        archive, name = self._source
        with archive.open(name) as stream:
            self._parser.ParseFile(stream)

    def _opens(self, name: str, attributes: dict[str, str]) -> None:
        self.opens(self._local[name], attributes)

    def _closes(self, name: str) -> None:
        self.closes(self._local[name])

    def opens(self, name: str, attributes: dict[str, str]) -> None: ...

    def closes(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...

    def _refuse_document_type(self, *_args: object) -> None:
        raise ValueError("a document type in a spreadsheet")


class _Elements(_Part):
    """The elements of a small part: names and attributes."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        super().__init__(archive, name)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.parse()

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name, {self._local[key]: value for key, value in attributes.items()}))

    def named(self, *names: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes in self.found if name in names)


class _Strings(_Part):
    """The texts that cells share; what a reader sees, without the phonetic readings."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        super().__init__(archive, name)
        self.found: list[str] = []
        self._text: list[str] = []
        self._listens = False
        self._phonetic = False
        self.parse()

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._listens = not self._phonetic

    def closes(self, name: str) -> None:
        if name == "t":
            self._listens = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append("".join(self._text))

    def text(self, data: str) -> None:
        if self._listens:
            self._text.append(data)


class _Workbook:
    """The parts of the archive that its sheets need."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        roots = self._relations("")
        book = next(path for kind, path in roots.values() if kind == "officeDocument")
        relations = self._relations(book)
        paths = dict(relations.values())
        elements = _Elements(archive, book)
        self.sheets = [relations[one["id"]][1] for one in elements.named("sheet")]
        self._strings = (
            _Strings(archive, paths["sharedStrings"]).found if "sharedStrings" in paths else []
        )
        self._dates = _date_styles(archive, paths["styles"]) if "styles" in paths else frozenset()
        self._epoch = _EPOCH
        for properties in elements.named("workbookPr"):
            if properties.get("date1904") in ("1", "true"):
                self._epoch = _EPOCH_1904

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """``{id: (kind, path)}`` of what a part refers to."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        return {
            one["Id"]: (
                one["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one["Target"])).lstrip("/"),
            )
            for one in _Elements(self._archive, path).named("Relationship")
        }

    def lines(self, path: str) -> Iterator[Line]:
        sheet = _Sheet(
            self._archive,
            path,
            strings=self._strings,
            dates=self._dates,
            epoch=self._epoch,
        )
        return iter(sheet.found)


def _date_styles(archive: ZipFile, name: str) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a date."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    inside = False
    for element, attributes in _Elements(archive, name).found:
        if element == "numFmt":
            formats[attributes["numFmtId"]] = attributes["formatCode"]
        elif element in ("cellXfs", "cellStyleXfs", "cellStyles"):
            inside = element == "cellXfs"
        elif element == "xf" and inside:
            styles.append(attributes.get("numFmtId", "0"))
    return frozenset(
        str(index)
        for index, number in enumerate(styles)
        if _shows_a_date(int(number), formats.get(number, ""))
    )


def _shows_a_date(number: int, code: str) -> bool:
    letters = _LITERALS_OF_FORMAT.sub("", code.partition(";")[0]).lower()
    return number in _BUILTIN_DATES or "y" in letters or "d" in letters


class _Sheet(_Part):
    """The rows of a sheet that hold any text."""

    def __init__(
        self,
        archive: ZipFile,
        name: str,
        *,
        strings: list[str],
        dates: frozenset[str],
        epoch: date,
    ) -> None:
        super().__init__(archive, name)
        self.found: list[Line] = []
        self._strings, self._dates, self._epoch = strings, dates, epoch
        self._row: list[str] = []
        self._number = 0
        self._cell: dict[str, str] = {}
        self._phonetic = False
        self._is_formula = False
        # All text is caught by a built-in method, which is quick; what lies behind _end is none
        # of the cell's.
        self._text: list[str] = []
        self._end = 0
        self._parser.StartElementHandler = self._opens_one
        self._parser.EndElementHandler = self._closes_one
        self._parser.CharacterDataHandler = self._text.append
        self.parse()

    def _opens_one(self, name: str, attributes: dict[str, str]) -> None:
        name = self._local[name]
        if name in ("v", "t"):
            del self._text[self._end :]
        elif name == "c":
            self._cell = attributes
            self._text.clear()
            self._end = 0
            self._is_formula = False
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._row = []
            self._number = int(attributes.get("r", self._number + 1))
        elif name == "rPh":
            self._phonetic = True

    def _closes_one(self, name: str) -> None:
        name = self._local[name]
        if name in ("v", "t"):
            if not self._phonetic:
                self._end = len(self._text)
        elif name == "c":
            if self._end:
                self._place("".join(self._text[: self._end]))
            elif self._is_formula and self._cell.get("t") != "str":
                # Read as a blank it would take away what is stored.
                raise UnreadableFile(unworked_formula(self._number))
        elif name == "row":
            if any(self._row):
                self._keep()
        elif name == "rPh":
            self._phonetic = False

    def _place(self, raw: str) -> None:
        cell, row = self._cell, self._row
        text = self._strings[int(raw)] if cell.get("t") == "s" else self._read(raw)
        if len(text) > MAX_CELL_CHARACTERS:
            raise UnreadableFile(too_long_cell(self._number))
        column = len(row)
        reference = cell.get("r")
        if reference is not None:
            column = _COLUMNS.get(reference.rstrip("0123456789"), MAX_COLUMNS)
        if column >= MAX_COLUMNS:
            if text.strip():
                raise UnreadableFile(too_many_columns())
        elif column < len(row):
            raise ValueError("cells out of order")
        else:
            while len(row) < column:
                row.append("")
            row.append(text)

    def _keep(self) -> None:
        # The heading is one more.
        if len(self.found) > MAX_ROWS:
            raise UnreadableFile(too_many_rows())
        self.found.append((self._number, tuple(self._row)))

    def _read(self, raw: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "b":
            return "FALSE" if raw == "0" else "TRUE"
        if kind != "n":
            return raw
        number = _number(raw)
        return self._date(number) if self._cell.get("s") in self._dates else number

    def _date(self, number: NumberText) -> str:
        if number.isdecimal() and 0 < int(number) <= _LAST_SERIAL:
            return (self._epoch + timedelta(days=int(number))).isoformat()
        return number


def _number(raw: str) -> NumberText:
    """A stored number as the spreadsheet program shows it: fifteen digits, no exponent.

    The file has 0.55000000000000004 where 0.55 was typed.
    """
    text = raw if _SHORT_NUMBER.fullmatch(raw) else format(Decimal(f"{float(raw):.15g}"), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return NumberText(text)
