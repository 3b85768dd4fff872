"""ODS → a grid for each sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from plans.document.grid import Cell, CellType, Grid
from plans.forms import limits
from plans.forms.archives import attribute, local, opened, part, root_of, whole_number
from plans.forms.bijoy import Convert
from plans.forms.limits import FormRefused
from plans.forms.sheets import (
    AS_IT_IS,
    Book,
    Merge,
    NumberShown,
    grid_of,
    naming_hidden,
    number_cell,
)

_SHOWN: Final = {
    "percentage": NumberShown(CellType.PERCENT),
    "float": AS_IT_IS,
    "currency": AS_IT_IS,
}
_DATE: Final = len("2024-06-30")


def grids_of_ods(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """The sheets of an ODS file, in order. Raises ``FormRefused``."""
    with opened(content) as archive:
        root = root_of(part(archive, "content.xml"))
        tables = [one for one in root.iter() if local(one) == "table"]
        undisplayed = set(_undisplayed(root))
        hidden = [one for one in tables if attribute(one, "style-name") in undisplayed]
        shown = [one for one in tables if attribute(one, "style-name") not in undisplayed]
        book = Book()
        grids = [_grid(table, book) for table in limits.few_sheets(shown)]
        return naming_hidden(grids, (attribute(one, "name") for one in hidden))


def _undisplayed(root: etree._Element) -> Iterator[str]:
    """The names of the styles of hidden sheets."""
    for style in (one for one in root.iter() if local(one) == "style"):
        if any(attribute(one, "display") == "false" for one in style):
            yield attribute(style, "name")


def _grid(table: etree._Element, book: Book) -> Grid:
    cells: dict[int, dict[int, Cell]] = {}
    merges: list[Merge] = []
    hidden: set[int] = set()
    number = 0
    for row in (one for one in table.iter() if local(one) == "table-row"):
        said = _row(row, number, cells, merges, book)
        times = _times(row, "number-rows-repeated")
        if said and times > 1:
            for again in range(1, min(times, limits.MOST_ROWS + 1)):
                for column, cell in list(cells[number].items()):
                    book.keep(cells, number + again, column, cell)
        if attribute(row, "visibility") in ("collapse", "filter"):
            hidden.add(number)
        number += times
    return grid_of(
        cells,
        merges=merges,
        name=attribute(table, "name"),
        hidden=hidden,
        hidden_columns=_hidden_columns(table),
    )


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    place = 0
    for column in (one for one in table.iter() if local(one) == "table-column"):
        times = _times(column, "number-columns-repeated")
        if attribute(column, "visibility") in ("collapse", "filter"):
            yield from range(place, min(place + times, limits.MOST_COLUMNS))
        place += times


def _row(
    row: etree._Element,
    number: int,
    cells: dict[int, dict[int, Cell]],
    merges: list[Merge],
    book: Book,
) -> bool:
    column, said = 0, False
    for element in row:
        if local(element) not in ("table-cell", "covered-table-cell"):
            continue
        times = _times(element, "number-columns-repeated")
        cell = _cell(element)
        if cell.text.strip() and local(element) == "table-cell":
            said = True
            if column + times > limits.MOST_COLUMNS:
                raise FormRefused(limits.TOO_MANY_COLUMNS)
            for place in range(column, column + times):
                book.keep(cells, number, place, cell)
            across, down = (_times(element, f"number-{one}-spanned") for one in ("columns", "rows"))
            if across > 1 or down > 1:
                merges.append((number, column, number + down - 1, column + across - 1))
        column += times
    return said


def _cell(element: etree._Element) -> Cell:
    kind = attribute(element, "value-type")
    if kind in _SHOWN:
        return number_cell(attribute(element, "value"), _SHOWN[kind])
    if kind == "date":
        return Cell(attribute(element, "date-value")[:_DATE], held=CellType.DATE)
    lines = ("".join(map(str, one.itertext())) for one in element if local(one) == "p")
    return Cell(" ".join(" ".join(lines).split()))


def _times(element: etree._Element, name: str) -> int:
    return whole_number(attribute(element, name)) or 1
