"""The calendar of a fiscal year: when what is reported opens, is due, is late, and closes.

Pure: no Django, no clock. A rule says its days as an office order does, "the 5th of the month
after"; a day that a short month does not have is that month's last.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from numerals import FiscalYearSpan, Message, Month, format_value
from plans.document.bilingual import Word
from plans.document.defaults import Kind

MOST_MONTHS: Final = 12
"""How many months after the end of its period a day may lie."""

MOST_GRACE: Final = 60
"""Days of grace that a rule may give."""


class PeriodKind(Word):
    """What a report speaks of."""

    MONTH = "month", Message(bn="মাস", en="Month")
    QUARTER = "quarter", Message(bn="ত্রৈমাসিক", en="Quarter")
    HALF = "half", Message(bn="অর্ধ-বার্ষিক", en="Half-year")
    YEAR = "year", Message(bn="বছর", en="Year")
    AGREEMENT = "sign", Message(bn="চুক্তি স্বাক্ষর", en="Signing of agreements")
    AMENDMENT = "amend", Message(bn="সংশোধনী প্রস্তাব", en="Amendments")

    @property
    def length(self) -> int:
        """Its months."""
        return _LENGTHS[self]

    @property
    def is_reported(self) -> bool:
        """Whether figures are entered for it: of the others there is a last day, and no more."""
        return self not in (PeriodKind.AGREEMENT, PeriodKind.AMENDMENT)


_LENGTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
    PeriodKind.AGREEMENT: 12,
    PeriodKind.AMENDMENT: 3,
}
_LEAD: Final = 3
"""Months before a fiscal year from which the signing of its agreements is counted."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter (July–September …), half or whole of a fiscal year, by its first month.

    Raises ``ValueError`` for a month that no such period begins with.
    """

    first: Month
    kind: PeriodKind = PeriodKind.MONTH

    def __post_init__(self) -> None:
        if (self.first.month - 7) % 12 % self.kind.length:
            raise ValueError(f"no {self.kind} of a fiscal year begins with {self.first}")

    @classmethod
    def containing(cls, month: Month, kind: PeriodKind) -> Period:
        """The period of that kind which ``month`` falls in."""
        return cls(month.plus(-((month.month - 7) % 12 % kind.length)), kind)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, in order."""
        return tuple(self.first.plus(index) for index in range(self.kind.length))

    @property
    def last(self) -> Month:
        """Its last month, with whose return it is reported."""
        return self.first.plus(self.kind.length - 1)

    @property
    def counted_from(self) -> Month:
        """The month that its days are counted from: its last; of the signing of a year's
        agreements the April before the year.
        """
        return self.first.plus(-_LEAD) if self.kind is PeriodKind.AGREEMENT else self.last

    @property
    def number(self) -> int:
        """Its place among those of its kind in the fiscal year, from 1."""
        return (self.first.month - 7) % 12 // self.kind.length + 1

    @property
    def fiscal_year(self) -> FiscalYearSpan:
        """The fiscal year that it belongs to."""
        return self.first.fiscal_year

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last


def periods_of(year: FiscalYearSpan, kind: PeriodKind) -> tuple[Period, ...]:
    """The year's periods of a kind, in order."""
    return tuple(Period(month, kind) for month in year.months[:: kind.length])


def reported_periods(year: FiscalYearSpan, kind: PeriodKind) -> tuple[Period, ...]:
    """Those of which something is due: feedback is given on the first half alone, and amendments
    of agreements are proposed in the first quarter.

    The calendar of the agreements has a half-yearly evaluation by 30 January; the months after
    it are part of the year's.
    """
    periods = periods_of(year, kind)
    return periods[:1] if kind in (PeriodKind.HALF, PeriodKind.AMENDMENT) else periods


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

_OF_A_KIND: Final[Mapping[tuple[str, PeriodKind], TermRule]] = {
    # The mid-year review of the e-governance plan: by 15 January.
    (Kind.INNOVATION.value, PeriodKind.HALF): TermRule(due=DayRule(15)),
    # The integrity plan is final by 30 May before the year.
    (Kind.INTEGRITY.value, PeriodKind.AGREEMENT): TermRule(due=DayRule(30, months=1)),
}


def default_rule(kind: PeriodKind, plan_kind: str = "") -> TermRule:
    """What holds for plans of a kind where nobody set anything."""
    return _OF_A_KIND.get((plan_kind, kind)) or DEFAULT_RULES[kind]


"""What holds until somebody sets the year's own: the calendar of field offices."""


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """What is wrong with a rule, and with which of its parts (``opens``, ``due`` …)."""

    part: str
    message: Message


def problems_of(rule: TermRule, kind: PeriodKind, *, year: FiscalYearSpan) -> list[RuleProblem]:
    """Why the rule cannot stand, one finding for each part; empty if it can."""
    found = [*_unsound(rule)] or [
        problem for period in periods_of(year, kind) for problem in _out_of_order(rule, period)
    ]
    by_part: dict[str, RuleProblem] = {}
    for problem in found:
        by_part.setdefault(problem.part, problem)
    return list(by_part.values())


def _unsound(rule: TermRule) -> Iterator[RuleProblem]:
    for part, day in (("opens", rule.opens), ("due", rule.due), ("closes", rule.closes)):
        if day is not None and not day.is_sound:
            yield RuleProblem(
                part,
                Message(
                    bn="দিন ১ থেকে ৩১ এবং মাস ০ থেকে ১২-এর মধ্যে হতে হবে।",
                    en="The day is 1 to 31, and the month 0 to 12 after the period’s last.",
                ),
            )
    if not 0 <= rule.grace_days <= MOST_GRACE:
        yield RuleProblem(
            "grace_days",
            Message(bn="অতিরিক্ত দিন ০ থেকে ৬০-এর মধ্যে হতে হবে।", en="Days of grace are 0 to 60."),
        )


def _out_of_order(rule: TermRule, period: Period) -> Iterator[RuleProblem]:
    opens, due = rule.opens.on(period), rule.due.on(period)
    if due < opens:
        bn, en = _both(due), _both(opens)
        yield RuleProblem(
            "due",
            Message(
                bn=f"জমার শেষ তারিখ {bn.bn}, অথচ এন্ট্রি শুরু {en.bn}; শেষ তারিখ শুরুর পরে হতে হবে।",
                en=f"Due on {bn.en}, but entry opens only on {en.en}. The due date must be after "
                f"entry opens.",
            ),
        )
    if rule.closes is None:
        return
    closes, in_grace = rule.closes.on(period), due + timedelta(rule.grace_days)
    if closes < in_grace:
        end, grace = _both(closes), _both(in_grace)
        yield RuleProblem(
            "closes",
            Message(
                bn=f"বন্ধ হয় {end.bn}, অথচ {grace.bn} পর্যন্ত যথাসময়ে জমা দেওয়া যায়; "
                "বন্ধের দিন তার আগে হতে পারে না।",
                en=f"Closes on {end.en}, but a return is on time until {grace.en}: "
                "it cannot close before that.",
            ),
        )


def _both(day: date) -> Message:
    return Message(bn=format_value(day, language="bn"), en=format_value(day, language="en"))
