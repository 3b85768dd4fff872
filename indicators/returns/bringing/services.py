"""What was looked at is stored by the way of everything typed, and can be put back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from indicators.returns.cells.services import CellChange, Saved, save_locked
from indicators.returns.entry.putting_back import Before
from indicators.returns.entry.services import NotTheirMonth, is_theirs
from indicators.returns.selectors.figures import PlanFigures, figures_at
from numerals import Month, canonical_figure, figure_of
from offices.models import User


@dataclass(frozen=True)
class Stored:
    """What was stored, and what stood there before, by indicator id."""

    saved: Saved
    before: Mapping[int, Before]


@transaction.atomic
def store_brought(
    address: Mapping[str, str],
    month: Month,
    cells: Mapping[int, CellChange],
    *,
    by: User,
) -> Stored:
    """Store the lines of a file that the person took, as one save.

    ``address`` names the plan. A cell that says something else by now than the person saw is left
    alone and told of. Raises what ``save_typed_cells`` raises.
    """
    figures = _locked(address, month, by)
    asked = {one.pk for one in figures.indicators if one.is_asked(month)}
    taken = {pk: change for pk, change in cells.items() if pk in asked}
    before = _before(figures, month, taken)
    saved = save_locked(figures, month, cells=taken, by=by)
    return Stored(saved, {pk: one for pk, one in before.items() if pk in saved.written})


@transaction.atomic
def put_back_brought(
    address: Mapping[str, str],
    month: Month,
    before: Mapping[int, Before],
    *,
    version: int,
    by: User,
) -> Saved:
    """Put the cells that were stored with ``version`` back to what stood there before.

    What was changed since stays as it is and is told of. Raises what ``store_brought`` raises.
    """
    figures = _locked(address, month, by)
    known: Collection[int] = {one.pk for one in figures.indicators if one.is_asked(month)}
    cells = {
        pk: CellChange(figure_of(one.figure), version, one.remarks)
        for pk, one in before.items()
        if pk in known
    }
    return save_locked(figures, month, cells=cells, by=by)


def _locked(address: Mapping[str, str], month: Month, by: User) -> PlanFigures:
    figures = figures_at(address, by=by)
    if not is_theirs(figures.plan, month, by):
        raise NotTheirMonth
    return figures


def _before(
    figures: PlanFigures, month: Month, changes: Mapping[int, CellChange]
) -> dict[int, Before]:
    cells = figures.cells_of(month)
    found = {}
    for pk, change in changes.items():
        cell = cells.get(pk)
        figure = canonical_figure(cell.figure) if cell else None
        remarks = None if change.remarks is None else cell.remarks if cell else ""
        found[pk] = Before(figure, remarks)
    return found
