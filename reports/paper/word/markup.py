"""Pieces of WordprocessingML (ISO/IEC 29500): runs, paragraphs, cells, rows, in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from spreadsheets.legal import legal

MILLIMETRE = 1440 / 25.4
"""Twentieths of a point."""


def run(text: str, *, bold: bool = False, color: str = "") -> str:
    """Text; what a person typed is never markup."""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(legal(line))}</w:t>' for line in text.split("\n")
    )
    look = ("<w:b/><w:bCs/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def field(code: str) -> str:
    """What Word reckons: ``PAGE``, ``NUMPAGES``."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def bookmarked(name: str, number: int, *runs: str) -> str:
    """Runs that ``page_of`` finds by the name; the number is the bookmark's own in the file."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(_mark(name))}/>{"".join(runs)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _mark(name: str) -> str:
    """A bookmark has letters, digits and low lines; LibreOffice finds none that is called table."""
    return f"page_{name.replace('-', '_')}"


def page_of(name: str) -> str:
    """The page of a bookmark, which Word and LibreOffice reckon: at first there is no number."""
    code = quoteattr(f" PAGEREF {_mark(name)} \\h ")
    return f'<w:fldSimple w:instr={code} w:dirty="true"><w:r><w:t>…</w:t></w:r></w:fldSimple>'


def paragraph(style: str, *runs: str) -> str:
    """A paragraph in one of the styles of styles.xml."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its paragraphs, its width in millimetres, how it is merged and filled.

    ``down`` is ``restart`` where it begins to reach downwards, ``continue`` where it goes on.
    """

    content: str
    width: float
    columns: int = 1
    down: str = ""
    fill: str = ""
    middle: bool = False

    @property
    def markup(self) -> str:
        """The cell as a table's row has it."""
        properties = [f'<w:tcW w:w="{round(self.width * MILLIMETRE)}" w:type="dxa"/>']
        if self.columns > 1:
            properties.append(f'<w:gridSpan w:val="{self.columns}"/>')
        if self.down:
            properties.append(f'<w:vMerge w:val="{self.down}"/>')
        if self.fill:
            properties.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>')
        if self.middle:
            properties.append('<w:vAlign w:val="center"/>')
        return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>{self.content}</w:tc>"


def row(cells: Iterable[WordCell], *, is_head: bool = False) -> str:
    """A row that no page splits; a head's rows stand again on every page."""
    head = "<w:tblHeader/>" if is_head else ""
    body = "".join(cell.markup for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{body}</w:tr>"


def table(rows: Iterable[str], widths: Iterable[float], *, ruled: bool, name: str) -> str:
    """A table of columns that are so many millimetres wide."""
    widths = [round(width * MILLIMETRE) for width in widths]
    rules = ""
    if ruled:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="8B9895"/>' for side in sides)
        rules = f"<w:tblBorders>{rules}</w:tblBorders>"
    inside = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (("top", 22), ("left", 51), ("bottom", 22), ("right", 51))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{rules}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar>'
        f"<w:tblCaption w:val={quoteattr(legal(name))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
