"""The calendar is set, and time beyond it is given: rows are added and recorded, never changed.

Who is to hear of it, ``indicators.work.calendar`` knows, and calls these.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from ledger.services import record
from offices.models import Office, User
from plans.calendar.history import extension_change, rule_change
from plans.calendar.models import CalendarRule, Extension
from plans.calendar.selectors import calendar_of_year, newest_rule, office_calendars
from plans.calendar.terms import Period, RuleProblem, problems_of
from plans.calendar.year import RuleChange
from plans.models import FiscalYear


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


class CalendarChanged(Exception):
    """Somebody else changed the year's calendar since it was looked at."""


@transaction.atomic
def change_calendar(
    year: FiscalYear,
    changes: Sequence[RuleChange],
    *,
    reason: str,
    by: User,
    seen: int | None = None,
) -> list[CalendarRule]:
    """Change when the year's reports are due, from today on; the rows that were added.

    ``seen`` is the ``newest_rule`` that the changes were looked at with. Raises ``ValueError``
    without a reason, ``RuleRefused``, ``CalendarChanged``.
    """
    if not reason.strip():
        raise ValueError("a reason is required")
    problems = [
        problem
        for one in changes
        if one.rule is not None
        for problem in problems_of(one.rule, one.kind, year=year.span)
    ]
    if problems:
        raise RuleRefused(problems)
    FiscalYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    if seen is not None and seen != newest_rule(year):
        raise CalendarChanged
    held = calendar_of_year(year.span).rules
    added = [_added(year, one, reason=reason.strip(), by=by) for one in changes]
    record(
        rule_change(row, before=held.get(one.key)) for row, one in zip(added, changes, strict=True)
    )
    return added


def _added(year: FiscalYear, change: RuleChange, *, reason: str, by: User) -> CalendarRule:
    rule = change.rule
    row = CalendarRule(
        fiscal_year=year,
        level=change.level,
        kind=change.kind,
        plan_kind=change.plan_kind,
        reason=reason,
        by=by,
        due_day=1,
    )
    if rule is None:
        row.withdrawn = True
    else:
        row.opens_day, row.opens_months = rule.opens.day, rule.opens.months
        row.due_day, row.due_months = rule.due.day, rule.due.months
        row.grace_days = rule.grace_days
        row.closes_day = rule.closes.day if rule.closes else None
        row.closes_months = rule.closes.months if rule.closes else None
    row.save(force_insert=True)
    return row


@transaction.atomic
def grant_extension(
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
    return _say(
        Extension(
            office=office,
            plan_kind=plan_kind,
            kind=period.kind,
            first=period.first,
            until=until,
            reason=reason.strip(),
            by=by,
        )
    )


@transaction.atomic
def revoke_extension(given: Extension, *, reason: str, by: User) -> Extension:
    """Take back what an office was given, by another row.

    Raises ``ValueError`` without a reason.
    """
    if not reason.strip():
        raise ValueError("a reason is required")
    return _say(
        Extension(
            office=given.office,
            plan_kind=given.plan_kind,
            kind=given.kind,
            first=given.first,
            until=None,
            reason=reason.strip(),
            by=by,
        )
    )


def _say(row: Extension) -> Extension:
    """Store the row, with its line in the ledger."""
    alike = Extension.objects.filter(
        office=row.office, plan_kind=row.plan_kind, kind=row.kind, first=row.first
    )
    before = alike.order_by("pk").values_list("until", flat=True).last()
    row.save(force_insert=True)
    record([extension_change(row, before=before)])
    return row
