"""Grids of plain texts."""

from __future__ import annotations

from collections.abc import Sequence

from plans.document.grid import Cell, Grid, GridRow


def grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    """Numbered from 1; a row of one cell is text round the table."""
    return Grid(
        tuple(
            GridRow(number, tuple(map(Cell, texts)), table=int(len(texts) > 1))
            for number, texts in enumerate(rows, start=1)
        )
    )
