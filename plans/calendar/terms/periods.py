"""The periods of a fiscal year that something is reported of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from numerals import FiscalYearSpan, Message, Month
from plans.document.bilingual import Word


class PeriodKind(Word):
    """What a report speaks of."""

    MONTH = "month", Message(bn="মাস", en="Month")
    QUARTER = "quarter", Message(bn="ত্রৈমাসিক", en="Quarter")
    HALF = "half", Message(bn="অর্ধ-বার্ষিক", en="Half-year")
    YEAR = "year", Message(bn="বছর", en="Year")
    AGREEMENT = "sign", Message(bn="চুক্তি স্বাক্ষর", en="Signing of agreements")
    AMENDMENT = "amend", Message(bn="সংশোধনী প্রস্তাব", en="Amendments")

    @property
    def length(self) -> int:
        """Its months."""
        return _LENGTHS[self]

    @property
    def is_reported(self) -> bool:
        """Whether figures are entered for it: of the others there is a last day, and no more."""
        return self not in (PeriodKind.AGREEMENT, PeriodKind.AMENDMENT)


_LENGTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
    PeriodKind.AGREEMENT: 12,
    PeriodKind.AMENDMENT: 3,
}
_LEAD: Final = 3
"""Months before a fiscal year from which the signing of its agreements is counted."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter (July–September …), half or whole of a fiscal year, by its first month.

    Raises ``ValueError`` for a month that no such period begins with.
    """

    first: Month
    kind: PeriodKind = PeriodKind.MONTH

    def __post_init__(self) -> None:
        if (self.first.month - 7) % 12 % self.kind.length:
            raise ValueError(f"no {self.kind} of a fiscal year begins with {self.first}")

    @classmethod
    def containing(cls, month: Month, kind: PeriodKind) -> Period:
        """The period of that kind which ``month`` falls in."""
        return cls(month.plus(-((month.month - 7) % 12 % kind.length)), kind)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, in order."""
        return tuple(self.first.plus(index) for index in range(self.kind.length))

    @property
    def last(self) -> Month:
        """Its last month, with whose return it is reported."""
        return self.first.plus(self.kind.length - 1)

    @property
    def counted_from(self) -> Month:
        """The month that its days are counted from: its last; of the signing of a year's
        agreements the April before the year.
        """
        return self.first.plus(-_LEAD) if self.kind is PeriodKind.AGREEMENT else self.last

    @property
    def number(self) -> int:
        """Its place among those of its kind in the fiscal year, from 1."""
        return (self.first.month - 7) % 12 // self.kind.length + 1

    @property
    def fiscal_year(self) -> FiscalYearSpan:
        """The fiscal year that it belongs to."""
        return self.first.fiscal_year

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last


def periods_of(year: FiscalYearSpan, kind: PeriodKind) -> tuple[Period, ...]:
    """The year's periods of a kind, in order."""
    return tuple(Period(month, kind) for month in year.months[:: kind.length])


def reported_periods(year: FiscalYearSpan, kind: PeriodKind) -> tuple[Period, ...]:
    """Those of which something is due: feedback is given on the first half alone, and amendments
    of agreements are proposed in the first quarter.

    The calendar of the agreements has a half-yearly evaluation by 30 January; the months after
    it are part of the year's.
    """
    periods = periods_of(year, kind)
    return periods[:1] if kind in (PeriodKind.HALF, PeriodKind.AMENDMENT) else periods
