"""Which reports of quarters and years offices are to hand in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from indicators.periods.models import PeriodReport, ReportKind
from indicators.periods.workflow import IN_OFFICE
from indicators.returns.models import State
from indicators.returns.selectors.work import Task
from indicators.returns.workflow import is_closed
from numerals import Month
from offices.selectors import Access
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, PeriodKind, Term, periods_of
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report that is with its office, and by when it is due."""

    report: PeriodReport
    term: Term
    today: date

    @property
    def is_owed(self) -> bool:
        """Whether it was never handed in: what came back has no day of the calendar."""
        return self.report.office_state == State.OPEN

    @property
    def is_with_head(self) -> bool:
        """Whether the office's head is to do the next thing."""
        return self.report.state == State.WITH_HEAD

    def is_for(self, access: Access) -> bool:
        """Whether the next thing within the office is the person's: to prepare, or to sign."""
        office = self.report.plan.office
        return access.may_submit(office) if self.is_with_head else access.may_enter(office)

    @property
    def late_by(self) -> int:
        """Days past the due date, zero if not late; what came back is not late for that."""
        return self.term.late_by(self.today) if self.is_owed else 0

    @property
    def closes(self) -> date | None:
        """The last day on which it is taken; ``None`` if it never closes."""
        return self.term.closes if self.is_owed else None

    @property
    def is_closed(self) -> bool:
        """Whether it is too late to hand it in."""
        return is_closed(self.report.office_state, self.term, on=self.today)


def reports_owed(tasks: Collection[Task], *, today: date) -> list[OwedReport]:
    """The reports that the offices of these returns owe, returned first: one query.

    Of a quarter, or the year, that is over, and of which the office owes a month's return.
    """
    months: dict[Plan, set[Month]] = {}
    for task in tasks:
        months.setdefault(task.plan, set()).add(task.month)
    if not months:
        return []
    stored = {
        (one.plan_id, one.kind, one.number): one
        for one in PeriodReport.objects.filter(plan__in=months).order_by()
    }
    found = []
    for plan, known in months.items():
        for period in _over(plan, today=today):
            kind = ReportKind(period.kind.value)
            report = stored.get((plan.pk, kind, period.number)) or PeriodReport(
                kind=kind, number=period.number
            )
            report.plan = plan
            if report.state in IN_OFFICE and not known.isdisjoint(period.months):
                found.append(OwedReport(report, calendar_of(plan).term(period), today))
    return sorted(found, key=lambda one: (one.report.office_state != State.RETURNED, one.term.due))


def _over(plan: Plan, *, today: date) -> list[Period]:
    """The quarters, and the year, whose last month is over."""
    return [
        period
        for kind in (PeriodKind.QUARTER, PeriodKind.YEAR)
        for period in periods_of(plan.span, kind)
        if period.last < Month.of(today)
    ]
