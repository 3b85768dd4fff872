"""XLSX → a grid for each sheet, streamed under limits: values, merges, formats, hidden rows.

Why not a library's reader: docs/decisions/libraries-for-forms.md.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Final

from lxml import etree

from plans.document.grid import Cell, CellType, Grid
from plans.forms import limits
from plans.forms.archives import attribute, local, opened, part, root_of, whole_number
from plans.forms.bijoy import Convert, is_bijoy_font
from plans.forms.limits import FormRefused
from plans.forms.marks import raised, set_off
from plans.forms.sheets import (
    AS_IT_IS,
    EPOCH,
    EPOCH_1904,
    Book,
    Merge,
    NumberShown,
    grid_of,
    naming_hidden,
    number_cell,
    shown_by_format,
)
from spreadsheets.legal import legal

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TAKEN: Final = ("{*}row", "{*}c", "{*}mergeCell", "{*}col")
_BLANK: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rb'<c r="[A-Z0-9]+"[^<>]*/>',
        rb'<row r="[0-9]+"[^<>]*/>',
        rb'<row r="[0-9]+"[^<>]*>\s*</row>',
    )
)
"""Cells and rows that have borders or colours alone: a sheet may have a million of them."""

_OPENS_CELL: Final = (b"<c ", b"<c>")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LETTERS: Final = 26


def grids_of_xlsx(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """The visible sheets of an XLSX file, in order. Raises ``FormRefused``."""
    with opened(content) as archive:
        book = _Book(archive, convert)
        return naming_hidden(list(book.grids()), book.hidden)


def _is_hidden(sheet: etree._Element) -> bool:
    return attribute(sheet, "state") in ("hidden", "veryHidden")


@dataclass(slots=True)
class _Style:
    shown: NumberShown
    font: str


class _Book:
    def __init__(self, archive: zipfile.ZipFile, convert: Convert) -> None:
        self._archive = archive
        self._convert = convert
        self._path = self._target("", "officeDocument")
        self._root = root_of(part(archive, self._path))
        properties = [one for one in self._root if local(one) == "workbookPr"]
        old = any(attribute(one, "date1904") in ("1", "true") for one in properties)
        self._epoch = EPOCH_1904 if old else EPOCH
        styles = self._target(self._path, "styles")
        self._styles = _styles(root_of(part(archive, styles))) if styles else []
        shared = self._target(self._path, "sharedStrings")
        self._shared = list(self._strings(shared)) if shared else []
        self.hidden: list[str] = []

    def grids(self) -> Iterator[Grid]:
        paths = {key: path for key, _kind, path in self._relations(self._path)}
        sheets = [one for one in self._root.iter() if local(one) == "sheet"]
        book = Book()
        read: set[str] = set()
        shown = [one for one in sheets if not _is_hidden(one)]
        self.hidden += [attribute(one, "name") for one in sheets if _is_hidden(one)]
        for sheet in limits.few_sheets(shown):
            path = paths.get(attribute(sheet, "id"))
            # No two sheets are of one part.
            if path is None or path in read:
                continue
            read.add(path)
            yield _Sheet(self._styles, self._shared, self._convert, self._epoch, book).grid(
                self._archive, path, name=attribute(sheet, "name")
            )

    def _target(self, source: str, kind: str) -> str:
        found = (path for _key, named, path in self._relations(source) if named == kind)
        return next(found, "")

    def _relations(self, source: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._archive.namelist():
            return []
        return [
            (
                attribute(one, "Id"),
                attribute(one, "Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target"))).lstrip(
                    "/"
                ),
            )
            for one in root_of(part(self._archive, path))
        ]

    def _strings(self, path: str) -> Iterator[Cell]:
        for element in root_of(part(self._archive, path)):
            yield _text_of(element, self._convert, "")


def _styles(root: etree._Element) -> list[_Style]:
    formats: dict[str, str] = {}
    fonts: list[str] = []
    cells: list[_Style] = []
    for block in root:
        name = local(block)
        if name == "numFmts":
            formats = {attribute(one, "numFmtId"): attribute(one, "formatCode") for one in block}
        elif name == "fonts":
            fonts = [
                next((attribute(one, "val") for one in font if local(one) == "name"), "")
                for font in block
            ]
        elif name == "cellXfs":
            if len(block) > limits.MOST_STYLES:
                raise FormRefused(limits.UNPACKS_TOO_LARGE)
            for one in block:
                number, font = attribute(one, "numFmtId") or "0", attribute(one, "fontId") or "0"
                place = int(font)
                cells.append(
                    _Style(
                        shown_by_format(int(number), formats.get(number, "")),
                        fonts[place] if place < len(fonts) else "",
                    )
                )
    return cells


def _text_of(element: etree._Element, convert: Convert, font: str) -> Cell:
    """A shared or inline text, each run in its own font; what aids its reading left out."""
    texts, bijoy = [], ""
    for child in element:
        name = local(child)
        if name == "t":
            text, own = _unescaped(child.text or ""), font
        elif name == "r":
            fonts = (attribute(one, "val") for one in child.iter() if local(one) == "rFont")
            own = next(fonts, font)
            text = "".join(_unescaped(one.text or "") for one in child if local(one) == "t")
            text = _as_it_looks(text, child)
        else:
            continue
        bijoy = bijoy or (own if is_bijoy_font(own) else "")
        texts.append(convert(text, own) if own else text)
    return Cell("".join(texts), font=bijoy)


def _as_it_looks(text: str, run: etree._Element) -> str:
    """The run's text with what only its looks tell of a figure."""
    looks = {local(one): attribute(one, "val") for one in run.iter()}
    if looks.get("vertAlign") == "superscript":
        return raised(text)
    return set_off(text) if looks.get("strike", "0") not in ("0", "false") else text


def _unescaped(text: str) -> str:
    """What Excel writes for a character that XML has no sign for: ``_x000D_`` for a line's end."""
    return _ESCAPED.sub(lambda match: legal(chr(int(match[1], 16))), text) if "_x" in text else text


@dataclass(slots=True)
class _Sheet:
    styles: list[_Style]
    shared: list[Cell]
    convert: Convert
    epoch: date
    book: Book
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _number: int = -1
    _column: int = -1
    _seen: int = 0
    _elements: int = 0

    def grid(self, archive: zipfile.ZipFile, path: str, *, name: str) -> Grid:
        """The sheet as a grid; read row by row, so that a trap is found before it is full."""
        entry = archive.getinfo(path)
        if entry.file_size > limits.LARGEST_UNPACKED // 2:
            raise FormRefused(limits.UNPACKS_TOO_LARGE)
        with archive.open(entry) as stream:
            content = stream.read(entry.file_size)
        for blank in _BLANK:
            content = blank.sub(b"", content)
        if sum(map(content.count, _OPENS_CELL)) > limits.MOST_CELLS:
            raise FormRefused(limits.TOO_MANY_ROWS)
        events = etree.iterparse(
            BytesIO(content),
            events=("start", "end"),
            tag=_TAKEN,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        )
        for event, element in events:
            self._take(local(element), element, is_start=event == "start")
        return grid_of(
            self.cells,
            merges=self.merges,
            name=name,
            hidden=self.hidden,
            hidden_columns=self.hidden_columns,
        )

    def _take(self, kind: str, element: etree._Element, *, is_start: bool) -> None:
        if is_start:
            self._elements += 1
            if self._elements > limits.MOST_TAGS:
                raise FormRefused(limits.UNPACKS_TOO_LARGE)
            if kind == "row":
                self._open_row(element)
            return
        if kind == "c":
            self._seen += 1
            if self._seen > limits.MOST_CELLS:
                raise FormRefused(limits.TOO_MANY_ROWS)
            self._add(element)
            element.clear()
        elif kind == "mergeCell":
            self._merge(attribute(element, "ref"))
        elif kind == "row":
            element.clear()
        elif kind == "col" and attribute(element, "hidden") in ("1", "true"):
            first, last = (whole_number(attribute(element, one)) or 0 for one in ("min", "max"))
            self.hidden_columns.update(range(first - 1, min(last, limits.MOST_COLUMNS)))

    def _open_row(self, row: etree._Element) -> None:
        given = attribute(row, "r")
        self._number = int(given) - 1 if given else self._number + 1
        self._column = -1
        self._seen += 1
        if attribute(row, "hidden") in ("1", "true"):
            self.hidden.add(self._number)

    def _add(self, element: etree._Element) -> None:
        match = _REFERENCE.fullmatch(attribute(element, "r"))
        self._column = _column(match[1]) if match else self._column + 1
        if len(element):
            cell = self._cell(element)
            if cell.text.strip():
                self.book.keep(self.cells, self._number, self._column, cell)

    def _cell(self, element: etree._Element) -> Cell:
        style = self._style(attribute(element, "s"))
        kind = attribute(element, "t") or "n"
        children = {local(child): child for child in element}
        if kind == "inlineStr" and "is" in children:
            return _text_of(children["is"], self.convert, style.font)
        value = children["v"].text or "" if "v" in children else ""
        if not value:
            # A formula whose result was never stored is no blank: it is shown as it stands.
            formula = children["f"].text if "f" in children and kind != "str" else ""
            return Cell(f"={formula}" if formula else "")
        if kind == "s":
            shared = self.shared[int(value)]
            if shared.font or not is_bijoy_font(style.font):
                return shared
            return Cell(self.convert(shared.text, style.font), font=style.font)
        if kind == "str":
            font = style.font if is_bijoy_font(style.font) else ""
            return Cell(self.convert(value, style.font), font=font)
        if kind == "b":
            return Cell("FALSE" if value == "0" else "TRUE")
        if kind == "d":
            # A day of strict OOXML is a text; a time of that day stands behind it.
            return Cell(value.partition("T")[0], held=CellType.DATE)
        return number_cell(value, style.shown, epoch=self.epoch) if kind == "n" else Cell(value)

    def _style(self, number: str) -> _Style:
        place = int(number) if number else 0
        return self.styles[place] if place < len(self.styles) else _Style(AS_IT_IS, "")

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if top is None or bottom is None:
            return
        if len(self.merges) > limits.MOST_ROWS * 4:
            raise FormRefused(limits.UNPACKS_TOO_LARGE)
        self.merges.append(
            (int(top[2]) - 1, _column(top[1]), int(bottom[2]) - 1, _column(bottom[1]))
        )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1
