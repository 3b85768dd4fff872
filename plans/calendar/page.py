"""The calendar as its pages show it: real dates, what comes next, and who set what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from numerals import FiscalYearSpan
from plans.calendar.models import CalendarRule
from plans.calendar.terms import Period, PeriodKind, Term, TermRule, reported_periods
from plans.calendar.year import OfficeCalendar


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One period with its term, on a day."""

    period: Period
    term: Term
    today: date

    @property
    def is_over(self) -> bool:
        """Whether its due day has passed."""
        return self.term.due < self.today

    @property
    def is_now(self) -> bool:
        """Whether figures may be entered today."""
        is_open = self.term.is_open(self.today) and not self.is_over
        return is_open and self.period.kind.is_reported


@dataclass(frozen=True, slots=True)
class ToldRule:
    """One row of the history of rules, with the rule that held before it, if any."""

    row: CalendarRule
    before: TermRule | None

    @property
    def after(self) -> TermRule | None:
        """The rule set; ``None`` where one was taken back."""
        return None if self.row.withdrawn else self.row.rule


def lines_of(calendar: OfficeCalendar, *, today: date) -> dict[PeriodKind, list[CalendarLine]]:
    """The dates of the whole year by kind of period."""
    return {
        kind: [
            CalendarLine(period, calendar.term(period), today)
            for period in reported_periods(calendar.calendar.year, kind)
        ]
        for kind in PeriodKind
    }


def next_lines(lines: Iterable[CalendarLine], *, count: int) -> list[CalendarLine]:
    """What is due next, soonest first."""
    coming = [line for line in lines if not line.is_over]
    return sorted(coming, key=lambda line: (line.term.due, line.period.kind.length))[:count]


def rules_for(year: FiscalYearSpan, *, level: str) -> QuerySet[CalendarRule]:
    """What was set of a year for all levels and for this one, of any kind of plan, oldest first,
    and by whom.
    """
    rows = CalendarRule.objects.filter(fiscal_year=year.start, level__in=("", level))
    return rows.select_related("by").order_by("pk")


def told_of(rows: Iterable[CalendarRule]) -> list[ToldRule]:
    """The rows, given oldest first, as their history: newest first."""
    held: dict[tuple[str, str, str], TermRule | None] = {}
    told = []
    for row in rows:
        key = row.level, row.kind, row.plan_kind
        told.append(ToldRule(row, held.get(key)))
        held[key] = None if row.withdrawn else row.rule
    return told[::-1]
