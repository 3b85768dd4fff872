"""The calendar of a fiscal year: when what is reported opens, is due, is late, and closes.

Pure: no Django, no clock. A rule says its days as an office order does, "the 5th of the month
after"; a day that a short month does not have is that month's last.
"""

from __future__ import annotations

from plans.calendar.terms.periods import Period, PeriodKind, periods_of, reported_periods
from plans.calendar.terms.problems import RuleProblem, problems_of
from plans.calendar.terms.rules import DEFAULT_RULES, MOST_MONTHS, DayRule, TermRule, default_rule
from plans.calendar.terms.term import PlanStanding, Term

__all__ = [
    "DEFAULT_RULES",
    "MOST_MONTHS",
    "DayRule",
    "Period",
    "PeriodKind",
    "PlanStanding",
    "RuleProblem",
    "Term",
    "TermRule",
    "default_rule",
    "periods_of",
    "problems_of",
    "reported_periods",
]
