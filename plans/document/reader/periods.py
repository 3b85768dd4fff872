"""The time that a heading names: a fiscal year, a quarter, a month, or all until a day.

A heading may leave the year out; then the plan's own fiscal year gives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from numerals import (
    FiscalYearSpan,
    Message,
    Month,
    format_month,
    localize_digits,
    to_latin_digits,
)
from numerals.month_names import MONTH_NAMES, OTHER_SPELLINGS
from plans.document.reader.text import comparable, wording

_FISCAL_YEAR: Final = re.compile(r"(?<![0-9])([0-9]{4})\s*[-–—/]\s*([0-9]{4}|[0-9]{2})(?![0-9])")
_PART_OF_YEAR: Final = re.compile(r"([0-9]{4}-[0-9]{2})-([QH])([1-4])")
_SAID: Final = ("১ম", "২য়", "৩য়", "৪র্থ")
_PARTS: Final = {"Q": "ত্রৈমাসিক", "H": "অর্ধ-বার্ষিক"}
_ORDINALS: Final = (
    r"১ম|প্রথম|1st|first|1\s?ম|(?<![a-z])i(?![a-z])",
    r"২য়|দ্বিতীয়|2nd|second|2\s?য়|(?<![a-z])ii(?![a-z])",
    r"৩য়|তৃতীয়|3rd|third|3\s?য়|(?<![a-z])iii(?![a-z])",
    r"৪র্থ|চতুর্থ|4th|fourth|4\s?র্থ|(?<![a-z])iv(?![a-z])",
)
_ROMAN: Final = ("i", "ii", "iii", "iv")
_QUARTER_WORD: Final = r"(?:কোয়ার্টার|কোয়াটার|প্রান্তিক|ত্রৈমাসিক|ত্রৈমাস|quarter|qtr)"
_QUARTERS: Final = tuple(
    wording(
        rf"(?:{to_latin_digits(ordinal)})\s*{_QUARTER_WORD}|{_QUARTER_WORD}\s*[-–]?\s*{number}(?![0-9])"
        rf"|(?:{_QUARTER_WORD}|(?<![a-z0-9])q)\s*[-–]?\s*{roman}(?![a-z])"
        rf"|(?<![a-z0-9])q\s*[-.]?\s*{number}(?![0-9])"
    )
    for number, (ordinal, roman) in enumerate(zip(_ORDINALS, _ROMAN, strict=True), start=1)
)
_HALVES: Final = tuple(
    wording(
        rf"(?:{to_latin_digits(ordinal)})\s*(?:ষান্মাসিক|অর্ধবার্ষিক|অর্ধ-বার্ষিক|ছয় মাস|half)"
        rf"|\bh{number}\b"
    )
    for number, ordinal in enumerate(_ORDINALS[:2], start=1)
)
_ORDINAL: Final = wording("|".join(map(to_latin_digits, _ORDINALS)))
_UNTIL: Final = wording(
    r"পর্যন্ত|till|until|up ?to|as of|as on"
    r"|\bby (?:the end of )?(?:[0-9]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
)
_YEAR_WORD: Final = r"\s+(?:অর্থ\s?)?(?:বছর|বৎসর)|(?:\s+(?:fiscal|financial))?\s+(?:year|fy\b)"
_YEARS_BESIDE: Final = tuple(
    (by, wording(rf"(?<![\u0980-\u09ff])(?:{words})(?:{_YEAR_WORD})"))
    for by, words in (
        (-1, r"গত|বিগত|পূর্ববর্তী|পূর্বের|আগের|\blast|\bprevious|\bpreceding|\bprior"),
        (1, r"পরবর্তী|আগামী|\bnext|\bfollowing|\bcoming"),
    )
)
_NAMES: Final = tuple(
    "|".join(
        sorted(map(re.escape, (comparable(bn), en.lower(), *map(comparable, others))), key=len)[
            ::-1
        ]
    )
    for bn, en, others in zip(MONTH_NAMES["bn"], MONTH_NAMES["en"], OTHER_SPELLINGS, strict=True)
)
_MONTH: Final = wording(
    r"(?<![a-z\u0980-\u09e5])(?:"
    + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_NAMES, start=1))
    + r")[.ঃ]?(?:ের|র)?(?![a-z\u0980-\u09e5])"
    r"(?:[\s,/'’‘-]*(?P<year>(?:19|20|21)[0-9]{2}|(?<=[/'’‘-])[0-9]{2})(?![0-9]))?"
)
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_DAY_IN_FIGURES: Final = re.compile(
    r"(?<![0-9])[0-3]?[0-9]\s*([-/.])\s*(?P<month>0?[0-9]|1[0-2])\s*\1\s*(?P<year>(?:19|20|21)[0-9]{2})"
    r"(?![0-9])"
)
_MONTH_IN_FIGURES: Final = wording(
    r"^\s*(?P<month>0?[1-9]|1[0-2])\s*[-/.]\s*(?P<year>(?:19|20|21)[0-9]{2})(?:\s+মাস\S*)?(?=\s|$)"
)
_QUARTER_OF: Final = {(7, 9): 1, (10, 12): 2, (1, 3): 3, (4, 6): 4}
_HALF_OF: Final = {(7, 12): 1, (1, 6): 2}
_FIRST_OF_YEAR: Final = 7
_LAST_OF_YEAR: Final = 6
_MONTHS: Final = 12
_DAY: Final = wording(
    r"(?P<day>[0-9]{1,2})\s*(?:(?:লা|রা|ঠা|ই|শে|st|nd|rd|th)\s*)?"
    r"(?:/\s*(?P<month>[0-9]{1,2})|[\s-]*(?P<name>[^\d\s/-]+))"
)

_SHORT_YEAR: Final = wording(
    r"(?P<day>[0-9]{1,2})(?:\s*(?P<mark>[-/.])\s*(?P<month>[0-9]{1,2})\s*(?P=mark)\s*"
    r"|[\s/-]*(?P<name>[^\d\s/'’‘.,-]+)\.?[\s,/'’‘-]*)(?P<year>[0-9]{2})"
)
DEADLINE: Final = wording(
    r"^(?:by|within)\s+|[\s,]*(?:(?:তারিখ|খ্রি\.?|সাল)\S{0,4}\s*|-?এর\s*|\s+)মধ্যে\s*[।.]?$"
)
"""The words of a target by which a day is the last one."""


@dataclass(frozen=True, slots=True)
class Time:
    """What a heading says of time; ``None`` where it says nothing.

    ``months`` are those it names, with their years where it names them; ``until`` is whether
    it means all up to the last of them. ``beside`` is -1 where it says no more than the year
    before the plan's, 1 where the one after. ``calendar`` is a year alone, such as ২০২৩, which
    may be of two fiscal years.
    """

    year: FiscalYearSpan | None = None
    quarter: int | None = None
    half: int | None = None
    months: tuple[tuple[int, int | None], ...] = ()
    until: bool = False
    beside: int = 0
    calendar: int | None = None

    @property
    def part(self) -> str:
        """The part of a year: ``Q1``, ``H1``, or nothing; a range of months is one, too."""
        ends = (self.months[0][0], self.months[-1][0]) if self.months else (0, 0)
        quarter = self.quarter or _QUARTER_OF.get(ends)
        half = self.half or _HALF_OF.get(ends)
        return f"Q{quarter}" if quarter else f"H{half}" if half else ""

    @property
    def single(self) -> bool:
        """Whether it names one month and no more."""
        return len(self.months) == 1 and not self.quarter and not self.half

    @property
    def since_july(self) -> bool:
        """Whether it means the fiscal year's months from its first on, but no part of a year."""
        return len(self.months) > 1 and self.months[0][0] == _FIRST_OF_YEAR and not self.part

    def month_in(self, plan: FiscalYearSpan | None) -> Month | None:
        """The one month that is named, by its own year or the plan's."""
        if not self.single:
            return None
        number, year = self.months[0]
        if year is not None:
            return Month(year, number)
        span = self.year or plan
        if span is None:
            return None
        return next(month for month in span.months if month.month == number)

    def is_outside(self, plan: FiscalYearSpan) -> bool:
        """Whether a year that it names is none of the plan's."""
        if self.year is not None:
            return self.year != plan
        if self.calendar is not None:
            return self.calendar not in (plan.start, plan.start + 1)
        dated = [Month(year, number) for number, year in self.months if year is not None]
        return bool(dated) and not any(month in plan for month in dated)

    @property
    def ends(self) -> bool:
        """Whether the last month that it names is the last of a fiscal year."""
        return bool(self.months) and self.months[-1][0] == _LAST_OF_YEAR

    def year_ended(self) -> FiscalYearSpan | None:
        """The fiscal year of which all is meant: named, or by its last day."""
        if self.until and self.ends:
            year = self.months[-1][1]
            return FiscalYearSpan(year - 1) if year is not None else self.year
        whole = bool(self.months) and (self.months[0][0], self.months[-1][0]) == (7, 6)
        if whole and self.months[-1][1] is not None:
            return FiscalYearSpan(self.months[-1][1] - 1)
        return self.year


def time_in(text: str) -> Time:
    """What ``text``, a heading, says of time."""
    latin = to_latin_digits(comparable(text))
    years = set()
    for match in _FISCAL_YEAR.finditer(latin):
        try:
            years.add(FiscalYearSpan.parse(f"{match[1]}-{match[2]}"))
        except ValueError:
            continue
    rest = _DAY_IN_FIGURES.sub(_named_month, _FISCAL_YEAR.sub(" ", latin))
    rest = _MONTH_IN_FIGURES.sub(_named_month, rest)
    alone = set(map(int, _YEAR.findall(_MONTH.sub(" ", rest))))
    beside = 0 if years else next((by for by, one in _YEARS_BESIDE if one.search(rest)), 0)
    quarters = [n for n, pattern in enumerate(_QUARTERS, start=1) if pattern.search(rest)]
    halves = [n for n, pattern in enumerate(_HALVES, start=1) if pattern.search(rest)]
    return Time(
        year=years.pop() if len(years) == 1 else None,
        quarter=quarters[0] if len(quarters) == 1 else None,
        half=halves[0] if len(halves) == 1 else None,
        months=tuple(_months(rest)),
        until=_UNTIL.search(rest) is not None,
        beside=beside,
        calendar=alone.pop() if len(alone) == 1 else None,
    )


def time_under(text: str, above: str) -> Time:
    """What ``text`` says of time below the heading ``above``: ``১ম`` under ``ত্রৈমাসিক লক্ষ্যমাত্রা``."""
    is_ordinal = _ORDINAL.fullmatch(to_latin_digits(comparable(text))) is not None
    return time_in(f"{text} {above}") if is_ordinal else time_in(text)


def is_month(period: str) -> bool:
    """Whether ``period`` is one month: ``2024-04``, and not the year ``2024-25``."""
    year, _, month = period.partition("-")
    return len(month) == len("04") and 1 <= int(month) <= _MONTHS and int(month) != _next(year)


def period_name(period: str) -> Message:
    """A month, a quarter, a half-year or a year as people say it: ``Q1 2021-22``."""
    found = _PART_OF_YEAR.fullmatch(period)
    if found is not None:
        year, part, number = found[1], found[2], int(found[3])
        named = f"{_SAID[number - 1]} {_PARTS[part]}"
        said = f"{localize_digits(year, language='bn')}, {named}"
        return Message(bn=said, en=f"{part}{number} {year}")
    if is_month(period):
        month = Month.parse(period)
        return Message(bn=format_month(month, language="bn"), en=format_month(month, language="en"))
    return Message(bn=localize_digits(period, language="bn"), en=period)


def day_of_year(text: str, year: FiscalYearSpan) -> date | None:
    """A day and a month without their year, in the fiscal year; ``None`` for all else."""
    match = _DAY.fullmatch(to_latin_digits(comparable(text)))
    if match is None:
        return None
    named = _MONTH.fullmatch(match["name"] or "")
    number = _number(named) if named is not None else int(match["month"] or 0)
    month = next((one for one in year.months if one.month == number), None)
    try:
        return date(month.year, month.month, int(match["day"])) if month else None
    except ValueError:
        return None


def day_of_short_year(text: str, year: FiscalYearSpan) -> date | None:
    """A day with two digits of its year, the day first, that lies in the fiscal year."""
    match = _SHORT_YEAR.fullmatch(to_latin_digits(comparable(text)))
    if match is None:
        return None
    named = _MONTH.fullmatch(match["name"] or "")
    number = _number(named) if named is not None else int(match["month"] or 0)
    try:
        day = date(2000 + int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
    return day if Month(day.year, day.month) in year else None


def _months(text: str) -> list[tuple[int, int | None]]:
    return [
        (_number(match), _full(match["year"]) if match["year"] else None)
        for match in _MONTH.finditer(text)
    ]


def _named_month(day: re.Match[str]) -> str:
    """A day in figures as its month and year: no more of it counts in a heading."""
    number = int(day["month"])
    return f" {MONTH_NAMES['en'][number - 1]} {day['year']} " if number else " "


def _number(match: re.Match[str]) -> int:
    return next(number for number in range(1, _MONTHS + 1) if match[f"m{number}"])


def _next(year: str) -> int:
    return (int(year) + 1) % 100


def _full(year: str) -> int:
    return int(year) if len(year) == len("2024") else 2000 + int(year)
