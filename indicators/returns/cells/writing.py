"""The cells of monthly returns are prepared and written, of one return or of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F
from django.utils import timezone

from indicators.returns.cells.values import CellChange, CellConflict, NotAsked
from indicators.returns.history import cell_changes
from indicators.returns.models import Achievement, MonthlyReturn, State
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.values import StoredCell
from indicators.returns.workflow import ReturnLocked, lock_of
from ledger.models import Change
from ledger.services import record
from numerals import Month
from offices.models import User
from offices.selectors import headed_by
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Term

_WRITTEN_FIELDS = (
    "value",
    "is_nil",
    "remarks",
    "version",
    "changed_at",
    "changed_by",
)


def require_writable(monthly_return: MonthlyReturn, term: Term, *, by_head: bool = False) -> None:
    """Raise ``ReturnLocked`` when the office, or its head, may not change the figures today."""
    lock = lock_of(monthly_return, term, on=timezone.localdate(), by_head=by_head)
    if lock:
        raise ReturnLocked(lock, term)


def is_head_of(monthly_return: MonthlyReturn, by: User | None) -> bool:
    """Whether the person has the return before them as head of its office: asked only then."""
    if monthly_return.state != State.WITH_HEAD or by is None:
        return False
    return headed_by(by, monthly_return.plan.office, on=timezone.localdate())


@dataclass(frozen=True, slots=True)
class Writing:
    """A return with those of its cells that are to be written, and those in conflict.

    ``changes`` are what the history will say of it.
    """

    monthly_return: MonthlyReturn
    cells: tuple[StoredCell, ...]
    conflicts: tuple[CellConflict, ...]
    changes: tuple[Change, ...] = ()

    @property
    def indicators(self) -> frozenset[int]:
        """The indicators whose cells are written."""
        return frozenset(cell.indicator_id for cell in self.cells)


def prepare(
    figures: PlanFigures,
    month: Month,
    *,
    cells: Mapping[int, CellChange],
    by: User | None,
) -> Writing:
    """What a month's changes come to; nothing is written.

    Raises ``ReturnLocked`` when the return may not be written to, ``NotAsked`` for an
    indicator that it does not ask for, ``KeyError`` for one of another plan.
    """
    monthly_return = figures.monthly_returns.get(month) or MonthlyReturn(
        plan=figures.plan, month=month
    )
    calendar = figures.calendar or calendar_of(figures.plan)
    require_writable(
        monthly_return, calendar.of_month(month), by_head=is_head_of(monthly_return, by)
    )
    indicators = {one.pk: one for one in figures.indicators}
    conflicts: list[CellConflict] = []
    writes: list[StoredCell] = []
    changes: list[Change] = []
    for pk, change in cells.items():
        indicator = indicators[pk]
        stored = figures.cells_of(month).get(pk) or StoredCell(pk)
        if _says_the_same(stored, change):
            continue
        if not indicator.is_asked(month):
            raise NotAsked(indicator, indicator.asked_in(month))
        if stored.version != change.base_version:
            conflicts.append(CellConflict(pk, change, stored))
        else:
            changes += cell_changes(
                stored,
                monthly_return=monthly_return,
                row=indicator.row,
                figure=change.figure,
                remarks=change.remarks,
                by=by,
            )
            writes.append(_changed(stored, change, by=by, version=monthly_return.version + 1))
    return Writing(monthly_return, tuple(writes), tuple(conflicts), tuple(changes))


def put_back(figures: PlanFigures, month: Month, *, by: User) -> Writing:
    """What it takes to bring a return that is open again back to what was handed in."""
    monthly_return, now = figures.monthly_returns[month], figures.cells_of(month)
    rows = {one.pk: one.row for one in figures.indicators}
    writes: list[StoredCell] = []
    changes: list[Change] = []
    for pk, signed in figures.counted.cells_of(month).items():
        cell, change = now[pk], CellChange(signed.figure, now[pk].version, signed.remarks)
        if not _says_the_same(cell, change):
            changes += cell_changes(
                cell,
                monthly_return=monthly_return,
                row=rows[pk],
                figure=signed.figure,
                remarks=signed.remarks,
                by=by,
            )
            writes.append(_changed(cell, change, by=by, version=monthly_return.version + 1))
    return Writing(monthly_return, tuple(writes), (), tuple(changes))


def write(writings: Sequence[Writing]) -> None:
    """Write the returns' new versions, their cells, and the history of both.

    Three queries; one more for new returns.
    """
    known = [one.monthly_return.pk for one in writings if one.monthly_return.pk is not None]
    for writing in writings:
        writing.monthly_return.version += 1
    if known:
        MonthlyReturn.objects.filter(pk__in=known).update(version=F("version") + 1)
    MonthlyReturn.objects.bulk_create(
        one.monthly_return for one in writings if one.monthly_return.pk is None
    )
    Achievement.objects.bulk_create(
        [_row_of(cell, writing.monthly_return) for writing in writings for cell in writing.cells],
        update_conflicts=True,
        unique_fields=["monthly_return", "indicator"],
        update_fields=_WRITTEN_FIELDS,
        batch_size=500,
    )
    record(change for writing in writings for change in writing.changes)


def with_writing(figures: PlanFigures, writing: Writing) -> PlanFigures:
    """The figures as they are once the writing is done."""
    month = writing.monthly_return.month
    now = {**figures.cells_of(month), **{cell.indicator_id: cell for cell in writing.cells}}
    return replace(
        figures,
        monthly_returns={**figures.monthly_returns, month: writing.monthly_return},
        cells={**figures.cells, month: now},
    )


def _says_the_same(stored: StoredCell, change: CellChange) -> bool:
    return stored.figure == change.figure and change.remarks in (None, stored.remarks)


def _changed(cell: StoredCell, change: CellChange, *, by: User | None, version: int) -> StoredCell:
    remarks = cell.remarks if change.remarks is None else change.remarks
    return cell.saying(change.figure, remarks)._replace(
        changed_by_id=by.pk if by else None,
        changed=timezone.now().isoformat(),
        version=version,
    )


def _row_of(cell: StoredCell, monthly_return: MonthlyReturn) -> Achievement:
    """What is written of the cell; the upsert goes by return and indicator, never by id."""
    return Achievement(
        monthly_return=monthly_return,
        indicator_id=cell.indicator_id,
        value=cell.value,
        is_nil=cell.is_nil,
        remarks=cell.remarks,
        version=cell.version,
        changed_by_id=cell.changed_by_id,
    )
