"""DOCX → a grid: the text of the document with its tables, merged cells in their places."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from plans.document.grid import BLANK, Cell, Grid, GridRow
from plans.forms import limits
from plans.forms.archives import attribute, local, opened, part, root_of, whole_number
from plans.forms.bijoy import Convert, is_bijoy_font
from plans.forms.limits import FormRefused
from plans.forms.marks import raised, set_off
from plans.forms.numbering import Numbering
from plans.forms.placing import COVERED, checked, without_slivers
from plans.forms.word_styles import Styles, property_of

_DOCUMENT: Final = "word/document.xml"
_HEADERS: Final = ("word/header1.xml", "word/header2.xml", "word/header3.xml")
_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"}
)
_BLANKS: Final = frozenset({"tab", "br", "cr"})
_DEEPEST: Final = 40


def grids_of_docx(
    content: bytes, convert: Convert, *, keeps_lines: bool = False
) -> tuple[Grid, ...]:
    """The one grid of a DOCX file. Raises ``FormRefused``.

    With ``keeps_lines`` the texts have the file's paragraphs and line breaks, and lines that are
    empty are rows as well: what is read is prose, and not a form.
    """
    with opened(content) as archive:
        document = root_of(part(archive, _DOCUMENT))
        styles = Styles(archive)
        walk = _DocxWalk(styles, convert, Numbering.of(archive), keeps_lines=keeps_lines)
        body = next((one for one in document if local(one) == "body"), None)
        if body is None:
            raise FormRefused(limits.DAMAGED)
        walk.blocks(body, depth=0)
        rows = walk.rows
        if rows and rows[0].table and not keeps_lines:
            # The office and the title may stand in the page's header alone.
            rows = [*_headers(archive, styles, convert), *rows]
        hidden = tuple(number + len(rows) - len(walk.rows) for number in walk.hidden)
        return (Grid(tuple(rows), merges_known=True, hidden=hidden),)


def _headers(archive: zipfile.ZipFile, styles: Styles, convert: Convert) -> list[GridRow]:
    walk = _DocxWalk(styles, convert)
    for name in _HEADERS:
        if name in archive.namelist() and not walk.rows:
            walk.blocks(root_of(part(archive, name)), depth=0)
    return [row for row in walk.rows if not row.table]


@dataclass(slots=True)
class _DocxWalk:
    """Goes through the blocks of a document and collects its rows."""

    styles: Styles
    convert: Convert
    numbering: Numbering = field(default_factory=Numbering)
    rows: list[GridRow] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    keeps_lines: bool = False
    _tables: int = 0
    _boxes: list[etree._Element] = field(default_factory=list)

    def blocks(self, parent: etree._Element, *, depth: int) -> None:
        """Paragraphs become rows of text, tables rows of cells; wrappers are opened."""
        if depth > _DEEPEST:
            raise FormRefused(limits.DAMAGED)
        for block in parent:
            name = local(block)
            if name == "p":
                cell = self._text([block])
                if cell.text.strip() or self.keeps_lines:
                    self._add((cell,), table=0, heading=self.styles.is_heading(block))
                self._open_boxes(depth)
            elif name == "tbl":
                self._table(block, depth=depth)
                self._open_boxes(depth)
            elif name not in _SKIPPED:
                self.blocks(block, depth=depth + 1)

    def _open_boxes(self, depth: int) -> None:
        """Text boxes float over the text that they are anchored in: they are lines of their own."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box, depth=depth + 1)

    def _add(self, cells: tuple[Cell, ...], *, table: int, heading: bool = False) -> None:
        if len(self.rows) >= limits.MOST_ROWS:
            raise FormRefused(limits.TOO_MANY_ROWS)
        self.rows.append(GridRow(len(self.rows) + 1, cells, table, heading))

    def _table(self, table: etree._Element, *, depth: int) -> None:
        self._tables += 1
        number = self._tables
        found: list[tuple[Cell, ...]] = []
        unseen: list[bool] = []
        nested: list[etree._Element] = []
        for row in _inside(table, "tr"):
            if property_of(row, "trPr", "del") is not None:
                continue
            if len(found) >= limits.MOST_ROWS:
                raise FormRefused(limits.TOO_MANY_ROWS)
            merged: list[tuple[int, str]] = []
            found.append(self._row(row, nested, merged))
            for place, text in merged:
                _add_above(found, place, text)
            unseen.append(_is_on(row, "hidden", "trPr"))
        for cells, is_unseen in zip(without_slivers(found), unseen, strict=True):
            self._add(cells, table=number)
            if is_unseen:
                self.hidden.append(len(self.rows))
        for inner in nested:
            if depth >= _DEEPEST:
                raise FormRefused(limits.DAMAGED)
            self._table(inner, depth=depth + 1)

    def _row(
        self, row: etree._Element, nested: list[etree._Element], merged_above: list[tuple[int, str]]
    ) -> tuple[Cell, ...]:
        """The row's cells; ``merged_above`` takes the texts of those that a tracked change has
        merged with the cell above them.
        """
        before = property_of(row, "trPr", "gridBefore")
        cells: list[Cell] = [BLANK] * (_whole(before) if before is not None else 0)
        for cell in _inside(row, "tc"):
            if property_of(cell, "tcPr", "cellDel") is not None:
                continue
            span = property_of(cell, "tcPr", "gridSpan")
            across = max(_whole(span), 1) if span is not None else 1
            merged = property_of(cell, "tcPr", "vMerge")
            goes_on = merged is not None and attribute(merged, "val") != "restart"
            tracked = property_of(cell, "tcPr", "cellMerge")
            if tracked is not None and attribute(tracked, "vMerge") == "cont":
                goes_on = True
                if said := self._text(list(_inside(cell, "p"))).text:
                    merged_above.append((len(cells), said))
            aside = property_of(cell, "tcPr", "hMerge")
            if aside is not None and attribute(aside, "val") != "restart":
                cells.append(COVERED)
                continue
            nested.extend(_inside(cell, "tbl"))
            text = BLANK if goes_on else self._text(list(_inside(cell, "p")))
            cells.append(checked(Cell(text.text, across, font=text.font)))
            cells.extend((COVERED,) * (across - 1))
            if len(cells) > limits.MOST_COLUMNS:
                raise FormRefused(limits.TOO_MANY_COLUMNS)
        return tuple(cells)

    def _text(self, paragraphs: list[etree._Element]) -> Cell:
        """The paragraphs' text, a blank between them, and a Bijoy font if one is used."""
        texts, bijoy, length = [], "", 0
        for paragraph in paragraphs:
            numbered = self.numbering.before(*self.styles.list_of(paragraph))
            pieces: list[str] = [f"{numbered} "] if numbered else []
            inherited = self.styles.of_paragraph(paragraph)
            for piece, font in _joined(self._runs(paragraph, inherited, 0)):
                pieces.append(self.convert(piece, font))
                bijoy = bijoy or (font if is_bijoy_font(font) and piece.strip() else "")
            texts.append("".join(pieces))
            length += len(texts[-1].strip())
            if length > limits.MOST_CHARACTERS:
                raise FormRefused(limits.TOO_LONG_CELL)
        if self.keeps_lines:
            return checked(Cell("\n".join(texts).replace("\t", " "), font=bijoy))
        text = " ".join(filter(None, (one.strip() for one in texts)))
        return checked(Cell(text.replace("\t", " "), font=bijoy))

    def _runs(
        self, element: etree._Element, paragraph: str, depth: int
    ) -> Iterator[tuple[str, str]]:
        """The texts in ``element`` with their fonts; ``paragraph`` is that of the paragraph."""
        if depth > _DEEPEST:
            raise FormRefused(limits.DAMAGED)
        font, as_it_looks = self.styles.of_run(element, paragraph), _look_of(element)
        for child in element:
            name = local(child)
            if name == "t":
                yield as_it_looks(child.text or ""), font
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name in _BLANKS:
                yield ("\n" if self.keeps_lines and name != "tab" else " "), ""
            elif name == "noBreakHyphen":
                yield "-", font
            elif name not in _SKIPPED and name != "tbl" and not _is_unseen(child):
                yield from self._runs(child, paragraph, depth + 1)


def _joined(runs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Runs of one font together: Word cuts words anywhere, and Bijoy's order crosses the cuts."""
    text, font = "", ""
    for piece, other in runs:
        if other == font or not piece.strip():
            text += piece
            continue
        if text:
            yield text, font
        text, font = piece, other
    if text:
        yield text, font


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, also those in content controls and tracked insertions."""
    for child in parent:
        found = local(child)
        if found == name:
            yield child
        elif name == "p" and _is_placeholder(child):
            continue
        elif found in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
            yield from _inside(child, name)


def _add_above(found: list[tuple[Cell, ...]], place: int, text: str) -> None:
    """Put the ``text`` of a merged cell of the last row to that of the cell it is merged with."""
    for number in range(len(found) - 2, -1, -1):
        cells = found[number]
        if place < len(cells) and cells[place].text:
            whole = checked(replace(cells[place], text=f"{cells[place].text} {text}"))
            found[number] = (*cells[:place], whole, *cells[place + 1 :])
            return


def _look_of(run: etree._Element) -> Callable[[str], str]:
    """What gives the run's texts what only their looks tell of a figure."""
    aligned = property_of(run, "rPr", "vertAlign")
    if aligned is not None and attribute(aligned, "val") == "superscript":
        return raised
    return set_off if _is_on(run, "strike") or _is_on(run, "dstrike") else str


def _is_unseen(element: etree._Element) -> bool:
    """Whether it is hidden, or the words in which a content control asks to be filled."""
    return _is_on(element, "vanish") or _is_placeholder(element)


def _is_on(owner: etree._Element, name: str, properties: str = "rPr") -> bool:
    found = property_of(owner, properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _is_placeholder(element: etree._Element) -> bool:
    return property_of(element, "sdtPr", "showingPlcHdr") is not None


def _whole(element: etree._Element) -> int:
    number = whole_number(attribute(element, "val"))
    return min(number or 0, limits.MOST_COLUMNS + 1)
