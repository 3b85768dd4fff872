"""The whole agreement → DOCX: headings that Word and our own reader know, the table, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from reports.paper import labels
from reports.paper.forms import Orientation
from reports.paper.look import FILLS
from reports.paper.standing import Printed
from reports.paper.whole.content import (
    Passage,
    SignatureLines,
    TextTable,
    WholePaper,
    WholeSection,
    whole_of,
)
from reports.paper.whole.request import WholeRequest
from reports.paper.word.document import form_table, header_of, section
from reports.paper.word.markup import (
    MILLIMETRE,
    WordCell,
    bookmarked,
    field,
    page_of,
    paragraph,
    row,
    run,
    table,
)
from reports.paper.word.package import NAMESPACES, packed, styles

_UPRIGHT: Final = {"top": 18, "right": 18, "bottom": 18, "left": 22, "header": 8, "footer": 8}
_LYING: Final = {"top": 14, "right": 9, "bottom": 13, "left": 9, "header": 4, "footer": 6}
_MARGINS: Final = {Orientation.PORTRAIT: _UPRIGHT, Orientation.LANDSCAPE: _LYING}
_WIDTHS: Final = {Orientation.PORTRAIT: 170.0, Orientation.LANDSCAPE: 279.0}


def whole_docx(request: WholeRequest, printed: Printed | None = None) -> bytes:
    """The agreement as a Word file; Word and LibreOffice reckon the contents' page numbers."""
    paper = whole_of(request)
    body = "".join((*_cover(paper), *_contents(paper), *_sections(paper)))
    language = request.table.language
    page = request.table.text(labels.PAGE)
    footer = paragraph(
        "Footer",
        run(paper.footer),
        "<w:r><w:tab/></w:r>",
        run(f"{page} "),
        field("PAGE"),
        run(" / "),
        field("NUMPAGES"),
    )
    parts = {
        "document": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "styles": styles(
            size=round(paper.table.layout.size * 2),
            width=round(_WIDTHS[Orientation.PORTRAIT] * MILLIMETRE),
            language=language,
        ),
        "header": header_of(paper, request=request.table, printed=printed),
        "footer": f"<w:ftr {NAMESPACES}>{footer}</w:ftr>",
    }
    return packed(parts, title=paper.title, author=paper.office)


def _cover(paper: WholePaper) -> Iterator[str]:
    yield paragraph("Office", run(paper.office))
    for line in paper.address:
        yield paragraph("Address", run(line))
    yield paragraph("CoverTitle", run(paper.scheme))
    yield paragraph("Cover", run(paper.year))
    office, joined, superior, word = paper.between
    said = (word, office, joined, superior) if paper.language == "en" else (*paper.between,)
    for one in said:
        yield paragraph("Cover", run(one, bold=one in (office, superior)))
    yield paragraph("Cover", run(paper.status))
    yield paragraph("Cover", run(paper.version))


def _contents(paper: WholePaper) -> Iterator[str]:
    yield paragraph("ContentsTitle", run(paper.contents))
    for one in paper.sections:
        yield _entry("Entry", one.title, one.anchor)
        for passage in one.entries:
            yield _entry("FurtherEntry", passage.title, passage.anchor)


def _entry(style: str, title: str, anchor: str) -> str:
    return paragraph(style, run(title), "<w:r><w:tab/></w:r>", page_of(anchor))


def _sections(paper: WholePaper) -> Iterator[str]:
    """Each on a page of its own; where the page turns, the pages before it end."""
    lies = Orientation.PORTRAIT
    last = len(paper.sections) - 1
    for number, one in enumerate(paper.sections):
        wanted = Orientation.LANDSCAPE if one.is_wide else Orientation.PORTRAIT
        # A section's break begins a page by itself.
        yield _ends(lies)
        lies = wanted
        yield paragraph("Chapter", bookmarked(one.anchor, number, run(one.title)))
        yield from _passages(one, number)
        if one.paper is not None:
            yield form_table(one.paper)
        for party in one.signatures:
            yield from _signature(party)
        if number == last:
            yield section(lies, margins=_MARGINS[lies])


def _ends(lies: Orientation) -> str:
    return f"<w:p><w:pPr>{section(lies, margins=_MARGINS[lies])}</w:pPr></w:p>"


def _passages(one: WholeSection, number: int) -> Iterator[str]:
    width = _WIDTHS[Orientation.LANDSCAPE if one.is_wide else Orientation.PORTRAIT]
    for place, passage in enumerate(one.passages):
        if passage.title:
            mark = bookmarked(passage.anchor, 1000 * (number + 1) + place, run(passage.title))
            yield paragraph("Passage", mark)
        yield from _passage(passage, width, name=passage.title or one.title)


def _passage(passage: Passage, width: float, *, name: str) -> Iterator[str]:
    for line in passage.lines:
        yield paragraph("Prose", run(line)) if line else paragraph("Prose")
    if passage.table is not None:
        yield _text_table(passage.table, width, name=name)
        yield paragraph("Normal")


def _text_table(texts: TextTable, width: float, *, name: str) -> str:
    widths = [share * width / 100 for share in texts.shares]
    heads = row(
        (
            WordCell(paragraph("TextHead", run(head)), wide, fill=FILLS["head"], middle=True)
            for head, wide in zip(texts.heads, widths, strict=True)
        ),
        is_head=True,
    )
    rows = (
        row(WordCell(_cell(cell), wide) for cell, wide in zip(cells, widths, strict=True))
        for cells in texts.rows
    )
    return table((heads, *rows), widths, ruled=True, name=name)


def _cell(text: str) -> str:
    return paragraph("TextCell", run(text)) if text else paragraph("TextCell")


def _signature(party: SignatureLines) -> Iterable[str]:
    yield paragraph("Prose", run(party.pledge))
    yield paragraph("Room")
    for name, said in party.lines:
        yield paragraph("SignWho", run(f"{name}: {said}" if name else said))
    yield paragraph("Room")
