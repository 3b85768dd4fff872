"""A request → DOCX: what stands around the table, its head, its rows, the signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

from reports.paper import labels
from reports.paper.content import Paper, PlacedCell, PlacedPaperRow, paper_of, placed_rows
from reports.paper.forms import Orientation
from reports.paper.heading import SignatureBox
from reports.paper.heads import HeadCell
from reports.paper.look import BOLD, FILLS, color_of, fill_of
from reports.paper.request import PaperRequest
from reports.paper.standing import Printed
from reports.paper.word.markup import MILLIMETRE, WordCell, field, paragraph, row, run, table
from reports.paper.word.package import NAMESPACES, packed, styles


class Margins(Protocol):
    """What the head of a page says of the whole."""

    @property
    def demo(self) -> str: ...

    @property
    def standing(self) -> str: ...


_PAGE: Final = (297, 210)
"""Millimetres of an A4 page that lies."""

_MARGINS: Final = {"top": 9, "right": 9, "bottom": 13, "left": 9, "header": 4, "footer": 6}
_PARAGRAPHS: Final = {
    "objective": "Sentence",
    "activity": "Sentence",
    "indicator": "Sentence",
    "remarks": "Remark",
    "total": "Sentence",
    "band": "Band",
    "note": "Note",
}


def docx_of(request: PaperRequest, printed: Printed | None = None) -> bytes:
    """The form as a Word file; each page says what it is worth, and who printed it when."""
    paper = paper_of(request)
    heading, layout = paper.heading, paper.layout
    body = "".join((*_above(paper), form_table(paper), _signatures(paper)))
    parts = {
        "document": (
            f"<w:document {NAMESPACES}><w:body>{body}{_section(request)}</w:body></w:document>"
        ),
        "styles": styles(
            size=round(layout.size * 2),
            width=round(layout.orientation.width * MILLIMETRE),
            language=request.language,
        ),
        "header": header_of(heading, request=request, printed=printed),
        "footer": f"<w:ftr {NAMESPACES}>{_footer(paper)}</w:ftr>",
    }
    return packed(parts, title=heading.title, author=heading.office)


def header_of(heading: Margins, *, request: PaperRequest, printed: Printed | None) -> str:
    """What stands over every page: who printed it, and what it is worth."""
    said = run(" · ".join(part for part in (heading.demo, heading.standing) if part))
    by = run(printed.said(request.language)) if printed else ""
    return f"<w:hdr {NAMESPACES}>{paragraph('Header', said)}{paragraph('Printed', by)}</w:hdr>"


def _above(paper: Paper) -> Iterator[str]:
    heading = paper.heading
    yield paragraph("Office", run(heading.office))
    for line in heading.address:
        yield paragraph("Address", run(line))
    yield paragraph("Title", run(heading.title))
    result = heading.result
    if result:
        runs = [run(f"{result.label} "), run(result.value, bold=True)]
        if result.evaluated:
            runs += [run(f" · {result.evaluated_label} "), run(result.evaluated, bold=True)]
        yield paragraph("Result", *runs)
        if result.disagreement:
            yield paragraph("Disagreement", run(result.disagreement))
    notes = (*heading.notes, *([result.rules] if result and heading.notes else ()))
    yield paragraph("Notes", run("  ·  ".join(notes)))


def form_table(paper: Paper) -> str:
    """A form's table with its heads, which stand again on every page."""
    widths = paper.layout.widths
    numbers = [
        WordCell(paragraph("Numbers", run(number)), width)
        for number, width in zip(paper.head.numbers, widths, strict=True)
    ]
    rows = [*_head(paper.head.rows, widths), row(numbers, is_head=True)]
    return table(
        (*rows, *_body(placed_rows(paper.table), widths)),
        widths,
        ruled=True,
        name=paper.heading.title,
    )


def _head(rows: Sequence[Sequence[HeadCell]], widths: Sequence[float]) -> Iterator[str]:
    reaching: dict[int, tuple[HeadCell, int]] = {}
    for level, cells in enumerate(rows):
        begun = {cell.place: (cell, level) for cell in cells}
        reaching = {
            place: (cell, first)
            for place, (cell, first) in reaching.items()
            if first + cell.rows > level
        } | begun
        yield row(
            (
                _head_cell(reaching[place][0], widths, begins=place in begun)
                for place in sorted(reaching)
            ),
            is_head=True,
        )


def _head_cell(cell: HeadCell, widths: Sequence[float], *, begins: bool) -> WordCell:
    down = "" if cell.rows == 1 else "restart" if begins else "continue"
    return WordCell(
        paragraph("Head", run(cell.text)) if begins else paragraph("Head"),
        sum(widths[cell.place : cell.place + cell.columns]),
        columns=cell.columns,
        down=down,
        fill=FILLS["head"],
        middle=True,
    )


def _body(rows: Sequence[PlacedPaperRow], widths: Sequence[float]) -> Iterator[str]:
    reaching: dict[int, tuple[PlacedCell, int]] = {}
    for number, one in enumerate(rows):
        begun = {placed.place: (placed, number) for placed in one.cells}
        reaching = {
            place: (placed, first)
            for place, (placed, first) in reaching.items()
            if first + placed.cell.rows > number
        } | begun
        yield row(
            _body_cell(reaching[place][0], one, widths, begins=place in begun)
            for place in sorted(reaching)
        )


def _body_cell(
    placed: PlacedCell, row: PlacedPaperRow, widths: Sequence[float], *, begins: bool
) -> WordCell:
    cell = placed.cell
    style = _PARAGRAPHS.get(cell.key, "Cell")
    bold = cell.key in BOLD or bool(row.kinds & {"section", "plan"})
    said = run(cell.text, bold=bold, color=color_of(cell.key, row.kinds))
    return WordCell(
        paragraph(style, said) if begins and cell.text else paragraph(style),
        sum(widths[placed.place : placed.place + cell.columns]),
        columns=cell.columns,
        down="" if cell.rows == 1 else "restart" if begins else "continue",
        fill=fill_of(row.kinds),
    )


def _signatures(paper: Paper) -> str:
    boxes, width = paper.heading.signatures, paper.layout.orientation.width
    if not boxes:
        return paragraph("Normal")
    room = (width - 62 * len(boxes)) / max(len(boxes) - 1, 1)
    widths, cells = [], []
    for number, box in enumerate(boxes):
        if number:
            widths.append(room)
            cells.append(WordCell(paragraph("Normal"), room))
        widths.append(62.0)
        cells.append(WordCell(_signature(box), 62.0))
    return (
        paragraph("Room")
        + table([row(cells)], widths, ruled=False, name=boxes[0].signature_label)
        + paragraph("Normal")
    )


def _signature(box: SignatureBox) -> str:
    return "".join(
        (
            paragraph("SignHere", run(box.signature_label)),
            paragraph("SignRole", run(box.role)),
            paragraph("SignWho", run(f"{box.name_label}: {box.name}")),
            paragraph("SignWho", run(f"{box.designation_label}: {box.designation}")),
        )
    )


def _footer(paper: Paper) -> str:
    page = paper.request.text(labels.PAGE)
    return paragraph(
        "Footer",
        run(paper.heading.footer),
        "<w:r><w:tab/></w:r>",
        run(f"{page} "),
        field("PAGE"),
        run(" / "),
        field("NUMPAGES"),
    )


def _section(request: PaperRequest) -> str:
    return section(request.spec.orientation, margins=_MARGINS)


def section(orientation: Orientation, *, margins: Mapping[str, int]) -> str:
    """How the pages up to here lie, with their margins in millimetres; headers and footers."""
    across, down = _PAGE
    lies = orientation is Orientation.LANDSCAPE
    if not lies:
        across, down = down, across
    sides = "".join(f' w:{side}="{round(size * MILLIMETRE)}"' for side, size in margins.items())
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{round(across * MILLIMETRE)}" w:h="{round(down * MILLIMETRE)}"'
        f"{' w:orient=' + chr(34) + 'landscape' + chr(34) if lies else ''}/>"
        f'<w:pgMar{sides} w:gutter="0"/></w:sectPr>'
    )
