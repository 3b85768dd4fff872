"""Rows cut into pages: merged cells end at a page's foot and are repeated at the next head."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal

from reports.paper.table import (
    Entry,
    PaperBand,
    PaperCell,
    PaperLine,
    PaperTable,
    PaperTotal,
    SpannedCells,
)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of the HTML table; ``continued`` marks a title that began on an earlier page."""

    key: str
    text: str
    rows: int = 1
    columns: int = 1
    continued: bool = False
    tier_bar: Decimal | None = None

    @property
    def reach(self) -> str:
        """How far the tier bar is filled, of its 49 units; empty where there is no tier_bar.

        Its five ticks stand at 9, 19, 29, 39 and 49, for the tiers from 60 to 100.
        """
        if self.tier_bar is None:
            return ""
        below_tiers = self.tier_bar * 9 / 60
        return f"{self.tier_bar - 51 if self.tier_bar >= 60 else below_tiers:.1f}"


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the HTML table, named by its place; ``css`` says what kind of row it is."""

    name: str
    css: str
    cells: tuple[PrintedCell, ...]


TITLE_KEYS = frozenset({"objective", "activity"})
"""Columns whose repeated cells are marked as continued."""

ROW_NAME = "row-{}"


def printed_rows(table: PaperTable, *, starts: Set[int] = frozenset()) -> tuple[PrintedRow, ...]:
    """The table's rows, with a page break before each row whose place is in ``starts``."""
    return tuple(
        PrintedRow(
            ROW_NAME.format(place),
            " ".join(_classes(table, place, starts)),
            tuple(_cells(table, place, starts)),
        )
        for place in range(len(table.entries))
    )


def row_starts(pages: list[dict[str, tuple[float, float]]]) -> tuple[int, ...]:
    """The place of the first row on each page but the first, from the pages' named boxes.

    A page without rows (signatures alone) starts none.
    """
    prefix = ROW_NAME.format("")
    found = []
    for names in pages[1:]:
        places = [int(name.removeprefix(prefix)) for name in names if name.startswith(prefix)]
        if places:
            found.append(min(places))
    return tuple(found)


def _classes(table: PaperTable, place: int, starts: Set[int]) -> Iterator[str]:
    entry = table.entries[place]
    match entry:
        case PaperBand():
            yield "band"
        case PaperTotal():
            yield f"total {entry.level}"
        case PaperLine():
            yield "line"
            if place in starts or _begins(table.entries, place):
                yield "opens"
    if place in starts:
        yield "starts-page"


def _begins(entries: tuple[Entry, ...], place: int) -> bool:
    """Whether the row at ``place`` is the first of its objective."""
    before, here = entries[place - 1] if place else None, entries[place]
    return not (
        isinstance(before, PaperLine)
        and isinstance(here, PaperLine)
        and before.objective == here.objective
    )


def _cells(table: PaperTable, place: int, starts: Set[int]) -> Iterator[PrintedCell]:
    entry = table.entries[place]
    match entry:
        case PaperBand():
            yield PrintedCell("band", entry.text, columns=len(table.columns))
        case PaperTotal():
            yield from (_printed(cell) for cell in entry.cells)
        case PaperLine():
            yield from _merged(table.entries, place, starts, part="objective")
            yield from _merged(table.entries, place, starts, part="activity")
            yield from (_printed(cell) for cell in entry.cells)


def _merged(
    entries: tuple[Entry, ...], place: int, starts: Set[int], *, part: str
) -> Iterator[PrintedCell]:
    """The merged cells that open at ``place``: none if they still run from the row above."""
    own = _part(entries[place], part)
    runs_on = place > 0 and _part(entries[place - 1], part) == own
    if own is None or (runs_on and place not in starts):
        return
    end = place + 1
    while end < len(entries) and _part(entries[end], part) == own and end not in starts:
        end += 1
    for cell in own.cells:
        yield PrintedCell(
            cell.key,
            cell.text if cell.repeats or not runs_on else "",
            rows=end - place,
            continued=runs_on and cell.key in TITLE_KEYS,
        )


def _part(entry: Entry, part: str) -> SpannedCells | None:
    merged: SpannedCells | None = getattr(entry, part, None)
    return merged


def _printed(cell: PaperCell) -> PrintedCell:
    return PrintedCell(cell.key, cell.text, columns=cell.columns, tier_bar=cell.tier_bar)
