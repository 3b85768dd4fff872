"""How terms follow from the end of their period; what holds until a year's rules are set."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from plans.calendar.terms.periods import Period, PeriodKind
from plans.calendar.terms.term import Term
from plans.document.defaults import Kind

MOST_MONTHS: Final = 12
"""How many months after the end of its period a day may lie."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """Day ``day`` of the month that lies ``months`` after the one that a period's days are counted
    from (0: that one), which is its last but for the signing of agreements.
    """

    day: int
    months: int = 1

    def on(self, period: Period) -> date:
        """The real day; in a month too short for it, the last one."""
        month = period.counted_from.plus(self.months)
        _, days = monthrange(month.year, month.month)
        return date(month.year, month.month, min(self.day, days))

    @property
    def is_sound(self) -> bool:
        """Whether there is such a day."""
        return 1 <= self.day <= 31 and 0 <= self.months <= MOST_MONTHS


@dataclass(frozen=True, slots=True)
class TermRule:
    """How the terms of one kind of period follow from its end."""

    due: DayRule
    opens: DayRule = DayRule(1, months=0)
    grace_days: int = 0
    closes: DayRule | None = None

    def term(self, period: Period) -> Term:
        """The period's term. Raises ``ValueError`` for a rule that has problems."""
        due = self.due.on(period)
        return Term(
            opens=self.opens.on(period),
            due=due,
            late=due + timedelta(self.grace_days + 1),
            closes=self.closes.on(period) if self.closes else None,
        )


DEFAULT_RULES: Final[Mapping[PeriodKind, TermRule]] = {
    PeriodKind.MONTH: TermRule(due=DayRule(5)),
    PeriodKind.QUARTER: TermRule(due=DayRule(15)),
    PeriodKind.HALF: TermRule(due=DayRule(30)),
    PeriodKind.YEAR: TermRule(due=DayRule(15)),
    # By 25 June before the year.
    PeriodKind.AGREEMENT: TermRule(due=DayRule(25, months=2)),
    # By 30 September.
    PeriodKind.AMENDMENT: TermRule(due=DayRule(30, months=0)),
}
"""What holds until somebody sets the year's own: the calendar of field offices."""

_OF_A_KIND: Final[Mapping[tuple[str, PeriodKind], TermRule]] = {
    # The mid-year review of the e-governance plan: by 15 January.
    (Kind.INNOVATION.value, PeriodKind.HALF): TermRule(due=DayRule(15)),
    # The integrity plan is final by 30 May before the year.
    (Kind.INTEGRITY.value, PeriodKind.AGREEMENT): TermRule(due=DayRule(30, months=1)),
}


def default_rule(kind: PeriodKind, plan_kind: str = "") -> TermRule:
    """What holds for plans of a kind where nobody set anything."""
    return _OF_A_KIND.get((plan_kind, kind)) or DEFAULT_RULES[kind]
