"""The monthly return moves along its way: one step at a time, each with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeAlias

from django.db import transaction
from django.utils import timezone

from indicators.evidence.selectors import asks_for_evidence, evidence_tallies
from indicators.models import Achievement, CellNote, Sheet, State, Step
from indicators.notices.telling import tell_other_side
from indicators.selectors.figures import figures_of
from indicators.selectors.steps import last_return
from indicators.services.cells import require_writable
from indicators.services.history import record, state_change
from indicators.sheet.oddities import odd_indicators
from indicators.workflow import (
    ACCEPT,
    REOPEN,
    RESUBMIT,
    RETURN,
    SUBMIT,
    WITH_OFFICE,
    Transition,
    submission_from,
)
from offices.models import User
from plans.calendar import Period
from plans.document.numerals import canonical_figure
from plans.models import Indicator, Plan
from plans.stored_calendar import calendar_of

Figures: TypeAlias = dict[str, str | None]
"""Figures as canonical text by indicator id, as JSON takes them."""


class StepRefused(Exception):
    """A step that may not follow from ``state``, or on figures that changed meanwhile."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class SamePerson(Exception):
    """Whoever submitted a return does not decide on it."""


class Frozen(Exception):
    """The month belongs to a report of its quarter or year that was handed in."""


class Unanswered(Exception):
    """A resubmission that leaves notes of the reviewer without answer; ``notes`` are they."""

    def __init__(self, notes: list[CellNote]) -> None:
        super().__init__(notes)
        self.notes = notes


class EvidenceLacking(Exception):
    """A submission of figures without the evidence they need; ``indicators`` are theirs."""

    def __init__(self, indicators: list[Indicator]) -> None:
        super().__init__(indicators)
        self.indicators = indicators


@transaction.atomic
def submit_sheet(sheet: Sheet, *, by: User, answers: Mapping[int, str] | None = None) -> Step:
    """Hand the return to the superior office, or hand it in again after it came back.

    The first time, by how many days it is late is kept with it.

    ``answers`` are words for the reviewer by the noted indicator's id. Raises
    ``StepRefused``, ``SheetLocked`` outside the return's term or the time for which it was
    opened again, ``EvidenceLacking``, and ``Unanswered`` where a noted cell is as it was and no
    answer says why; then no answer is kept.
    """
    transition = submission_from(State(sheet.state))
    term = calendar_of(sheet.plan).of_month(sheet.month)
    if sheet.state in WITH_OFFICE:
        require_writable(sheet, term)
    if sheet.state == State.OPEN:
        return _take(SUBMIT, sheet, by=by, late_by=term.late_by(timezone.localdate()))
    if sheet.state == State.RETURNED:
        _answer_notes(sheet, answers or {}, by=by)
    return _take(transition, sheet, by=by)


@transaction.atomic
def accept_sheet(sheet: Sheet, *, by: User) -> Step:
    """Accept the return, which locks it. Raises ``StepRefused`` and ``SamePerson``."""
    return _take(ACCEPT, sheet, by=by)


@transaction.atomic
def return_sheet(sheet: Sheet, *, reason: str, notes: Mapping[int, str], by: User) -> Step:
    """Give the return back with a reason and notes on single cells (by indicator id).

    Raises ``StepRefused``, ``SamePerson``, ``ValueError`` without a reason, ``KeyError`` for a
    note on another plan's indicator.
    """
    own = set(sheet.plan.indicators.values_list("pk", flat=True))
    for pk in notes:
        if pk not in own:
            raise KeyError(pk)
    step = _take(RETURN, sheet, by=by, reason=reason)
    CellNote.objects.bulk_create(
        CellNote(step=step, indicator_id=pk, text=text) for pk, text in notes.items()
    )
    return step


@transaction.atomic
def reopen_sheet(sheet: Sheet, *, reason: str, until: date, by: User) -> Step:
    """Open an accepted return again, until the end of a day.

    Raises ``Frozen`` where its quarter or year is reported, ``StepRefused``, ``SamePerson``,
    ``ValueError`` without a reason or for a day that is over.
    """
    if until < timezone.localdate():
        raise ValueError("the day is over")
    # The plan's row before the return's, in the order of whoever reports the quarter.
    plan = Plan.objects.select_for_update(no_key=True).get(pk=sheet.plan_id)
    if sheet.month in plan.frozen:
        raise Frozen
    return _take(REOPEN, sheet, by=by, reason=reason, until=until)


def _answer_notes(sheet: Sheet, answers: Mapping[int, str], *, by: User) -> None:
    returned = last_return(sheet)
    if returned is None:
        return
    now = _figures(sheet)
    notes = list(returned.notes.select_related("indicator").order_by("indicator__position"))
    for note in notes:
        note.answer = answers.get(note.indicator_id, "").strip()
        note.answered_by, note.answered_at = by, timezone.now()
    silent = [
        note
        for note in notes
        if not note.answer
        and now.get(str(note.indicator_id)) == returned.figures.get(str(note.indicator_id))
    ]
    if silent:
        raise Unanswered(silent)
    CellNote.objects.bulk_update(notes, ["answer", "answered_by", "answered_at"])


def _take(
    transition: Transition,
    sheet: Sheet,
    *,
    by: User,
    reason: str = "",
    until: date | None = None,
    late_by: int | None = None,
) -> Step:
    if transition.needs_reason and not reason.strip():
        raise ValueError("a reason is required")
    locked = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    # What is handed in or decided on is what was looked at.
    if State(locked.state) not in transition.sources or locked.version != sheet.version:
        raise StepRefused(State(locked.state))
    if transition.is_on_own(locked, by):
        raise SamePerson
    if transition in (SUBMIT, RESUBMIT):
        _require_evidence(locked)
    step = Step.objects.create(
        sheet=locked,
        from_state=locked.state,
        to_state=transition.target,
        reason=reason.strip(),
        version=locked.version,
        until=until,
        late_by=late_by,
        figures=_figures(locked),
        by=by,
    )
    record([state_change(step)])
    # It counts as a write: a late repeat of an earlier one no longer fits.
    locked.step_to(transition.target, by=by, at=step.at)
    locked.open_until = until
    locked.late_by = locked.late_by if late_by is None else late_by
    if transition in (SUBMIT, RESUBMIT):
        locked.odd_indicators = odd_indicators(figures_of(sheet.plan), locked.month)
    locked.save()
    tell_other_side(
        transition,
        plan=locked.plan_id,
        period=Period(locked.month),
        by=by,
        words=step.reason,
        until=until,
    )
    sheet.refresh_from_db()
    return step


def _require_evidence(sheet: Sheet) -> None:
    """A file may be removed as long as the sheet is not locked: asked while it is."""
    cells = Achievement.objects.filter(sheet=sheet, indicator__evidence_required=True)
    asking = [
        cell.indicator
        for cell in cells.select_related("indicator").order_by("indicator__position")
        if asks_for_evidence(cell.indicator, sheet.month, figure=cell.figure)
    ]
    if asking:
        proved = evidence_tallies(sheet.plan, sheet.month)
        lacking = [indicator for indicator in asking if indicator.pk not in proved]
        if lacking:
            raise EvidenceLacking(lacking)


def figures_by_sheet(sheets: Collection[Sheet]) -> dict[int, Figures]:
    """The sheets' figures as a step remembers them, by sheet id: one query."""
    figures: dict[int, Figures] = {sheet.pk: {} for sheet in sheets}
    for cell in Achievement.objects.filter(sheet__in=figures):
        figures[cell.sheet_id][str(cell.indicator_id)] = canonical_figure(cell.figure)
    return figures


def _figures(sheet: Sheet) -> Figures:
    return figures_by_sheet([sheet])[sheet.pk]
