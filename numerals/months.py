"""A calendar month, and the fiscal year from July to June, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

YEARS: Final = range(1900, 2200)
"""Years taken for meant; another four-digit year is a slip of the finger."""


class Month(NamedTuple):
    """A calendar month; sorts in time. ``str(Month(2024, 4))`` is ``2024-04``."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2024-04``. Raises ``ValueError`` for anything else."""
        year, separator, month = text.partition("-")
        if not (separator and len(year) == 4 and len(month) == 2 and (year + month).isascii()):
            raise ValueError(f"{text!r} is no month; expected YYYY-MM such as 2024-04")
        parsed = cls(int(year), int(month))
        if not (1 <= parsed.month <= 12 and parsed.year in YEARS):
            raise ValueError(f"{text!r} is no month; expected YYYY-MM such as 2024-04")
        return parsed

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that ``day`` falls in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """The month's first day, as which it is stored."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Month:
        """The month after this one."""
        return self.plus(1)

    @property
    def previous(self) -> Month:
        """The month before this one."""
        return self.plus(-1)

    def plus(self, months: int) -> Month:
        """The month that lies ``months`` later (earlier, if negative)."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def fiscal_year(self) -> FiscalYearSpan:
        """The fiscal year (1 July to 30 June) that the month belongs to."""
        return FiscalYearSpan(self.year if self.month >= 7 else self.year - 1)


@dataclass(frozen=True, slots=True, order=True)
class FiscalYearSpan:
    """The year from 1 July of ``start`` to 30 June of the next, written ``2023-24``."""

    start: int

    def __str__(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02d}"

    @classmethod
    def parse(cls, text: str) -> FiscalYearSpan:
        """Read ``2023-24`` or ``2023-2024``. Raises ``ValueError`` for anything else."""
        first, _, second = text.partition("-")
        if (
            first.isascii()
            and first.isdigit()
            and len(first) == 4
            and int(first) in YEARS
            and second in (str(int(first) + 1), f"{(int(first) + 1) % 100:02d}")
        ):
            return cls(int(first))
        raise ValueError(f"{text!r} is no fiscal year; expected YYYY-YY such as 2023-24")

    @property
    def months(self) -> tuple[Month, ...]:
        """July to June."""
        return _months_from(self.start)

    @property
    def last_day(self) -> date:
        """30 June."""
        return date(self.start + 1, 6, 30)

    def __contains__(self, month: Month) -> bool:
        return month.fiscal_year == self


def year_at_hand(years: Iterable[FiscalYearSpan], *, today: date) -> FiscalYearSpan | None:
    """Which of the years is shown where nobody asks for one: that of the last month that is over,
    else the latest before it, else the first to come; ``None`` of none.

    In July it is June that is reported, and plans of the next year are made long before.
    """
    last = Month.of(today).previous.fiscal_year.start
    return max(years, key=lambda one: one.start if one.start <= last else -one.start, default=None)


# A page asks for the months of the same years hundreds of times.
@lru_cache(maxsize=64)
def _months_from(start: int) -> tuple[Month, ...]:
    return tuple(Month(start, 7).plus(index) for index in range(12))
