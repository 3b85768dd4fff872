"""The original form: that of a plan, and its rows for a table."""

from __future__ import annotations

from plans.document.grid import Cell, Grid
from plans.models import Plan
from plans.workshop.models import BroughtFile


def source_rows(grid: Grid) -> list[tuple[int, tuple[Cell, ...]]]:
    """Each row by the file's number, without the blank cells that a merged one covers."""
    return [(row.number, _uncovered(row.cells)) for row in grid.rows]


def source_of(plan: Plan) -> BroughtFile | None:
    """The file that the plan was made of, the newest of several: one query."""
    return BroughtFile.objects.filter(pk__in=plan.sources.values("file")).order_by("-pk").first()


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
