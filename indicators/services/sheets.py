"""The monthly return is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from indicators.models import Achievement, Sheet, State
from indicators.scoring.model import PlanScore
from indicators.selectors.figures import PlanFigures, figures_of
from indicators.services.scores import store_scores
from indicators.workflow import is_writable
from offices.models import User
from plans.document.model import NIL, Figure, Month
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class CellChange:
    """What someone typed into one cell, and the sheet's version that they had before them.

    ``remarks`` of ``None`` leaves the remarks as they are.
    """

    figure: Figure
    base_version: int
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that someone else changed meanwhile: both values, none lost."""

    indicator: int
    typed: CellChange
    stored: Achievement


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the sheet's new version, the cells written, those in conflict.

    ``figures`` are as stored now; ``scores`` by month, empty if nothing changed.
    """

    sheet: Sheet
    figures: PlanFigures
    written: frozenset[int] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    scores: Mapping[Month, PlanScore] = field(default_factory=dict)


class SheetLocked(Exception):
    """The return is with someone else; ``state`` says where it stands."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def save_sheet(
    plan: Plan, month: Month, *, cells: Mapping[int, CellChange], by: User | None
) -> Saved:
    """Store the cells of one month and the scores that follow from them, all or nothing.

    A cell that was changed by someone else since its ``base_version`` is left alone and
    given back as a conflict. Cells that say what is stored already are not written, so a
    repeated request is harmless. Raises ``SheetLocked`` when the return may not be
    written to, ``KeyError`` for an indicator of another plan.
    """
    figures = figures_of(plan, lock=True)
    sheet = figures.sheets.get(month) or Sheet(plan=plan, month=month)
    if not is_writable(sheet, on=timezone.localdate()):
        raise SheetLocked(State(sheet.state))
    own = set(figures.ids.values())
    conflicts: list[Conflict] = []
    writes: list[Achievement] = []
    for pk, change in cells.items():
        if pk not in own:
            raise KeyError(pk)
        stored = figures.cells_of(month).get(pk) or Achievement(sheet=sheet, indicator_id=pk)
        if _says_the_same(stored, change):
            continue
        if stored.version > change.base_version:
            conflicts.append(Conflict(pk, change, stored))
        else:
            writes.append(_changed(stored, change, by=by, version=sheet.version + 1))
    # Who wrote meanwhile is named beside the conflict: one query for all of them.
    prefetch_related_objects([conflict.stored for conflict in conflicts], "changed_by")
    if not writes:
        return Saved(sheet, figures, conflicts=tuple(conflicts))
    figures = _write(figures, sheet, writes)
    written = frozenset(cell.indicator_id for cell in writes)
    scores = store_scores(figures, since=month, changed=written)
    return Saved(sheet, figures, written, tuple(conflicts), scores)


def _says_the_same(stored: Achievement, change: CellChange) -> bool:
    return stored.figure == change.figure and change.remarks in (None, stored.remarks)


def _changed(
    cell: Achievement, change: CellChange, *, by: User | None, version: int
) -> Achievement:
    cell.is_nil = change.figure is NIL
    cell.value = None if change.figure is NIL else change.figure
    cell.remarks = cell.remarks if change.remarks is None else change.remarks
    cell.changed_by = by
    cell.changed_at = timezone.now()
    cell.version = version
    return cell


def _write(figures: PlanFigures, sheet: Sheet, writes: list[Achievement]) -> PlanFigures:
    """Write the sheet's new version and its cells; the figures as they are now."""
    sheet.version += 1
    sheet.save(update_fields=["version"] if sheet.pk else None)
    Achievement.objects.bulk_create(
        [_insertable(cell) for cell in writes],
        update_conflicts=True,
        unique_fields=["sheet", "indicator"],
        update_fields=["value", "is_nil", "remarks", "version", "changed_at", "changed_by"],
    )
    month = sheet.month
    now = {**figures.cells_of(month), **{cell.indicator_id: cell for cell in writes}}
    return PlanFigures(
        plan=figures.plan,
        indicators=figures.indicators,
        sheets={**figures.sheets, month: sheet},
        cells={**figures.cells, month: now},
    )


def _insertable(cell: Achievement) -> Achievement:
    """The upsert goes by sheet and indicator, never by id."""
    cell.pk = None
    cell._state.adding = True
    return cell
