"""Which years the demo shows on a day, and which of their months are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from numerals import FiscalYearSpan, Month


@dataclass(frozen=True, slots=True)
class DemoYears:
    """The demo as of a day: last year is evaluated, the running one reported until last month."""

    today: date

    @property
    def running(self) -> FiscalYearSpan:
        """The fiscal year that the day lies in."""
        return Month.of(self.today).fiscal_year

    @property
    def last(self) -> FiscalYearSpan:
        """The fiscal year before."""
        return FiscalYearSpan(self.running.start - 1)

    @property
    def invented(self) -> tuple[FiscalYearSpan, FiscalYearSpan]:
        """The years of which every district has plans, the earlier first."""
        return self.last, self.running

    @property
    def newest_month(self) -> Month:
        """The last month that is over: its returns are on their way."""
        return Month.of(self.today).previous

    def months_over(self, year: FiscalYearSpan) -> tuple[Month, ...]:
        """The months of a year that are over, in order."""
        return tuple(month for month in year.months if month <= self.newest_month)
