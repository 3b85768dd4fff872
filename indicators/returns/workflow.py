"""The way of a monthly return: what may follow what, and by whom. Drawn in docs/returns.md.

The office writes while a return is with it: open within its term, returned, or reopened until
a day. Where it has a head, its officer may hand the return to the head, who submits it or gives
it back: that stays within the office, and what the calendar says of it stays as it is.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from indicators.returns.models import MonthlyReturn, State
from plans.calendar.terms import Term
from plans.handing_in import transitions as within
from plans.handing_in.transitions import Party, Transition, hand_up

WITH_OFFICE: Final = (State.OPEN, State.RETURNED, State.REOPENED)
"""The states in which the figures are the office's to change."""

IN_OFFICE: Final = (*WITH_OFFICE, State.WITH_HEAD)
"""The states in which the return has not left the office."""

IN_REVIEW: Final = tuple(state for state in State if state.is_in_review)
"""The states in which the reviewing office decides."""

GIVEN_BACK: Final = (State.RETURNED, State.REOPENED)
"""The states in which the office has it once more, with a reason."""

SETTLED: Final = (State.ACCEPTED, State.REOPENED)
"""The states in which the return was accepted, and nothing else was handed in since."""

HAND_UP: Final = hand_up(WITH_OFFICE)
TAKE_BACK: Final = within.TAKE_FROM_HEAD
HAND_DOWN: Final = within.HAND_DOWN
SUBMIT: Final = Transition(
    "submit", frozenset({State.OPEN, State.WITH_HEAD}), State.SUBMITTED, Party.OFFICE
)
RESUBMIT: Final = Transition(
    "resubmit", frozenset({*GIVEN_BACK, State.WITH_HEAD}), State.RESUBMITTED, Party.OFFICE
)
RECALL: Final = Transition(
    "recall", frozenset(IN_REVIEW), State.OPEN, Party.OFFICE, undoes=True, until_opened=True
)
RETURN: Final = Transition(
    "return", frozenset(IN_REVIEW), State.RETURNED, Party.REVIEWER, needs_reason=True
)
ACCEPT: Final = Transition(
    "accept", frozenset({*IN_REVIEW, State.REOPENED}), State.ACCEPTED, Party.REVIEWER
)
REOPEN: Final = Transition(
    "reopen",
    # One that is open again already gets another last day.
    frozenset({State.ACCEPTED, State.REOPENED}),
    State.REOPENED,
    Party.REVIEWER,
    needs_reason=True,
)

STEPS: Final = (HAND_UP, TAKE_BACK, HAND_DOWN, SUBMIT, RESUBMIT, RECALL, RETURN, ACCEPT, REOPEN)


def submission_of(monthly_return: MonthlyReturn) -> Transition:
    """The submission that may follow; ``SUBMIT`` where none may."""
    return RESUBMIT if monthly_return.office_state in GIVEN_BACK else SUBMIT


def is_closed(state: State, term: Term, *, on: date) -> bool:
    """Whether the calendar takes what is in that state no more: never what came back.

    Whoever asks for a correction also lets it be made.
    """
    return state == State.OPEN and term.has_closed(on)


def awaits_review(state: State, open_until: date | None, *, on: date) -> bool:
    """Whether the reviewing office is to do the next thing: decide on what was handed in, or on
    what was opened again until a day that is over.
    """
    is_reopened = state in (State.REOPENED, State.WITH_HEAD) and open_until is not None
    return state in IN_REVIEW or (is_reopened and open_until is not None and on > open_until)


class Lock(StrEnum):
    """Why the office may not change a return's figures."""

    FROZEN = "frozen"
    IN_REVIEW = "in-review"
    ACCEPTED = "accepted"
    WITH_HEAD = "with-head"
    NOT_OPEN_YET = "not-open-yet"
    NOT_AGREED = "not-agreed"
    CLOSED = "closed"
    REOPENING_OVER = "reopening-over"


def lock_of(
    monthly_return: MonthlyReturn, term: Term, *, on: date, by_head: bool = False
) -> Lock | None:
    """Why the office may not change figures on a day; ``None`` where it may.

    What its head has before them is the head's alone to change: ``by_head``.
    """
    if monthly_return.is_frozen:
        return Lock.FROZEN
    state = monthly_return.office_state
    if state in IN_REVIEW:
        return Lock.IN_REVIEW
    if state == State.ACCEPTED:
        return Lock.ACCEPTED
    if state == State.REOPENED and awaits_review(state, monthly_return.open_until, on=on):
        return Lock.REOPENING_OVER
    if state == State.OPEN and term.awaits_agreement:
        return Lock.NOT_AGREED
    if state == State.OPEN and not term.has_opened(on):
        return Lock.NOT_OPEN_YET
    if is_closed(state, term, on=on):
        return Lock.CLOSED
    return Lock.WITH_HEAD if monthly_return.state == State.WITH_HEAD and not by_head else None


class ReturnLocked(Exception):
    """The return may not be written to now: ``lock`` says why, ``term`` when it may be."""

    def __init__(self, lock: Lock, term: Term) -> None:
        super().__init__(lock)
        self.lock = lock
        self.term = term
