"""Which reports of a plan's year there are by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from numerals import FiscalYearSpan, Month
from plans.calendar.terms import Period, PeriodKind, periods_of, reported_periods


@dataclass(frozen=True, slots=True)
class AvailableReports:
    """The quarters that have begun; the half and the year once their last month has."""

    quarters: tuple[Period, ...]
    half: Period | None
    year: Period | None


def available_reports(year: FiscalYearSpan, *, today: date) -> AvailableReports:
    """The reports of a fiscal year as of a day; of the halves, July to December alone."""
    now = Month.of(today)
    [half] = reported_periods(year, PeriodKind.HALF)
    [whole] = periods_of(year, PeriodKind.YEAR)
    return AvailableReports(
        quarters=tuple(one for one in periods_of(year, PeriodKind.QUARTER) if one.first <= now),
        half=half if half.last <= now else None,
        year=whole if whole.last <= now else None,
    )
