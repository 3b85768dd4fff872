"""The history is written: beside every change, in the same transaction, and only added to.

Whoever writes a figure, a state or a target calls this. Bulk writes send no signals, so that
nothing here could notice them by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.db import transaction

from indicators.returns.digests import place_digest, step_digest
from indicators.returns.models import Achievement, CellNote, MonthlyReturn, ReturnStep
from indicators.returns.plan_values import PlanValue, PlanValueText, digests_of, plan_values_of
from indicators.returns.sealing import sealed
from indicators.returns.values import StoredCell
from ledger.models import Change, ChangedField
from ledger.services import record
from numerals import Figure, Month, canonical_figure
from offices.models import User
from plans.models import Indicator, Plan

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def cell_changes(
    cell: StoredCell,
    *,
    monthly_return: MonthlyReturn,
    row: str,
    figure: Figure,
    remarks: str | None,
    by: User | None,
) -> list[Change]:
    """What becomes of a stored or new cell when it is given ``figure`` and ``remarks``.

    ``remarks`` of ``None`` leaves them; a cell that stays as it is gives nothing.
    """
    pairs = [(ChangedField.FIGURE, canonical_figure(cell.figure), canonical_figure(figure))]
    if remarks is not None:
        pairs.append((ChangedField.REMARKS, cell.remarks or None, remarks or None))
    return [
        Change(
            plan_id=monthly_return.plan_id,
            monthly_return=monthly_return,
            indicator_id=cell.indicator_id,
            row=row,
            field=field,
            before=before,
            after=after,
            by=by,
        )
        for field, before, after in pairs
        if before != after
    ]


def state_change(step: ReturnStep) -> Change:
    """A step of a return, as the history tells it."""
    return Change(
        plan_id=step.monthly_return.plan_id,
        monthly_return=step.monthly_return,
        field=ChangedField.STATE,
        before=step.from_state,
        after=step.to_state,
        reason=step.reason,
        by=step.by,
        digest=step_digest(step),
    )


def reminder_change(plan: int, month: Month, *, told: int, words: str, by: User) -> Change:
    """That an office was reminded of a month, or of its plan: how many people, in which words."""
    return Change(
        plan_id=plan,
        month=str(month),
        field=ChangedField.REMINDER,
        after=str(told),
        reason=words,
        by=by,
    )


def note_change(note: CellNote, *, monthly_return: MonthlyReturn, row: str, by: User) -> Change:
    """What a reviewer noted at a cell when giving the return back."""
    return Change(
        plan_id=monthly_return.plan_id,
        monthly_return=monthly_return,
        indicator_id=note.indicator_id,
        row=row,
        field=ChangedField.NOTE,
        after=note.text,
        by=by,
    )


def answer_change(
    note: CellNote, *, before: str, monthly_return: MonthlyReturn, by: User
) -> Change:
    """The office's answer to a note, in place of the one ``before``."""
    return Change(
        plan_id=monthly_return.plan_id,
        monthly_return=monthly_return,
        indicator_id=note.indicator_id,
        row=note.indicator.row,
        field=ChangedField.NOTE_ANSWER,
        before=before or None,
        after=note.answer or None,
        by=by,
    )


def record_entered(plans: Collection[int], *, by: User | None, at: datetime | None = None) -> None:
    """Tell of plans that were stored as a whole: a digest of what each promises, in a line, and
    one of whose it is.

    By it any later promise that the history does not account for is found. Where they came to
    be ``at`` another moment than now, that is told.
    """
    moment = {} if at is None else {"at": at}
    stored = Plan.objects.in_bulk(plans)
    record(
        Change(
            plan_id=plan,
            field=ChangedField.WHOLE_PLAN,
            after=digest,
            by=by,
            digest=place_digest(stored[plan]),
            **moment,
        )
        for plan, digest in digests_of(plan_values_of(plans)).items()
    )


def record_stored(plans: Collection[int]) -> None:
    """Tell of everything that stands in the plans' returns, as of now.

    For figures that were stored for the first time, all at once, by someone else.
    """
    told = stored_changes(plans)
    told.sort(key=lambda one: one[0])
    record(change for _, change in told)


def stored_changes(plans: Collection[int]) -> list[tuple[datetime, Change]]:
    """The lines that tell of everything that stands in the plans' returns, with its moments.

    A moment is when it came to be; the lines themselves are of now.
    """
    returns = {
        one.pk: one for one in MonthlyReturn.objects.filter(plan__in=plans).select_related("plan")
    }
    rows = dict(Indicator.objects.filter(plan__in=plans).order_by().values_list("pk", "row"))
    cells = Achievement.objects.filter(monthly_return__plan__in=plans).order_by("changed_at", "pk")
    told = [
        (cell.changed_at, change)
        for cell in cells
        for change in _first_changes(cell, returns[cell.monthly_return_id], rows)
    ]
    steps = ReturnStep.objects.filter(monthly_return__plan__in=plans).select_related(
        "by", "plan_as"
    )
    for step in steps.prefetch_related("notes").order_by("at", "pk"):
        step.monthly_return = returns[step.monthly_return_id]
        told += [(step.at, one) for one in (state_change(step), *sealed(step))]
        told += [
            (
                step.at,
                note_change(
                    one, monthly_return=step.monthly_return, row=rows[one.indicator_id], by=step.by
                ),
            )
            for one in step.notes.all()
        ]
    return told


def _first_changes(
    cell: Achievement, monthly_return: MonthlyReturn, rows: Mapping[int, str]
) -> Iterator[Change]:
    changes = cell_changes(
        StoredCell(cell.indicator_id),
        monthly_return=monthly_return,
        row=rows[cell.indicator_id],
        figure=cell.figure,
        remarks=cell.remarks,
        by=None,
    )
    for change in changes:
        change.by_id = cell.changed_by_id
        yield change


@contextmanager
def plan_history(
    plans: Iterable[Plan],
    *,
    by: User | None,
    reason: str = "",
    reasons: Mapping[str, str] = _NONE,
) -> Iterator[None]:
    """Record what the block changes in the plans' targets, weights, words and rules.

    ``reasons`` are those of single rows, by their names; ``reason`` that of all others. All or
    nothing: if the block fails, neither its changes nor their history stay.
    """
    known = {plan.pk for plan in plans}
    with transaction.atomic():
        before = plan_values_of(known)
        yield
        after = plan_values_of(known)
        record(
            (
                *_changes_between(before, after, by=by, reason=reason, reasons=reasons),
                *_wholes_between(digests_of(before), digests_of(after), by=by, reason=reason),
            )
        )


def _wholes_between(
    before: Mapping[int, str], after: Mapping[int, str], *, by: User | None, reason: str
) -> Iterator[Change]:
    for plan, digest in after.items():
        if before[plan] != digest:
            yield Change(
                plan_id=plan,
                field=ChangedField.WHOLE_PLAN,
                before=before[plan],
                after=digest,
                reason=reason,
                by=by,
            )


def _changes_between(
    before: Mapping[PlanValue, PlanValueText],
    after: Mapping[PlanValue, PlanValueText],
    *,
    by: User | None,
    reason: str,
    reasons: Mapping[str, str],
) -> Iterator[Change]:
    nothing = PlanValueText("", None)
    for key in {**before, **after}:
        old, new = before.get(key, nothing), after.get(key, nothing)
        if old.text == new.text:
            continue
        yield Change(
            plan_id=key.plan,
            # One that is gone cannot be referred to; its row still names it.
            indicator_id=key.pk if key.is_indicator and key in after else None,
            row=new.row or old.row,
            field=key.field,
            before=old.text,
            after=new.text,
            reason=reasons.get(new.row) or reasons.get(old.row) or reason,
            by=by,
        )
