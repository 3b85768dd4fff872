"""The way of a monthly return: what may follow what, and by whom. Drawn in docs/returns.md.

The office writes while a return is with it: open within its term, returned, or reopened until
a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from indicators.models import Sheet, State
from offices.models import Office, User
from offices.selectors import Access
from plans.calendar import Term


class Party(StrEnum):
    """The side that a step is open to."""

    OFFICE = "office"
    REVIEWER = "reviewer"

    def includes(self, access: Access, office: Office) -> bool:
        """Whether the person takes this side's steps for the office's returns."""
        if self is Party.OFFICE:
            return access.may_submit(office)
        return access.may_review(office)


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted step: the states it may start from, who takes it, where it leads."""

    sources: frozenset[State]
    target: State
    party: Party
    needs_reason: bool = False

    def is_open_to(self, access: Access, office: Office) -> bool:
        """Whether the person takes this step of the office's returns."""
        return self.party.includes(access, office)

    @property
    def needs_another(self) -> bool:
        """Whether whoever submitted the return leaves the step to someone else."""
        return self.party is Party.REVIEWER

    def is_on_own(self, sheet: Sheet, by: User) -> bool:
        """Whether the person would decide on what they submitted themselves."""
        return self.needs_another and sheet.submitted_by_id == by.pk


SUBMIT: Final = Transition(frozenset({State.OPEN}), State.SUBMITTED, Party.OFFICE)
RESUBMIT: Final = Transition(
    frozenset({State.RETURNED, State.REOPENED}), State.RESUBMITTED, Party.OFFICE
)
RETURN: Final = Transition(
    frozenset({State.SUBMITTED, State.RESUBMITTED}),
    State.RETURNED,
    Party.REVIEWER,
    needs_reason=True,
)
ACCEPT: Final = Transition(
    frozenset({State.SUBMITTED, State.RESUBMITTED, State.REOPENED}), State.ACCEPTED, Party.REVIEWER
)
REOPEN: Final = Transition(
    frozenset({State.ACCEPTED}), State.REOPENED, Party.REVIEWER, needs_reason=True
)

STEPS: Final = (SUBMIT, RESUBMIT, RETURN, ACCEPT, REOPEN)

IN_REVIEW: Final = (State.SUBMITTED, State.RESUBMITTED)
"""The states in which the reviewing office decides."""

WITH_OFFICE: Final = (State.OPEN, State.RETURNED, State.REOPENED)
"""The states in which the figures are the office's to change."""


GIVEN_BACK: Final = (State.RETURNED, State.REOPENED)
"""The states in which the office has it once more, with a reason."""


def submission_from(state: State) -> Transition:
    """The submission that may follow ``state``; ``SUBMIT`` where none may."""
    return RESUBMIT if state in RESUBMIT.sources else SUBMIT


def is_closed(state: State, term: Term, *, on: date) -> bool:
    """Whether the calendar takes what is in that state no more: never what came back.

    Whoever asks for a correction also lets it be made.
    """
    return state == State.OPEN and term.has_closed(on)


def awaits_review(state: State, open_until: date | None, *, on: date) -> bool:
    """Whether the reviewing office is to do the next thing: decide on what was handed in, or on
    what was opened again until a day that is over.
    """
    is_over = state == State.REOPENED and open_until is not None and on > open_until
    return state in IN_REVIEW or is_over


class Lock(StrEnum):
    """Why the office may not change a return's figures."""

    FROZEN = "frozen"
    IN_REVIEW = "in-review"
    ACCEPTED = "accepted"
    NOT_OPEN_YET = "not-open-yet"
    CLOSED = "closed"
    REOPENING_OVER = "reopening-over"


def lock_of(sheet: Sheet, term: Term, *, on: date) -> Lock | None:
    """Why the office may not change figures on a day; ``None`` where it may."""
    if sheet.is_frozen:
        return Lock.FROZEN
    if sheet.state in IN_REVIEW:
        return Lock.IN_REVIEW
    if sheet.state == State.ACCEPTED:
        return Lock.ACCEPTED
    if sheet.state == State.REOPENED:
        is_over = awaits_review(State.REOPENED, sheet.open_until, on=on)
        return Lock.REOPENING_OVER if is_over else None
    if sheet.state == State.OPEN and not term.has_opened(on):
        return Lock.NOT_OPEN_YET
    return Lock.CLOSED if is_closed(State(sheet.state), term, on=on) else None
