"""The calendar as the tests set it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import time_machine

from offices.models import User
from plans.calendar.models import CalendarRule
from plans.calendar.services import change_calendar
from plans.calendar.terms import PeriodKind, TermRule
from plans.calendar.year import RuleChange
from plans.models import FiscalYear


def set_rule(
    year: FiscalYear,
    kind: PeriodKind,
    *,
    rule: TermRule | None,
    by: User,
    level: str = "",
    plan_kind: str = "",
    on: date | None = None,
) -> CalendarRule:
    """Set the rule of a level (take it back: ``None``) on a day, or before the year began."""
    day = on or date(year.start, 6, 1)
    with time_machine.travel(datetime.combine(day, time(6), UTC), tick=False):
        change = RuleChange(level, kind, rule, day, plan_kind)
        [row] = change_calendar(year, [change], reason="পরিপত্র ১২", by=by)
    return row
