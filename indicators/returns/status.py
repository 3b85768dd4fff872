"""Where a return stands on a day: its state, who holds it, until when, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.returns.locks import lock_sentence
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.workflow import IN_OFFICE, Lock, awaits_review, lock_of
from plans.calendar.terms import Term


@dataclass(frozen=True, slots=True)
class ReturnStatus:
    """A return's return_status as every page shows them.

    ``return`` is ``None`` where it was not begun; ``office`` and ``reviewing`` name the office
    that owes it and the one that decides on it. Nobody is late with a return that is not waited
    for: of a month before the plan's first one, that asks for nothing, after the office closed.
    """

    monthly_return: MonthlyReturn | None
    term: Term
    today: date
    office: str = ""
    reviewing: str = ""
    is_waited_for: bool = True
    is_ours: bool = False
    """Whether the reader is of the office, and sees what goes on within it."""

    @property
    def state(self) -> State:
        """Its state; one that was not begun is open."""
        return State(self.monthly_return.state) if self.monthly_return else State.OPEN

    @property
    def is_with_office(self) -> bool:
        """Whether the office is to do the next thing."""
        return self.state in IN_OFFICE and not self.awaits_review

    @property
    def office_state(self) -> State:
        """Its state as who is not of the office sees it."""
        return self.monthly_return.office_state if self.monthly_return else State.OPEN

    @property
    def shown_state(self) -> State:
        """Its state as the reader sees it."""
        return self.state if self.is_ours else self.office_state

    @property
    def is_with_head(self) -> bool:
        """Whether the office's head is to do the next thing."""
        return self.state == State.WITH_HEAD and not self.awaits_review

    @property
    def awaits_review(self) -> bool:
        """Whether the reviewing office is to do the next thing."""
        until = self.monthly_return.open_until if self.monthly_return else None
        return awaits_review(self.state, until, on=self.today)

    @property
    def holder(self) -> str:
        """Who is to do the next thing; nobody once it is accepted."""
        if self.is_with_office:
            return self.office
        return self.reviewing if self.awaits_review else ""

    @property
    def is_owed(self) -> bool:
        """Whether it is waited for, and was not handed in yet; nothing is before the agreement."""
        is_waited_for = self.is_waited_for and not self.term.awaits_agreement
        return is_waited_for and self.office_state == State.OPEN

    @property
    def late_by(self) -> int:
        """Days after the due one: until today, or until it was first handed in; 0 in time."""
        if self.is_owed:
            return self.term.late_by(self.today)
        return (self.monthly_return.late_by if self.monthly_return else None) or 0

    @property
    def days_left(self) -> int:
        """Days until it is due, negative after that day."""
        return self.term.days_left(self.today)

    @property
    def last_in_time(self) -> date:
        """The last day that does not count as late: the due one, or with days of grace."""
        return self.term.late - timedelta(1)

    @property
    def closes(self) -> date | None:
        """The day on which the calendar takes it from the office; ``None`` where it does not."""
        return self.term.closes if self.office_state == State.OPEN else None

    @property
    def until(self) -> date | None:
        """The day until which a reopened return is open, else ``None``."""
        is_reopened = self.office_state == State.REOPENED
        return self.monthly_return.open_until if self.monthly_return and is_reopened else None

    @property
    def is_until_over(self) -> bool:
        """Whether that day has passed."""
        return self.until is not None and self.today > self.until

    @property
    def is_closed(self) -> bool:
        """Whether the calendar has taken it from the office."""
        return self.lock is Lock.CLOSED

    @property
    def lock(self) -> Lock | None:
        """Why the office may not change its figures today; ``None`` where it may."""
        return lock_of(self.monthly_return or MonthlyReturn(), self.term, on=self.today)

    @property
    def lock_sentence(self) -> str:
        """Why the calendar, or the end of a reopening, keeps the office from its figures."""
        lock = self.lock
        if lock is None or lock in (Lock.IN_REVIEW, Lock.ACCEPTED, Lock.WITH_HEAD):
            return ""
        return lock_sentence(lock, self.term)
