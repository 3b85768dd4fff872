"""One sheet of an XLSX file, streamed: the rows that hold any text, as a person reads them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from zipfile import ZipFile

from openpyxl.utils import get_column_letter

from numerals import parse_whole
from spreadsheets.table import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    NumberText,
    UnreadableFile,
    too_long_cell,
    too_many_columns,
    too_many_rows,
    unworked_formula,
)
from spreadsheets.xlsx_reader.parts import PackagePart

_LAST_SERIAL: Final = 2_958_465
_SHORT_NUMBER: Final = re.compile(r"-?[0-9]{1,15}|-?[0-9]{1,8}\.[0-9]{1,7}")
_COLUMNS: Final = {get_column_letter(index + 1): index for index in range(MAX_COLUMNS)}


class Sheet(PackagePart):
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
        self.parser.StartElementHandler = self._opens_one
        self.parser.EndElementHandler = self._closes_one
        self.parser.CharacterDataHandler = self._text.append
        self.parse()

    def _opens_one(self, name: str, attributes: dict[str, str]) -> None:
        name = self.local[name]
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
        name = self.local[name]
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
        serial = parse_whole(number, most_digits=len(str(_LAST_SERIAL)))
        if serial and serial <= _LAST_SERIAL:
            return (self._epoch + timedelta(days=serial)).isoformat()
        return number


def _number(raw: str) -> NumberText:
    """A stored number as the spreadsheet program shows it: fifteen digits, no exponent.

    The file has 0.55000000000000004 where 0.55 was typed.
    """
    text = raw if _SHORT_NUMBER.fullmatch(raw) else format(Decimal(f"{float(raw):.15g}"), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return NumberText(text)
