"""A step is taken: locked, checked, kept, told to the history and to whom it concerns."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.utils import timezone

from ledger.models import Change
from ledger.services import record
from offices.models import User
from offices.selectors import access_of
from plans.calendar.terms import Period
from plans.handing_in.models import Submission
from plans.handing_in.notify import tell_of_step
from plans.handing_in.refusals import AlreadyOpened, NotTheirStep, SamePerson, StepRefused
from plans.handing_in.signing import signature_data, signature_of
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition
from plans.models import Plan

Locked = TypeVar("Locked", bound=Submission)
Kept = TypeVar("Kept", bound=models.Model)


class Move(ABC, Generic[Locked, Kept]):
    """One step of a ``Locked``, of which a ``Kept`` is remembered.

    The hooks are what differs from kind to kind; the order in which they come does not. In them
    ``locked`` is the stored row, ours until commit, and ``target`` the state that it comes to.
    """

    locked: Locked
    target: State
    at: datetime

    def __init__(self, transition: Transition, seen: Locked, *, by: User, reason: str = "") -> None:
        self.transition = transition
        self.seen = seen
        self.by = by
        self.reason = reason.strip()
        self.until: date | None = None

    @transaction.atomic
    def take(self) -> Kept:
        """Take the step of what was ``seen``, or raise what stands against it.

        ``StepRefused``, ``SamePerson``, ``NotTheirStep``, ``ValueError`` without a reason that it
        needs, ``AlreadyOpened``, and what ``require`` raises.
        """
        self.locked, self.at = self.lock(), timezone.now()
        self._require_step()
        self.require()
        before, self.target = State(self.locked.state), self.transition.leads_to(self.locked)
        step = self.keep(before)
        record(self.told(step))
        move_on(self.locked, self.transition, by=self.by, at=self.at, reason=self.reason)
        self.change_along()
        self.locked.save()
        self.follow(step)
        self.tell()
        return step

    def _require_step(self) -> None:
        # What is handed in or decided on is what was looked at.
        if not self.transition.starts_from(self.locked) or self.locked.version != self.seen.version:
            raise StepRefused(State(self.locked.state))
        if self.transition.is_on_own(self.locked, self.by):
            raise SamePerson
        if not self.transition.is_open_to(access_of(self.by), self.plan.office):
            raise NotTheirStep
        if self.transition.needs_reason and not self.reason:
            raise ValueError("a reason is required")
        if self.transition.until_opened and self.locked.opened_at is not None:
            raise AlreadyOpened

    def signature(self) -> dict[str, Any]:
        """How the person signs for the office on this day, as JSON takes it."""
        today = timezone.localdate(self.at)
        return signature_data(signature_of(self.by, self.plan.office, on=today))

    @property
    @abstractmethod
    def plan(self) -> Plan:
        """The plan that it belongs to, and with it the office."""

    @property
    @abstractmethod
    def period(self) -> Period:
        """The time that it speaks of."""

    @abstractmethod
    def lock(self) -> Locked:
        """What was ``seen`` as it is stored, ours until commit."""

    @abstractmethod
    def keep(self, before: State) -> Kept:
        """The step, stored: it is only added to."""

    @abstractmethod
    def told(self, step: Kept) -> Iterable[Change]:
        """The lines of the history that tell of it."""

    def require(self) -> None:
        """Raise what else stands against the step."""

    def change_along(self) -> None:
        """Change what else the step changes of ``locked``, which is saved then."""

    def follow(self, step: Kept) -> None:
        """Do what follows from the step."""

    def tell(self) -> None:
        """Tell those whom it concerns."""
        tell_of_step(
            self.transition,
            plan=self.plan,
            period=self.period,
            by=self.by,
            words=self.reason,
            until=self.until,
        )


def move_on(
    submission: Submission, transition: Transition, *, by: User, at: datetime, reason: str
) -> None:
    """Bring it to where the step leads; not saved. A late repeat of the step no longer fits."""
    target = transition.leads_to(submission)
    if transition.hands_on:
        submission.resumes_as = submission.office_state
    submission.word_of_head = reason if transition.party is Party.HEAD else ""
    if transition.submits or transition.party.decides:
        submission.step_to(target, by=by, at=at)
        submission.opened_at = submission.opened_by = None
        return
    submission.move_to(target)
    if transition.until_opened and target == State.OPEN:
        # It was not handed in after all.
        submission.submitted_at = submission.submitted_by = None


def note_opened(submission: Submission, *, by: User) -> bool:
    """A reviewer looks at this submission: from now on it is not recalled. One query.

    The row itself decides between this and a recall at the same moment; false if it moved on
    since it was read. Who submitted it does not open it: another decides.
    """
    is_open = State(submission.state).is_in_review and submission.opened_at is None
    if not is_open or submission.submitted_by_id == by.pk:
        return True
    stored = type(submission)._default_manager.filter(
        pk=submission.pk, version=submission.version, opened_at=None
    )
    return bool(stored.update(opened_at=timezone.now(), opened_by=by))
