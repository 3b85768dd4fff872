"""A request → XLSX: the form as a sheet to reckon with, which prints as the form does.

What the form prints as a number or a day is one in its cell, shown in the form's digits and to
its decimals; everything else is told to be text, so that nothing typed is ever a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil
from typing import Any, Final

from xlsxwriter import Workbook

from reports.paper import labels
from reports.paper.columns import Align
from reports.paper.content import Paper, PlacedCell, PlacedPaperRow, paper_of, placed_rows
from reports.paper.excel_cells import height_of, number_in
from reports.paper.forms import Orientation
from reports.paper.heading import PaperHeading
from reports.paper.look import BOLD, FILLS, LEFT, color_of, fill_of
from reports.paper.request import PaperRequest
from reports.paper.standing import Printed
from spreadsheets.legal import legal

FONT: Final = "Nirmala UI"
_A4: Final = 9
_MILLIMETRE: Final = 96 / 25.4
"""Pixels, as Excel counts them."""

_ROOM_TO_SIGN: Final = 45
_TALLEST: Final = 540
"""Pixels; Excel has no higher rows."""

_LONGEST_FOOTER: Final = 200
_WEIGHTS: Final = frozenset({"serial", "weight", "objective_weight"})

Look = tuple[tuple[str, Any], ...]


def xlsx_of(request: PaperRequest, printed: Printed | None = None) -> bytes:
    """The form as an Excel file; sheet and pages say what it is worth, and who printed it when."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    paper = paper_of(request)
    book.set_properties(
        {"title": legal(paper.heading.title), "author": legal(paper.heading.office)}
    )
    _PaperSheet(book, paper, printed).write()
    book.close()
    return target.getvalue()


def workbook_of(papers: Iterable[tuple[str, PaperRequest]], printed: Printed | None) -> bytes:
    """Many forms as one Excel file: a sheet for each, under its name."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    for name, request in papers:
        _PaperSheet(book, paper_of(request), printed, name=name).write()
    if not book.worksheets():
        book.add_worksheet()
    book.close()
    return target.getvalue()


class _PaperSheet:
    """Writes the form from the top to the bottom; ``row`` is the next free one."""

    def __init__(self, book: Any, paper: Paper, printed: Printed | None, *, name: str = "") -> None:
        self.book, self.paper = book, paper
        self.printed = printed.said(paper.request.language) if printed else ""
        self.sheet = book.add_worksheet(
            name or legal(paper.request.text(paper.request.spec.name))[:31]
        )
        self.widths = [width * _MILLIMETRE for width in paper.layout.widths]
        self.last = len(self.widths) - 1
        self.row = 0
        self.looks: dict[Look, Any] = {}
        for column, width in enumerate(self.widths):
            self.sheet.set_column_pixels(column, column, round(width))

    def write(self) -> None:
        """The whole sheet."""
        self._above(self.paper.heading)
        first = self.row
        self._head()
        self.sheet.repeat_rows(first, self.row - 1)
        self._body(placed_rows(self.paper.table))
        self._signatures(self.paper.heading)
        self._page()

    def _above(self, heading: PaperHeading) -> None:
        self._line(heading.office, bold=True, font_size=12)
        for line in heading.address:
            self._line(line, font_size=9)
        self._line(heading.title, bold=True, font_size=10, font_color="#0B5D4E")
        result = heading.result
        if result:
            parts = [(result.label, result.value), (result.evaluated_label, result.evaluated)]
            said = " · ".join(f"{label} {value}" for label, value in parts if value)
            self._line(said, bold=True, font_size=10)
            if result.disagreement:
                self._line(result.disagreement, font_size=8, font_color="#9A5B00")
        notes = [*heading.notes, *([result.rules] if result and heading.notes else [])]
        request = self.paper.request
        worth = (heading.standing, request.standing.until(request.language), self.printed)
        self._line(" · ".join(one for one in worth if one), bold=True, font_size=8)
        if heading.demo:
            self._line(heading.demo, bold=True, font_size=8, font_color="#9A5B00")
        if notes:
            self._line("  ·  ".join(notes), font_size=8, font_color="#5D6B68")
        self.row += 1

    def _line(self, text: str, **look: Any) -> None:
        """A line over the whole width."""
        size = look["font_size"]
        height = height_of(text, sum(self.widths), size=size)
        self.sheet.set_row_pixels(self.row, height)
        self._put(
            self.row, 0, text, self.last + 1, 1, align="center", valign="vcenter", border=0, **look
        )
        self.row += 1

    def _head(self) -> None:
        size = self.paper.layout.size * 0.9
        look: dict[str, Any] = {"bold": True, "align": "center", "font_size": size}
        heights = [height_of("0", 100, size=size)] * len(self.paper.head.rows)
        for level, cells in enumerate(self.paper.head.rows):
            for cell in cells:
                width = sum(self.widths[cell.place : cell.place + cell.columns])
                needed = height_of(cell.text, width, size=size)
                last = level + cell.rows - 1
                heights[last] = max(heights[last], needed - sum(heights[level:last]))
                self._put(
                    self.row + level,
                    cell.place,
                    cell.text,
                    cell.columns,
                    cell.rows,
                    valign="vcenter",
                    bg_color=f"#{FILLS['head']}",
                    **look,
                )
        for height in heights:
            self.sheet.set_row_pixels(self.row, height)
            self.row += 1
        for place, number in enumerate(self.paper.head.numbers):
            self._put(self.row, place, number, align="center", font_color="#5D6B68", font_size=size)
        self.row += 1

    def _body(self, rows: tuple[PlacedPaperRow, ...]) -> None:
        for row, height in zip(rows, self._heights(rows), strict=True):
            self.sheet.set_row_pixels(self.row, min(height, _TALLEST))
            for placed in row.cells:
                self._cell(placed, row)
            self.row += 1

    def _heights(self, rows: tuple[PlacedPaperRow, ...]) -> list[int]:
        """Each row as high as its texts; a merged cell's last row makes up what it lacks."""
        size = self.paper.layout.size
        heights = [height_of("0", 100, size=size)] * len(rows)
        merged = []
        for number, row in enumerate(rows):
            for placed in row.cells:
                cell = placed.cell
                width = sum(self.widths[placed.place : placed.place + cell.columns])
                needed = height_of(cell.text, width, size=size)
                if cell.rows == 1:
                    heights[number] = max(heights[number], needed)
                else:
                    merged.append((number, cell.rows, needed))
        for first, count, needed in merged:
            lacks = needed - sum(heights[first : first + count])
            if lacks > 0:
                for number in range(first, first + count):
                    heights[number] += ceil(lacks / count)
        return heights

    def _cell(self, placed: PlacedCell, row: PlacedPaperRow) -> None:
        cell = placed.cell
        fill, color = fill_of(row.kinds), color_of(cell.key, row.kinds)
        look: dict[str, Any] = {
            "align": "left" if cell.key in LEFT else "right" if cell.key == "note" else "center",
            "bold": cell.key in BOLD or bool(row.kinds & {"section", "plan"}),
            "font_size": self.paper.layout.size,
            **({"bg_color": f"#{fill}"} if fill else {}),
            **({"font_color": f"#{color}"} if color else {}),
        }
        self._put(
            self.row,
            placed.place,
            cell.text,
            cell.columns,
            cell.rows,
            is_figure=self._is_figure(cell.key),
            **look,
        )

    def _is_figure(self, key: str) -> bool:
        figures = {
            column.key for column in self.paper.table.columns if column.align is Align.FIGURE
        }
        return key in figures | _WEIGHTS

    def _signatures(self, heading: PaperHeading) -> None:
        boxes = heading.signatures
        if not boxes:
            return
        self.sheet.set_row_pixels(self.row, _ROOM_TO_SIGN)
        self.row += 1
        for number, line in enumerate(zip(*(_lines(box) for box in boxes), strict=True)):
            for (first, last), text in zip(self._places(len(boxes)), line, strict=True):
                look: dict[str, Any] = {"border": 0, "font_size": 8, "align": "center"}
                if number == 0:
                    look |= {"top": 1, "font_color": "#5D6B68"}
                elif number == 1:
                    look |= {"bold": True}
                else:
                    look |= {"align": "left", "bottom": 1, "bottom_color": "#C3CCC9"}
                self._put(self.row, first, text, last - first + 1, 1, **look)
            self.sheet.set_row_pixels(self.row, height_of("0", 100, size=9))
            self.row += 1

    def _places(self, boxes: int) -> list[tuple[int, int]]:
        """The first and last column of each box: as many of the width, with room between."""
        edges, total = [0.0], sum(self.widths)
        for width in self.widths:
            edges.append(edges[-1] + width)
        share = total / (boxes + (boxes - 1) * 0.5) if boxes > 1 else total / 3
        places = []
        for box in range(boxes):
            begins = box * share * 1.5 if boxes > 1 else total - share
            first = min(range(self.last + 1), key=lambda at: abs(edges[at] - begins))
            last = min(
                range(first, self.last + 1), key=lambda at: abs(edges[at + 1] - begins - share)
            )
            places.append((first, last))
        return places

    def _put(
        self,
        row: int,
        column: int,
        text: str,
        columns: int = 1,
        rows: int = 1,
        *,
        is_figure: bool = False,
        **look: Any,
    ) -> None:
        number = number_in(text, self.paper.request.language) if is_figure else None
        style = self._look(num_format=number[1] if number else "@", **look)
        if columns > 1 or rows > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        if number is None:
            self.sheet.write_string(row, column, legal(text), style)
        elif isinstance(number[0], date):
            self.sheet.write_datetime(row, column, number[0], style)
        else:
            self.sheet.write_number(row, column, number[0], style)

    def _look(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.looks:
            usual = {"font_name": FONT, "text_wrap": True, "valign": "top", "border": 1}
            lines = {"border_color": "#8B9895"} if look.get("border", 1) else {}
            self.looks[key] = self.book.add_format({**usual, **lines, **look})
        return self.looks[key]

    def _page(self) -> None:
        sheet, request = self.sheet, self.paper.request
        if request.spec.orientation is Orientation.LANDSCAPE:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.55)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, self.row - 1, self.last)
        sheet.hide_gridlines(2)
        page = request.text(labels.PAGE)
        heading = self.paper.heading
        about = _in_margin(heading.footer)
        sheet.set_footer(f"&L&7{about}&R&7{page} &P / &N", {"margin": 0.25})
        worth = _in_margin(" · ".join(one for one in (heading.demo, heading.standing) if one))
        sheet.set_header(f"&L&7{_in_margin(self.printed)[:100]}&R&8{worth}", {"margin": 0.2})


def _in_margin(text: str) -> str:
    return legal(text)[:_LONGEST_FOOTER].replace("&", "&&")


def _lines(box: Any) -> Iterator[str]:
    yield box.signature_label
    yield box.role
    yield f"{box.name_label}: {box.name}"
    yield f"{box.designation_label}: {box.designation}"
