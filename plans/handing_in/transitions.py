"""What may follow what, and by whom, as data: the rows that the tables of ways are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from offices.models import Office, User
from offices.selectors import Access, heads_alone
from plans.handing_in.models import Submission
from plans.handing_in.states import State


class Party(StrEnum):
    """Those whom a step is open to.

    ``WRITER`` is who enters the office's figures, ``OFFICER`` who does so for a head who signs,
    ``OFFICE`` who signs for it; ``PREPARER`` and ``MAKER`` are ``OFFICER`` and ``WRITER`` of a
    plan, which a planner makes for an office where nobody else does; ``REVIEWER`` who decides on
    its figures, ``SUPERIOR`` who signs its agreement for the office above.
    """

    WRITER = "writer"
    OFFICER = "officer"
    HEAD = "head"
    OFFICE = "office"
    PREPARER = "preparer"
    MAKER = "maker"
    REVIEWER = "reviewer"
    SUPERIOR = "superior"

    @property
    def decides(self) -> bool:
        """Whether it stands on the other side: it decides on what the office handed in."""
        return self in (Party.REVIEWER, Party.SUPERIOR)

    def includes(self, access: Access, office: Office) -> bool:
        """Whether the person takes this party's steps for what the office hands in."""
        match self:
            case Party.WRITER:
                return access.may_enter(office)
            case Party.OFFICER:
                return access.may_hand_up(office)
            case Party.HEAD:
                return access.heads_office(office)
            case Party.OFFICE:
                return access.may_submit(office)
            case Party.PREPARER:
                return access.may_hand_up(office) or prepares_some(access, [office])
            case Party.MAKER:
                return access.may_enter(office) or prepares_some(access, [office])
            case Party.REVIEWER:
                return access.may_review(office)
            case Party.SUPERIOR:
                return access.may_agree(office)


def prepares_some(access: Access, offices: Collection[Office]) -> bool:
    """Whether the person makes the plan of one of the offices that has a head and nobody who
    enters: one query at most, and of planners alone.
    """
    planned = [one for one in offices if access.may_plan(one) and one.pk not in access.works_for]
    return bool(planned) and bool(heads_alone(planned))


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted step: the states it may start from, who takes it, where it leads.

    One that ``undoes`` leads back to the state in which the office had it before; one
    ``until_opened`` may be taken as long as no reviewer has opened what was submitted.
    """

    code: str
    sources: frozenset[State]
    target: State
    party: Party
    needs_reason: bool = False
    undoes: bool = False
    until_opened: bool = False

    def is_open_to(self, access: Access, office: Office) -> bool:
        """Whether the person takes this step of what the office hands in."""
        return self.party.includes(access, office)

    def starts_from(self, submission: Submission) -> bool:
        """Whether it may be taken of it as it stands.

        The superior office looks through to what the office's head holds; the head hands that in
        as what it was: for the first time, or again.
        """
        if submission.state != State.WITH_HEAD:
            return submission.state in self.sources
        if self.party.decides:
            return submission.office_state in self.sources
        if self.party is Party.OFFICE:
            return {State.WITH_HEAD, submission.office_state} <= self.sources
        return State.WITH_HEAD in self.sources

    def leads_to(self, submission: Submission) -> State:
        """The state that it comes to."""
        return State(submission.resumes_as) if self.undoes else self.target

    @property
    def submits(self) -> bool:
        """Whether the superior office has it after this step."""
        return self.target.is_in_review

    @property
    def hands_on(self) -> bool:
        """Whether it has to be ready for this step: it is submitted, or goes to the head."""
        return self.submits or self.target == State.WITH_HEAD

    @property
    def needs_another(self) -> bool:
        """Whether whoever submitted it leaves the step to someone else."""
        return self.party.decides

    def is_on_own(self, submission: Submission, by: User) -> bool:
        """Whether the person would decide on what they submitted themselves."""
        return self.needs_another and submission.submitted_by_id == by.pk


def steps_open_to(
    access: Access, submission: Submission, office: Office, *, among: Iterable[Transition]
) -> list[Transition]:
    """The steps that the person may take of it as it stands; a recall until it is opened.

    What else they need (its term, evidence, answers) is told when they are taken.
    """
    return [
        one
        for one in among
        if one.starts_from(submission)
        and one.is_open_to(access, office)
        and not (one.until_opened and submission.opened_at)
    ]


def hand_up(with_office: Collection[State], *, party: Party = Party.OFFICER) -> Transition:
    """The officer's step to the head, from the states in which it is the office's to change."""
    return Transition("hand-up", frozenset(with_office), State.WITH_HEAD, party)


TAKE_FROM_HEAD: Final = Transition(
    "take-back", frozenset({State.WITH_HEAD}), State.OPEN, Party.WRITER, undoes=True
)
TAKE_PLAN_FROM_HEAD: Final = replace(TAKE_FROM_HEAD, party=Party.MAKER)
HAND_DOWN: Final = Transition(
    "hand-down",
    frozenset({State.WITH_HEAD}),
    State.OPEN,
    Party.HEAD,
    needs_reason=True,
    undoes=True,
)

WITHIN_OFFICE: Final = frozenset({hand_up(()).code, TAKE_FROM_HEAD.code, HAND_DOWN.code})
"""The steps that nobody sees who is not of the office, nor what the head said with them."""
