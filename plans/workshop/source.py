"""The form as it came, as rows for a table."""

from __future__ import annotations

from plans.document.grid import Cell, Grid


def source_rows(grid: Grid) -> list[tuple[int, tuple[Cell, ...]]]:
    """Each row by the file's number, without the blank cells that a merged one covers."""
    return [(row.number, _uncovered(row.cells)) for row in grid.rows]


def _uncovered(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    shown = []
    covered = 0
    for cell in cells:
        if covered > 0:
            covered -= 1
            continue
        shown.append(cell)
        covered = cell.across - 1
    return tuple(shown)
