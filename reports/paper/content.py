"""A form as values: all its texts in their places. PDF, Word and Excel are drawn from it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from reports.paper.heading import PaperHeading, heading_of
from reports.paper.heads import Head, head_of
from reports.paper.pages import PrintedCell, printed_rows
from reports.paper.request import PaperRequest
from reports.paper.table import PaperTable, table_of
from reports.paper.widths import PaperLayout, layout_of


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of the table and its first column, from 0."""

    place: int
    cell: PrintedCell


@dataclass(frozen=True, slots=True)
class PlacedPaperRow:
    """A row of the table; cells that one above reaches over are left out."""

    kinds: frozenset[str]
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a form prints, as text; only the page breaks are still open."""

    request: PaperRequest
    heading: PaperHeading
    head: Head
    table: PaperTable
    layout: PaperLayout

    @property
    def shape(self) -> Hashable:
        """What decides where pages break: the texts that wrap, not the figures."""
        wrapping = {"objective", "activity", "indicator", "unit", "remarks", "band", "total"}
        texts = tuple(
            cell.text
            for row in printed_rows(self.table)
            for cell in row.cells
            if cell.key in wrapping
        )
        # What stands in the margins breaks no page.
        heading = replace(self.heading, footer="", standing="", mark="")
        return (self.request.form, self.request.language, heading, self.layout, texts)


def paper_of(request: PaperRequest) -> Paper:
    """The form as values: a pure function of the request."""
    table = table_of(request)
    return Paper(
        request=request,
        heading=heading_of(request),
        head=head_of(request),
        table=table,
        layout=layout_of(
            table.columns,
            printed_rows(table),
            headings={column.key: request.label(column) for column in table.columns},
            orientation=request.spec.orientation,
        ),
    )


def placed_rows(table: PaperTable) -> tuple[PlacedPaperRow, ...]:
    """The table's rows as one long page, each cell with its column."""
    covered = [0] * len(table.columns)
    rows = []
    for row in printed_rows(table):
        cells, place = [], 0
        for cell in row.cells:
            while covered[place]:
                place += 1
            cells.append(PlacedCell(place, cell))
            for column in range(place, place + cell.columns):
                covered[column] = cell.rows
            place += cell.columns
        rows.append(PlacedPaperRow(frozenset(row.css.split()), tuple(cells)))
        covered = [max(left - 1, 0) for left in covered]
    return tuple(rows)
