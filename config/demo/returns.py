"""The way of each demo return through the hands, with days that follow from its month."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from django.db.models import Case, Value, When
from django.utils import timezone

from config.demo.characters import Character, Ending
from config.demo.seed import about, chance_of, happens
from indicators.returns.history import record_stored
from indicators.returns.models import Achievement, CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.moves import figures_by_return
from indicators.returns.plausibility.findings import count_oddities
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.selectors.figures import figures_of_plans
from indicators.returns.workflow import IN_REVIEW
from numerals import Month
from offices.models import User
from plans.calendar.selectors import calendars_of
from plans.calendar.terms import Term
from plans.document.values import IndicatorEntry, PlanDocument
from plans.handing_in.signing import signature_data, signature_of
from plans.kept.services import keep_plan

_REASONS: Final = (
    "চিহ্নিত ঘরগুলোর তথ্য যাচাই করে পুনরায় দাখিল করুন।",
    "কয়েকটি সূচকের অর্জন আগের মাসগুলোর সঙ্গে সামঞ্জস্যপূর্ণ নয়; সংশোধন করে পাঠান।",
    "প্রমাণকের সঙ্গে প্রতিবেদনের সংখ্যা মিলছে না; চিহ্নিত ঘরগুলো দেখুন।",
)
_NOTE_SPIKE: Final = "আগের মাসগুলোর তুলনায় অস্বাভাবিক বেশি; সংখ্যাটি যাচাই করুন।"
_NOTE_BLANK: Final = "ঘরটি ফাঁকা; অর্জন না থাকলে ০ অথবা - লিখুন।"
_NOTE_OTHER: Final = "প্রমাণকের সঙ্গে মিলিয়ে দেখুন।"

_SENT_BACK_PERCENT: Final = 8
_SPIKE: Final = 3
"""So many times the highest month before is odd enough for a reviewer."""

_TOGETHER: Final = 100
"""How many returns one statement changes."""


@dataclass(frozen=True, slots=True)
class DemoMove:
    """One step of a return: the state that it leads to, when, and why with notes by row."""

    to: State
    at: datetime
    reason: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoHands:
    """The two who move a return: who submits it, and the superior office's reviewer."""

    submitter: User
    reviewer: User


def moves_of_year(
    document: PlanDocument, code: str, character: Character
) -> dict[Month, tuple[DemoMove, ...]]:
    """How each return of the document's months went on its way."""
    chance = chance_of(code, "returns")
    *earlier, last = document.months
    moves = {month: _accepted(document, month, character.punctuality, chance) for month in earlier}
    return {**moves, last: _last(document, last, character, chance)}


def real_moves(document: PlanDocument) -> dict[Month, tuple[DemoMove, ...]]:
    """Of the real document all months are accepted but the last, which waits to be filled."""
    chance = chance_of("real", "returns")
    *earlier, last = document.months
    return {last: ()} | {
        month: (
            submitted := DemoMove(State.SUBMITTED, _at(month, 4, chance)),
            DemoMove(State.ACCEPTED, _later(submitted.at, chance)),
        )
        for month in earlier
    }


def _last(
    document: PlanDocument, month: Month, character: Character, chance: Random
) -> tuple[DemoMove, ...]:
    accepted = _accepted(document, month, character.punctuality, chance)
    match character.ending:
        case Ending.OPEN:
            return ()
        case Ending.SUBMITTED:
            return accepted[:1]
        case Ending.RETURNED:
            return (accepted[0], _sent_back(document, month, accepted[0].at, chance))
        case _:
            return accepted


def _accepted(
    document: PlanDocument, month: Month, punctuality: int, chance: Random
) -> tuple[DemoMove, ...]:
    day = max(1, about(chance, punctuality, spread=3))
    first = DemoMove(State.SUBMITTED, _at(month, day, chance))
    if not happens(chance, _SENT_BACK_PERCENT):
        return (first, DemoMove(State.ACCEPTED, _later(first.at, chance)))
    back = _sent_back(document, month, first.at, chance)
    again = DemoMove(State.RESUBMITTED, _later(back.at, chance))
    return (first, back, again, DemoMove(State.ACCEPTED, _later(again.at, chance)))


def _sent_back(
    document: PlanDocument, month: Month, submitted: datetime, chance: Random
) -> DemoMove:
    return DemoMove(
        State.RETURNED,
        _later(submitted, chance),
        reason=chance.choice(_REASONS),
        notes=dict(_notes(document.indicators, month, chance)),
    )


def _notes(
    entries: Sequence[IndicatorEntry], month: Month, chance: Random
) -> Iterator[tuple[str, str]]:
    """Up to three cells: what is odd first, else some at random."""
    blank = [entry.row for entry in entries if entry.achieved.get(month) is None]
    odd = [(row, _NOTE_BLANK) for row in blank[:2]]
    odd += [(row, _NOTE_SPIKE) for row in _spiked(entries, month)]
    yield from odd[:3] or [
        (entry.row, _NOTE_OTHER) for entry in chance.sample(entries, chance.randint(1, 2))
    ]


def _spiked(entries: Sequence[IndicatorEntry], month: Month) -> Iterator[str]:
    for entry in entries:
        earlier = [
            figure
            for at, figure in entry.achieved.items()
            if at < month and isinstance(figure, Decimal)
        ]
        figure = entry.achieved.get(month)
        if earlier and isinstance(figure, Decimal) and figure > _SPIKE * max(Decimal(5), *earlier):
            yield entry.row


def _at(month: Month, day: int, chance: Random) -> datetime:
    """Office hours of a day of the following month."""
    return _moment(month, day, time(chance.randint(9, 16), chance.randrange(60)))


def _moment(month: Month, day: int, clock: time) -> datetime:
    date = month.next.first_day + timedelta(day - 1)
    return datetime.combine(date, clock, tzinfo=timezone.get_default_timezone())


def _later(moment: datetime, chance: Random) -> datetime:
    return moment + timedelta(days=chance.randint(1, 4), minutes=chance.randint(-60, 60))


def move_returns(
    moves: Mapping[MonthlyReturn, Sequence[DemoMove]],
    *,
    hands: Mapping[int, DemoHands],
    rows: Mapping[int, Mapping[str, int]],
) -> None:
    """Store the steps with their notes, and the states they lead to.

    ``hands`` and ``rows`` (indicator ids by row) are by plan id.
    """
    calendars = calendars_of(
        list({monthly_return.plan_id: monthly_return.plan for monthly_return in moves}.values())
    )
    steps = [
        (step, move.notes)
        for monthly_return, way in moves.items()
        for step, move in _steps(
            monthly_return,
            way,
            hands[monthly_return.plan_id],
            term=calendars[monthly_return.plan_id].of_month(monthly_return.month),
        )
    ]
    figures = figures_by_return(moves)
    kept = {plan.pk: keep_plan(plan) for plan in {monthly_return.plan for monthly_return in moves}}
    for step, _ in steps:
        step.figures = figures[step.monthly_return_id]
        step.plan_as = (
            kept[step.monthly_return.plan_id] if step.to_state == State.ACCEPTED else None
        )
    _sign([step for step, _ in steps if step.to_state in (*IN_REVIEW, State.ACCEPTED)])
    ReturnStep.objects.bulk_create(step for step, _ in steps)
    CellNote.objects.bulk_create(
        CellNote(step=step, indicator_id=rows[step.monthly_return.plan_id][row], text=text)
        for step, notes in steps
        for row, text in notes.items()
    )
    MonthlyReturn.objects.bulk_update(
        moves,
        ["state", "submitted_at", "submitted_by", "late_by", "decided_at", "decided_by"],
        batch_size=_TOGETHER,
    )
    _count_oddities(moves)
    _date_cells(moves)
    record_stored({monthly_return.plan_id for monthly_return in moves}, are_of_now=False)


def _sign(steps: Collection[ReturnStep]) -> None:
    known: dict[tuple[int, int], dict[str, Any]] = {}
    for step in steps:
        key = step.by_id, step.monthly_return.plan.office_id
        if key not in known:
            signature = signature_of(
                step.by, step.monthly_return.plan.office, on=timezone.localdate()
            )
            known[key] = signature_data(signature)
        step.signed = known[key]


def _steps(
    monthly_return: MonthlyReturn, way: Sequence[DemoMove], hands: DemoHands, *, term: Term
) -> Iterator[tuple[ReturnStep, DemoMove]]:
    """The return's steps; takes the return along to where they lead."""
    for move in way:
        is_handed_in = move.to in IN_REVIEW
        by = hands.submitter if is_handed_in else hands.reviewer
        step = ReturnStep(
            monthly_return=monthly_return,
            from_state=monthly_return.state,
            to_state=move.to,
            reason=move.reason,
            version=monthly_return.version,
            at=move.at,
            by=by,
        )
        if move.to == State.SUBMITTED:
            monthly_return.late_by = step.late_by = term.late_by(timezone.localdate(move.at))
        monthly_return.state = move.to
        if is_handed_in:
            monthly_return.submitted_at, monthly_return.submitted_by = move.at, by
        else:
            monthly_return.decided_at, monthly_return.decided_by = move.at, by
        yield step, move


def _count_oddities(monthly_returns: Collection[MonthlyReturn]) -> None:
    """Of the returns that wait: the oddities that their submission would have found."""
    waiting = [
        monthly_return for monthly_return in monthly_returns if monthly_return.state in IN_REVIEW
    ]
    plans = {monthly_return.plan_id: monthly_return.plan for monthly_return in waiting}
    figures = {one.plan.pk: one for one in figures_of_plans(list(plans.values()))}
    for monthly_return in waiting:
        monthly_return.odd_indicators = count_oddities(
            figures[monthly_return.plan_id],
            monthly_return.month,
            peers=peers_of(monthly_return.plan, monthly_return.month),
        )
    MonthlyReturn.objects.bulk_update(waiting, ["odd_indicators"], batch_size=_TOGETHER)


def _date_cells(monthly_returns: Mapping[MonthlyReturn, Sequence[DemoMove]]) -> None:
    """Cells were typed when their return was first submitted, or early in the next month."""
    typed = [
        (
            monthly_return.pk,
            way[0].at
            if monthly_return.submitted_at
            else _moment(monthly_return.month, 2, time(11)),
        )
        for monthly_return, way in monthly_returns.items()
    ]
    for start in range(0, len(typed), _TOGETHER):
        some = typed[start : start + _TOGETHER]
        moment = Case(*(When(monthly_return=pk, then=Value(at)) for pk, at in some))
        Achievement.objects.filter(monthly_return__in=[pk for pk, _ in some]).update(
            changed_at=moment
        )
