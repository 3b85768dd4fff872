"""What the sheets of an XLSX file need to be read: shared texts, styles of dates, the epoch."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from zipfile import ZipFile

from spreadsheets.table import Line
from spreadsheets.xlsx_reader.parts import Elements, Strings
from spreadsheets.xlsx_reader.sheet import Sheet

_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_BUILTIN_DATES: Final = frozenset((14, 15, 16, 17, 22))
_LITERALS_OF_FORMAT: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Workbook:
    """The parts of the archive that its sheets need."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        roots = self._relations("")
        book = next(path for kind, path in roots.values() if kind == "officeDocument")
        relations = self._relations(book)
        paths = dict(relations.values())
        elements = Elements(archive, book)
        self.sheets = [relations[one["id"]][1] for one in elements.named("sheet")]
        self._strings = (
            Strings(archive, paths["sharedStrings"]).found if "sharedStrings" in paths else []
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
            for one in Elements(self._archive, path).named("Relationship")
        }

    def lines(self, path: str) -> Iterator[Line]:
        sheet = Sheet(
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
    for element, attributes in Elements(archive, name).found:
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
