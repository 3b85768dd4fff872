"""The monthly return moves along its way: one step at a time, each with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from django.db import transaction
from django.utils import timezone

from indicators.evidence.selectors import asks_for_evidence, evidence_tallies
from indicators.models import Achievement, CellNote, Sheet, State, Step
from indicators.notices.telling import tell_of_step
from indicators.selectors.figures import figures_of
from indicators.selectors.peers import peers_of
from indicators.selectors.signed import signed_of
from indicators.selectors.steps import last_return
from indicators.services.cells import put_back, require_writable, write
from indicators.services.history import answer_change, note_change, state_change
from indicators.services.scores import store_scores
from indicators.services.sealing import sealed
from indicators.sheet.oddities import count_oddities
from indicators.signing import signature_data, signature_of
from indicators.workflow import (
    ACCEPT,
    HAND_DOWN,
    HAND_UP,
    IN_OFFICE,
    IN_REVIEW,
    RECALL,
    REOPEN,
    RESUBMIT,
    RETURN,
    SUBMIT,
    TAKE_BACK,
    Party,
    Transition,
    submission_of,
)
from ledger.services import record
from numerals import canonical_figure
from offices.models import User
from plans.calendar import Period
from plans.kept.services import keep_plan
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


class AlreadyOpened(Exception):
    """A recall of what a reviewer has opened."""


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
    transition = submission_of(sheet)
    term = calendar_of(sheet.plan).of_month(sheet.month)
    if sheet.state in IN_OFFICE:
        # Who may submit what the head holds may change it, too.
        require_writable(sheet, term, by_head=True)
    if sheet.office_state == State.RETURNED:
        _answer_notes(sheet, answers or {}, by=by)
    late_by = term.late_by(timezone.localdate()) if transition is SUBMIT else None
    return _take(transition, sheet, by=by, late_by=late_by)


@transaction.atomic
def hand_to_head(sheet: Sheet, *, by: User, answers: Mapping[int, str] | None = None) -> Step:
    """Hand the return to the head of the office, as ready as it has to be for its submission.

    Its figures stay as they are until it comes back, but for what the head corrects. Raises
    what ``submit_sheet`` raises.
    """
    if sheet.state in HAND_UP.sources:
        require_writable(sheet, calendar_of(sheet.plan).of_month(sheet.month))
    if sheet.state == State.RETURNED:
        _answer_notes(sheet, answers or {}, by=by)
    return _take(HAND_UP, sheet, by=by)


@transaction.atomic
def take_back_from_head(sheet: Sheet, *, by: User) -> Step:
    """Take the return back before the head has submitted it. Raises ``StepRefused``."""
    return _take(TAKE_BACK, sheet, by=by)


@transaction.atomic
def hand_to_officer(sheet: Sheet, *, reason: str, by: User) -> Step:
    """Give the return back to who entered it. Raises ``StepRefused``, ``ValueError`` as others."""
    return _take(HAND_DOWN, sheet, by=by, reason=reason)


@transaction.atomic
def recall_sheet(sheet: Sheet, *, by: User) -> Step:
    """Take a submission back that no reviewer has opened: as if it had not been made.

    Raises ``StepRefused``, ``AlreadyOpened``, and ``SheetLocked`` where the office could not
    hand it in again.
    """
    return _take(RECALL, sheet, by=by)


def note_opened(sheet: Sheet, *, by: User) -> bool:
    """A reviewer looks at this submission: from now on it is not recalled. One query.

    The row itself decides between this and a recall at the same moment; false if it moved on
    since it was read. Who submitted it does not open it: another decides.
    """
    if sheet.state not in IN_REVIEW or sheet.opened_at or sheet.submitted_by_id == by.pk:
        return True
    unopened = Sheet.objects.filter(pk=sheet.pk, version=sheet.version, opened_at=None)
    return bool(unopened.update(opened_at=timezone.now(), opened_by=by))


@transaction.atomic
def accept_sheet(sheet: Sheet, *, by: User) -> Step:
    """Accept the return, which locks it. Raises ``StepRefused`` and ``SamePerson``.

    One that is open again and was not handed in once more is accepted as it was handed in: what
    was typed since is put back, and stays in the history.
    """
    return _take(ACCEPT, sheet, by=by)


@transaction.atomic
def return_sheet(sheet: Sheet, *, reason: str, notes: Mapping[int, str], by: User) -> Step:
    """Give the return back with a reason and notes on single cells (by indicator id).

    Raises ``StepRefused``, ``SamePerson``, ``ValueError`` without a reason, ``KeyError`` for a
    note on another plan's indicator.
    """
    own = dict(sheet.plan.indicators.values_list("pk", "row"))
    rows = {pk: own[pk] for pk in notes}
    step = _take(RETURN, sheet, by=by, reason=reason)
    noted = CellNote.objects.bulk_create(
        CellNote(step=step, indicator_id=pk, text=text) for pk, text in notes.items()
    )
    if noted:
        record(note_change(one, sheet=sheet, row=rows[one.indicator_id], by=by) for one in noted)
    return step


@transaction.atomic
def reopen_sheet(sheet: Sheet, *, reason: str, until: date, by: User) -> Step:
    """Open an accepted return again, or give one that is open again another last day.

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
    changes = []
    for note in notes:
        answer, before = answers.get(note.indicator_id, "").strip(), note.answer
        if answer != before:
            note.answered_by, note.answered_at = by, timezone.now()
            note.answer = answer
            changes.append(answer_change(note, before=before, sheet=sheet, by=by))
    silent = [
        note
        for note in notes
        if not note.answer
        and now.get(str(note.indicator_id)) == returned.figures.get(str(note.indicator_id))
    ]
    if silent:
        raise Unanswered(silent)
    CellNote.objects.bulk_update(notes, ["answer", "answered_by", "answered_at"])
    if changes:
        record(changes)


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
    if State.REOPENED in (sheet.office_state, sheet.resumes_as):
        # Other figures may count from now on. The plan's row first, as everybody who scores does.
        Plan.objects.select_for_update(no_key=True).get(pk=sheet.plan_id)
    locked = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    # What is handed in or decided on is what was looked at.
    if not transition.starts_from(locked) or locked.version != sheet.version:
        raise StepRefused(State(locked.state))
    if transition.is_on_own(locked, by):
        raise SamePerson
    if transition is RECALL:
        until = _require_recallable(locked)
    if transition in (HAND_UP, SUBMIT, RESUBMIT):
        _require_evidence(locked)
    target, was_open_again = transition.leads_to(locked), locked.office_state == State.REOPENED
    if transition is ACCEPT and was_open_again:
        _put_back(locked, by=by)
    step = Step.objects.create(
        sheet=locked,
        code=transition.code,
        from_state=locked.state,
        to_state=target,
        reason=reason.strip(),
        version=locked.version,
        until=until,
        late_by=late_by,
        figures=_last_signed(locked) if transition is REOPEN else _figures(locked),
        signed=_signature(sheet.plan, by) if transition in (SUBMIT, RESUBMIT, ACCEPT) else {},
        # Closed again as it was handed in, it stays with what the plan said then.
        plan_as=keep_plan(sheet.plan) if transition is ACCEPT and not was_open_again else None,
        by=by,
    )
    record([state_change(step), *sealed(step)])
    _move(locked, transition, step)
    if transition in (SUBMIT, RESUBMIT):
        peers = peers_of(sheet.plan, locked.month)
        locked.odd_indicators = count_oddities(figures_of(sheet.plan), locked.month, peers=peers)
    locked.save()
    is_open_again = locked.office_state == State.REOPENED
    if transition not in (REOPEN, ACCEPT) and was_open_again != is_open_again:
        # What was typed meanwhile is signed now, or no longer is.
        store_scores(figures_of(sheet.plan, lock=True), since=locked.month)
    tell_of_step(
        transition,
        plan=locked.plan_id,
        period=Period(locked.month),
        by=by,
        words=step.reason,
        until=until,
    )
    sheet.refresh_from_db()
    return step


def _move(sheet: Sheet, transition: Transition, step: Step) -> None:
    """The return as it is after the step. It counts as a write: a late repeat no longer fits."""
    target = State(step.to_state)
    if transition in (HAND_UP, SUBMIT, RESUBMIT):
        sheet.resumes_as = sheet.office_state
    sheet.word_of_head = step.reason if transition is HAND_DOWN else ""
    if transition in (SUBMIT, RESUBMIT) or transition.party is Party.REVIEWER:
        sheet.step_to(target, by=step.by, at=step.at)
        sheet.open_until = step.until
        sheet.opened_at = sheet.opened_by = None
        sheet.late_by = sheet.late_by if step.late_by is None else step.late_by
        return
    sheet.move_to(target)
    if transition is RECALL:
        sheet.open_until = step.until
        sheet.odd_indicators = 0
    if transition is RECALL and target == State.OPEN:
        # It was not handed in after all: by how many days it is late is still to be seen.
        sheet.submitted_at = sheet.submitted_by = sheet.late_by = None


def _signature(plan: Plan, by: User) -> dict[str, Any]:
    return signature_data(signature_of(by, plan.office, on=timezone.localdate()))


def _put_back(sheet: Sheet, *, by: User) -> None:
    """Nobody signed what was typed since the return was opened again."""
    figures = figures_of(sheet.plan, lock=True)
    writing = put_back(figures, sheet.month, by=by)
    if writing.cells:
        write([replace(writing, sheet=sheet)])


def _last_signed(sheet: Sheet) -> Figures:
    """The figures of a return that is opened, or open again, as they were handed in."""
    signed = signed_of([sheet]).get(sheet.pk)
    if signed is None:
        return _figures(sheet)
    return {str(pk): canonical_figure(figure) for pk, figure in signed.figures.items()}


def _require_recallable(sheet: Sheet) -> date | None:
    """Until when the return is open if it is recalled; raises what stands against that."""
    if sheet.opened_at is not None:
        raise AlreadyOpened
    resumed = Sheet(plan=sheet.plan, month=sheet.month, state=sheet.resumes_as)
    if sheet.resumes_as == State.REOPENED:
        reopening = sheet.steps.filter(to_state=State.REOPENED, code__in=("", REOPEN.code))
        resumed.open_until = reopening.latest("pk").until
    require_writable(resumed, calendar_of(sheet.plan).of_month(sheet.month))
    return resumed.open_until


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
