"""What a change of the calendar would do: which returns of which offices get other days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.models import PeriodReport
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.review.selectors import office_state
from indicators.returns.selectors.owed import months_waited_for
from numerals import FiscalYearSpan, Month
from offices.models import Office
from plans.calendar.selectors import calendars_of
from plans.calendar.terms import Period, PeriodKind, Term, reported_periods
from plans.calendar.year import YearCalendar
from plans.models import Plan
from plans.selectors import frequencies_of, with_frequencies


@dataclass(frozen=True, slots=True)
class Effect:
    """Offices whose report of a period gets another term; ``owing`` have not handed it in."""

    period: Period
    before: Term
    after: Term
    offices: tuple[Office, ...]
    owing: tuple[Office, ...]

    @property
    def is_sooner(self) -> bool:
        """Whether it counts as late earlier than before."""
        return self.after.late < self.before.late

    @property
    def closes_sooner(self) -> bool:
        """Whether it closes that did not, or earlier than before."""
        now, then = self.after.closes, self.before.closes
        return now is not None and (then is None or now < then)

    @property
    def is_harder(self) -> bool:
        """Whether an office has less time than before."""
        return self.is_sooner or self.closes_sooner


def effects_of(before: YearCalendar, after: YearCalendar, *, today: date) -> list[Effect]:
    """What becomes of the year's reports, in the order of their days: seven queries at most."""
    found: dict[tuple[Period, Term, Term], tuple[list[Office], list[Office]]] = {}
    plans = _plans(before.year, on=today)
    calendars = calendars_of(plans)
    moved = {
        scope: list(_moved(before, after, *scope))
        for scope in {(one.office.level, one.kind) for one in plans}
    }
    kinds = {period.kind for periods in moved.values() for period in periods}
    owing = _Owing(plans, kinds, today=today)
    for plan in plans:
        # Of what is stored, its level and the time that it was given: the rules are those asked of.
        then = replace(calendars[plan.pk], calendar=before)
        now = replace(then, calendar=after)
        for period in moved[plan.office.level, plan.kind]:
            terms = then.term(period), now.term(period)
            if terms[0] == terms[1]:
                continue
            all_of_it, owed = found.setdefault((period, *terms), ([], []))
            all_of_it.append(plan.office)
            if owing.has(plan, period):
                owed.append(plan.office)
    effects = [
        Effect(*key, tuple(dict.fromkeys(offices)), tuple(dict.fromkeys(owed)))
        for key, (offices, owed) in found.items()
    ]
    return sorted(effects, key=lambda one: (one.after.due, one.period.kind.length))


def staying(
    before: YearCalendar, after: YearCalendar, *, level: str, plan_kind: str = ""
) -> list[Period]:
    """The periods that stay as they were counted, though the new rules name other days."""
    of: dict[str, str] = {"level": level, "plan_kind": plan_kind}
    return [
        period
        for kind in PeriodKind
        if after.rule(kind, **of) != before.rule(kind, **of)
        for period in reported_periods(after.year, kind)
        if after.term(period, **of).due != after.rule(kind, **of).term(period).due
    ]


def _moved(
    before: YearCalendar, after: YearCalendar, level: str, plan_kind: str
) -> Iterator[Period]:
    """The periods whose term is another for plans of a kind of offices of the level."""
    of: dict[str, str] = {"level": level, "plan_kind": plan_kind}
    for kind in PeriodKind:
        for period in reported_periods(before.year, kind):
            if before.term(period, **of) != after.term(period, **of):
                yield period


def _plans(year: FiscalYearSpan, *, on: date) -> list[Plan]:
    """The newest version of each plan of the year whose office is at work."""
    plans = Plan.objects.filter(fiscal_year=year.start).select_related(
        "office", "fiscal_year", "rule_set"
    )
    newest = {
        (plan.office_id, plan.kind): plan
        for plan in with_frequencies(plans).order_by("office__path", "version")
    }
    return [plan for plan in newest.values() if plan.office.is_active(on)]


class _Owing:
    """Which reports have begun and were not handed in yet: a query for each kind of period."""

    def __init__(
        self, plans: Collection[Plan], kinds: Collection[PeriodKind], *, today: date
    ) -> None:
        self.today = today
        self.handed_in: set[tuple[int, Period]] = set()
        self.known: dict[int, list[Month]] = {}
        if not kinds:
            return
        year = {plan.fiscal_year_id for plan in plans}
        monthly_returns = MonthlyReturn.objects.filter(plan__fiscal_year__in=year)
        for plan, month, state in monthly_returns.values_list("plan", "month", office_state()):
            self.known.setdefault(plan, []).append(month)
            if state != State.OPEN:
                self.handed_in.add((plan, Period(month)))
        if not {PeriodKind.QUARTER, PeriodKind.YEAR}.isdisjoint(kinds):
            reports = PeriodReport.objects.filter(plan__fiscal_year__in=year)
            for report in (
                reports.alias(seen=office_state()).exclude(seen=State.OPEN).select_related("plan")
            ):
                self.handed_in.add((report.plan_id, report.period))
        if PeriodKind.HALF in kinds:
            given = HalfYearFeedback.objects.filter(plan__fiscal_year__in=year)
            for feedback in given.select_related("plan"):
                [half] = reported_periods(feedback.plan.span, PeriodKind.HALF)
                self.handed_in.add((feedback.plan_id, half))

    def has(self, plan: Plan, period: Period) -> bool:
        """Whether the plan's report of the period is waited for, or its agreement."""
        if not period.kind.is_reported:
            return period.kind is PeriodKind.AGREEMENT and not plan.is_agreed
        if (plan.pk, period) in self.handed_in or period.first > Month.of(self.today):
            return False
        known, asked = self.known.get(plan.pk, ()), frequencies_of(plan)
        months = months_waited_for(plan, known, asked, on=self.today)
        return any(month in period for month in months)
