"""When a report may be made: the days of one period, and what they say on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class PlanStanding(StrEnum):
    """How the plan that is reported on stands: entry begins with the agreement.

    ``PROVISIONAL`` is one that the year's rules let be reported on before it is agreed.
    """

    AGREED = "agreed"
    PROVISIONAL = "provisional"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True)
class Term:
    """When a report may be made: the days, each included.

    ``opens`` is the first day on which figures may be entered, ``due`` the last that is on
    time, ``late`` the first that counts as late, ``closes`` the last on which figures may be
    entered at all (``None``: it never closes). ``standing`` is the plan's. Raises ``ValueError``
    when they are out of order.
    """

    opens: date
    due: date
    late: date
    closes: date | None = None
    standing: PlanStanding = PlanStanding.AGREED

    def __post_init__(self) -> None:
        if not self.opens <= self.due < self.late:
            raise ValueError(f"out of order: opens {self.opens}, due {self.due}, late {self.late}")
        if self.closes is not None and self.closes < self.due:
            raise ValueError(f"closes {self.closes} before it is due, {self.due}")

    @property
    def awaits_agreement(self) -> bool:
        """Whether no figures may be entered because the plan is not agreed."""
        return self.standing is PlanStanding.AWAITED

    @property
    def is_provisional(self) -> bool:
        """Whether figures are entered though the plan is not agreed."""
        return self.standing is PlanStanding.PROVISIONAL

    def has_opened(self, on: date) -> bool:
        """Whether figures might be entered by then."""
        return self.opens <= on

    def has_closed(self, on: date) -> bool:
        """Whether figures may no longer be entered."""
        return self.closes is not None and on > self.closes

    def is_open(self, on: date) -> bool:
        """Whether figures may be entered on that day."""
        return self.has_opened(on) and not self.has_closed(on)

    def days_left(self, on: date) -> int:
        """Days until it is due; negative once that day is over."""
        return (self.due - on).days

    def late_by(self, on: date) -> int:
        """Days from the due day to ``on`` where that counts as late, else 0."""
        return (on - self.due).days if on >= self.late else 0

    def extended(self, until: date | None) -> Term:
        """The term of someone who was given time until that day; never a shorter one."""
        if until is None or until <= self.due:
            return self
        return replace(
            self,
            due=until,
            late=max(self.late, until + timedelta(1)),
            closes=None if self.closes is None else max(self.closes, until),
        )

    def moved_to(self, other: Term, *, on: date) -> Term:
        """The term once the calendar says ``other`` from a day on: forward only.

        A due day that is over, by either of them, leaves the term as it is counted; so does a
        closing day. What is open stays open, and nothing closes while it still is in time.
        """
        moved = self
        if self.due >= on and other.due >= on:
            opens = self.opens if self.has_opened(on) else other.opens
            moved = replace(other, opens=opens, closes=None)
        over = any(day is not None and day < on for day in (self.closes, other.closes))
        closes = self.closes if over else other.closes
        if closes is not None:
            closes = max(closes, moved.late - timedelta(1))
        return replace(moved, closes=closes)
