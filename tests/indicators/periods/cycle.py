"""Khulna's months and quarters, moved along their way by the cast."""

from __future__ import annotations

from indicators.periods.models import PeriodReport, PeriodStep
from indicators.periods.selectors import find_report
from indicators.periods.services import submit_report
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.steps import accept_return, submit_return
from numerals import Month
from plans.calendar.terms import Period, PeriodKind
from tests.cast import APRIL, JUNE, MAY, Cast

Q4 = Period(APRIL, PeriodKind.QUARTER)
YEAR = Period(Month(2023, 7), PeriodKind.YEAR)


def accept_months(cast: Cast, *months: Month) -> None:
    """The months' returns, submitted by the officer and accepted by the superior."""
    for month in months or (APRIL, MAY, JUNE):
        monthly_return = MonthlyReturn.objects.get(plan=cast.plan, month=month)
        submit_return(monthly_return, by=cast.officer, blanks_confirmed=True)
        accept_return(MonthlyReturn.objects.get(pk=monthly_return.pk), by=cast.superior)


def report(cast: Cast, period: Period = Q4) -> PeriodReport:
    """Khulna's report of the period, as stored now."""
    return find_report(cast.plan, period)


def submit(cast: Cast, period: Period = Q4, *, remarks: str = "") -> PeriodStep:
    """Khulna's report of the period, handed in; before the year its one quarter."""
    if period == YEAR and report(cast).state == State.OPEN:
        submit(cast)
    return submit_report(report(cast, period), remarks=remarks, by=cast.officer)
