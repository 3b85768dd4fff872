"""HTML → a grid: a page, or what Word and Excel put on the clipboard."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from plans.document.grid import Cell, Grid, GridRow
from plans.forms import limits
from plans.forms.archives import whole_number
from plans.forms.bijoy import Convert, is_bijoy_font
from plans.forms.limits import FormRefused
from plans.forms.marks import raised, set_off
from plans.forms.placing import checked, placed

_NEVER: Final = frozenset({"script", "style", "head", "title", "del", "template", "noscript"})
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "section", "center"}
)
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_SUPER: Final = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_STRUCK: Final = ("s", "strike")
_STRUCK_BY_STYLE: Final = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_FAMILY: Final = re.compile(r"font-family\s*:\s*[\"']?([^;,\"'}]+)", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BEGINS: Final = re.compile(rb"\A[\s\xef\xbb\xbf]*(?:Version:[0-9.]+[\s\S]{0,500}?)?<[!?a-zA-Z]")
_OWN_TAG: Final = re.compile(
    r"</?[a-z]{1,30}(?:-[a-z]{1,30}){1,5}(?:\s[^<>]{0,500})?>", re.IGNORECASE
)
"""A program's own element, as Google Sheets opens around all: a parser may take it for the head."""
_DEEPEST: Final = 200
_LOOKED_AT: Final = 4096
_LONGEST_STYLES: Final = 500_000
_LONGEST_STYLE: Final = 4_000
_ENCODINGS: Final = ("utf-8", "utf-16", "ascii", "cp125", "iso8859", "koi8")
"""How the encodings of pages begin, by the names that Python has for them."""


def is_html(content: bytes) -> bool:
    """Whether ``content`` begins as a page or a clipboard's HTML does."""
    start = content[:_LOOKED_AT].lower()
    return _BEGINS.match(content[:_LOOKED_AT]) is not None and any(
        mark in start for mark in (b"<html", b"<table", b"<!doctype html", b"<meta", b"<body")
    )


def grids_of_html(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """The one grid of a page. Raises ``FormRefused``."""
    if content.count(b"<") > limits.MOST_TAGS // 2:
        raise FormRefused(limits.TOO_MANY_ROWS)
    text = _decoded(content)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise FormRefused(limits.DAMAGED) from error
    styles = "".join(one.text or "" for one in root.iter("style"))[:_LONGEST_STYLES]
    walk = _HtmlWalk(convert, dict(_fonts_of_classes(styles)))
    walk.blocks(root, "", 0)
    walk.end_text()
    return (Grid(tuple(walk.rows), merges_known=True, hidden=tuple(walk.hidden)),)


def _fonts_of_classes(styles: str) -> Iterator[tuple[str, str]]:
    """The last class of each rule's selector, and the font that the rule gives it."""
    for rule in styles.split("}"):
        selector, _brace, said = rule.rpartition("{")
        family = _FAMILY.search(said)
        if family is not None:
            yield selector.rstrip().rpartition(".")[2], family[1].strip()


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _from_mark(text)
    return _from_mark(content.decode(_named_encoding(content), "replace"))


def _named_encoding(content: bytes) -> str:
    """The encoding that a page names, if it is one that pages have: others may take for ever."""
    named = _CHARSET.search(content[:_LOOKED_AT])
    if named is None:
        return "cp1252"
    try:
        encoding = codecs.lookup(named[1].decode("ascii")).name
    except (LookupError, UnicodeError):
        raise FormRefused(limits.NOT_TEXT) from None
    if not encoding.startswith(_ENCODINGS):
        raise FormRefused(limits.NOT_TEXT)
    return encoding


def _from_mark(text: str) -> str:
    """The HTML itself: a clipboard writes lines of its own before it; no encoding is declared."""
    start = text.find("<")
    body = text[max(start, 0) :].replace("\0", "")
    return _OWN_TAG.sub("", re.sub(r"\A<\?xml[^>]*\?>", "", body))


@dataclass(slots=True)
class _HtmlWalk:
    convert: Convert
    classes: dict[str, str]
    rows: list[GridRow] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    _tables: int = 0
    _pieces: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self, element: html.HtmlElement, font: str, depth: int) -> None:
        """Text becomes rows, block by block; tables become rows of cells."""
        if depth > _DEEPEST:
            raise FormRefused(limits.DAMAGED)
        font = self._font(element, font)
        if element.text:
            self._pieces.append((element.text, font))
        for child in element:
            name = child.tag if isinstance(child.tag, str) else ""
            block = name in _BLOCKS or name == "table"
            if block:
                self.end_text()
            if name == "table":
                self._table(child, font, depth)
            elif name and name not in _NEVER and not _is_hidden(child):
                self.blocks(child, font, depth + 1)
            if block:
                self.end_text()
            if child.tail:
                self._pieces.append((child.tail, font))

    def end_text(self) -> None:
        """The text since the last block becomes a row."""
        cell = self._cell(self._pieces)
        self._pieces = []
        if cell.text:
            self._add((cell,), table=0)

    def _add(self, cells: tuple[Cell, ...], *, table: int) -> None:
        if len(self.rows) >= limits.MOST_ROWS:
            raise FormRefused(limits.TOO_MANY_ROWS)
        self.rows.append(GridRow(len(self.rows) + 1, cells, table))

    def _table(self, table: html.HtmlElement, font: str, depth: int) -> None:
        if _is_frame(table):
            for row in _rows(table):
                for cell in _cells(row):
                    self.blocks(cell, self._font(row, font), depth + 1)
                    self.end_text()
            return
        self._tables += 1
        number = self._tables
        font = self._font(table, font)
        nested: list[html.HtmlElement] = []
        rows = list(_rows(table))
        cells_of = [
            [self._table_cell(cell, self._font(row, font), nested, depth) for cell in _cells(row)]
            for row in rows
        ]
        for row, cells in zip(rows, placed(cells_of), strict=True):
            self._add(cells, table=number)
            if _is_hidden(row):
                self.hidden.append(len(self.rows))
        for inner in nested:
            if depth > _DEEPEST:
                raise FormRefused(limits.DAMAGED)
            self._table(inner, font, depth + 1)

    def _table_cell(
        self, cell: html.HtmlElement, font: str, nested: list[html.HtmlElement], depth: int
    ) -> Cell:
        pieces = list(self._texts(cell, font, nested, depth))
        text = self._cell(pieces)
        down = min(_span(cell, "rowspan"), limits.MOST_ROWS)
        return Cell(text.text, _span(cell, "colspan"), down, text.font)

    def _texts(
        self, element: html.HtmlElement, font: str, nested: list[html.HtmlElement], depth: int
    ) -> Iterator[tuple[str, str]]:
        if depth > _DEEPEST:
            raise FormRefused(limits.DAMAGED)
        font = self._font(element, font)
        yield _as_it_looks(element.text or "", element), font
        for child in element:
            name = child.tag if isinstance(child.tag, str) else ""
            if name == "table":
                nested.append(child)
            elif name and name not in _NEVER and not _is_hidden(child):
                if name in _BLOCKS:
                    yield " ", ""
                yield from self._texts(child, font, nested, depth + 1)
                if name in _BLOCKS:
                    yield " ", ""
            yield _as_it_looks(child.tail or "", element), font

    def _cell(self, pieces: list[tuple[str, str]]) -> Cell:
        texts, bijoy = [], ""
        for piece, font in pieces:
            text = piece
            if is_bijoy_font(font) and text.strip():
                bijoy = font
                blanks = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
                text = " " * blanks[0] + self.convert(text.strip(), font) + " " * blanks[1]
            texts.append(text)
        return checked(Cell(" ".join("".join(texts).split()), font=bijoy))

    def _font(self, element: html.HtmlElement, inherited: str) -> str:
        style = _FAMILY.search(_style_of(element))
        if style is not None:
            return style[1].strip()
        if element.get("face"):
            return str(element.get("face"))
        named = (self.classes.get(name) for name in (element.get("class") or "").split())
        return next((font for font in named if font), inherited)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield from (cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell))


def _is_frame(table: html.HtmlElement) -> bool:
    """Whether the table only holds text and another table, as mail programs frame a letter."""
    one_wide = all(len(list(_cells(row))) <= 1 for row in _rows(table))
    return one_wide and next(table.iterdescendants("table"), None) is not None


def _is_hidden(element: html.HtmlElement) -> bool:
    return _HIDDEN.search(_style_of(element)) is not None


def _as_it_looks(text: str, element: html.HtmlElement) -> str:
    """The text of ``element`` with what only its looks tell of a figure."""
    style = _style_of(element)
    if element.tag == "sup" or _SUPER.search(style):
        return raised(text)
    return set_off(text) if element.tag in _STRUCK or _STRUCK_BY_STYLE.search(style) else text


def _style_of(element: html.HtmlElement) -> str:
    """The element's own style, as long as people's programs write one."""
    return (element.get("style") or "")[:_LONGEST_STYLE]


def _span(cell: html.HtmlElement, name: str) -> int:
    return whole_number((cell.get(name) or "").strip()) or 1
