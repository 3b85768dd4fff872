"""The calendar is set, and time beyond it is given: rows are added, never changed.

Who is to hear of given time, ``indicators.services.extensions`` knows: it calls these.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from offices.models import Office, User
from plans.calendar import Period, PeriodKind, Rule, RuleProblem, problems_of
from plans.calendar_models import CalendarRule, Extension
from plans.models import FiscalYear
from plans.stored_calendar import calendar_of_year, office_calendars


class RuleRefused(Exception):
    """A rule that cannot stand; ``problems`` say why, each of one part."""

    def __init__(self, problems: Sequence[RuleProblem]) -> None:
        super().__init__(*(problem.message.en for problem in problems))
        self.problems = problems


class NoMoreTime(Exception):
    """The day is no later than the one until which the office has time anyway: ``due``."""

    def __init__(self, due: date) -> None:
        super().__init__(due)
        self.due = due


@transaction.atomic
def set_rule(
    year: FiscalYear, kind: PeriodKind, *, rule: Rule, by: User, level: str = ""
) -> CalendarRule | None:
    """Set when the year's reports of a kind are due, for offices of a level (blank: all).

    Gives the row added, or ``None`` where that rule holds already. Raises ``RuleRefused``.
    """
    problems = problems_of(rule, kind, year=year.span)
    if problems:
        raise RuleRefused(problems)
    if calendar_of_year(year.span).rules.get((level, kind)) == rule:
        return None
    return CalendarRule.objects.create(
        fiscal_year=year,
        level=level,
        kind=kind,
        opens_day=rule.opens.day,
        opens_months=rule.opens.months,
        due_day=rule.due.day,
        due_months=rule.due.months,
        grace_days=rule.grace_days,
        closes_day=rule.closes.day if rule.closes else None,
        closes_months=rule.closes.months if rule.closes else None,
        by=by,
    )


@transaction.atomic
def withdraw_rule(year: FiscalYear, kind: PeriodKind, *, level: str, by: User) -> None:
    """Take a level's own rule back, so that it goes by that of all levels; if it has one."""
    if (level, kind) in calendar_of_year(year.span).rules:
        CalendarRule.objects.create(
            fiscal_year=year, level=level, kind=kind, due_day=1, withdrawn=True, by=by
        )


@transaction.atomic
def copy_calendar(source: FiscalYear, *, to: FiscalYear, by: User) -> int:
    """Give a year the rules of another; how many of them changed it.

    A level's own rule that the other year does not have is taken back.
    """
    theirs, ours = calendar_of_year(source.span).rules, calendar_of_year(to.span).rules
    for level, kind in ours:
        if (level, kind) not in theirs:
            withdraw_rule(to, kind, level=level, by=by)
    return sum(
        set_rule(to, kind, rule=rule, by=by, level=level) is not None
        for (level, kind), rule in theirs.items()
    ) + sum(key not in theirs for key in ours)


@transaction.atomic
def give_time(
    office: Office, period: Period, *, until: date, reason: str, by: User, plan_kind: str = ""
) -> Extension:
    """Give an office time for a period of its plans (of a kind, or blank: all) until a day.

    Raises ``ValueError`` without a reason and for a day that is over, ``NoMoreTime`` for a day
    on which it is in time anyway.
    """
    if not reason.strip():
        raise ValueError("a reason is required")
    if until < timezone.localdate():
        raise ValueError("the day is over")
    calendars = office_calendars(
        {office.pk: office.level}, year=period.fiscal_year, plan_kind=plan_kind
    )
    due = calendars[office.pk].term(period).due
    if until <= due:
        raise NoMoreTime(due)
    return Extension.objects.create(
        office=office,
        plan_kind=plan_kind,
        kind=period.kind,
        first=period.first,
        until=until,
        reason=reason.strip(),
        by=by,
    )


@transaction.atomic
def take_time_back(given: Extension, *, reason: str, by: User) -> Extension:
    """Take back what an office was given, by another row.

    Raises ``ValueError`` without a reason.
    """
    if not reason.strip():
        raise ValueError("a reason is required")
    return Extension.objects.create(
        office=given.office,
        plan_kind=given.plan_kind,
        kind=given.kind,
        first=given.first,
        until=None,
        reason=reason.strip(),
        by=by,
    )
