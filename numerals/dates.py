"""A day as people write it → the date, or what keeps it from being one.

Rule: nothing is guessed. The day stands before the month, unless the year or the month's name
comes first; a year has four digits.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum
from typing import Final

from numerals.digits import bare, has_hidden, to_latin_digits
from numerals.month_names import MONTH_NAMES, OTHER_SPELLINGS
from numerals.months import YEARS

LONGEST: Final = 60
"""Characters of the longest text that is looked at."""

DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
"""What keyboards and word processors write for a hyphen."""

DASH_TO_HYPHEN: Final = str.maketrans(dict.fromkeys(DASHES, "-"))


class Slip(Enum):
    """Why a text is no date."""

    SHAPE = "shape"
    """It is not written as a date is, or could be read in two ways."""
    CALENDAR = "calendar"
    """It is, and the calendar has no such day."""
    HIDDEN = "hidden"
    """It has characters inside that nobody sees."""


def _spelt(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


_MONTHS: Final = {
    _spelt(name): number
    for number, (bengali, english, others) in enumerate(
        zip(MONTH_NAMES["bn"], MONTH_NAMES["en"], OTHER_SPELLINGS, strict=True), start=1
    )
    for name in (bengali, english, *others)
}
_MONTH: Final = "|".join(map(re.escape, sorted(_MONTHS, key=len, reverse=True)))
_ORDINAL: Final = _spelt(r"(?:\s*(?:লা|রা|ঠা|ই|শে|st|nd|rd|th))?")
_BETWEEN: Final = r"(?:\s*[-/.,]\s*|\s+|)"
_ERA: Final = re.compile(
    _spelt(
        r"[\s,]*(?:(?:খ্রিস্টাব্দ|খ্রিষ্টাব্দ|খৃষ্টাব্দ|খৃস্টাব্দ|ইংরেজি|খ্রি|খৃ|ইং|সাল|ad|ce)\s*[.:ঃ]?)?"
        r"(?:\s*তারিখ)?\s*\.?$"
    )
)
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})")
_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})(?:[ t]00:00(?::00)?)?"
)
_NAMED: Final = re.compile(
    rf"([0-9]{{1,2}}){_ORDINAL}{_BETWEEN}(?:of )?({_MONTH})\.?{_BETWEEN}([0-9]{{4}})"
)
_NAME_FIRST: Final = re.compile(
    rf"({_MONTH})\.?\s*([0-9]{{1,2}}){_ORDINAL}(?:\s*,\s*|\s+)([0-9]{{4}})"
)
_MONTH_FIRST: Final = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
_MONTH_LAST: Final = re.compile(r"([0-9]{4})\s*[-/.]\s*([0-9]{1,2})")
_NAMED_MONTH: Final = re.compile(rf"({_MONTH})\.?{_BETWEEN}([0-9]{{4}})")
_MONTH_NAMED_LAST: Final = re.compile(rf"([0-9]{{4}}){_BETWEEN}({_MONTH})\.?")
_LETTER: Final = r"[a-z\u0980-\u09e3]"
_LIKE_DATE: Final = re.compile(
    r"[0-9]+\s*([-/.])\s*[0-9]+\s*\1\s*[0-9]+"
    rf"|(?=.*[0-9]).*(?<!{_LETTER})(?:{_MONTH})(?!{_LETTER}).*",
)


def read_date(text: str) -> date | Slip:
    """The day that ``text`` says, in either language's digits.

    ``30-6-2024``, ``30/6/2024``, ``30.6.2024``, ``2024-6-30``, ``৩০ জুন, ২০২৪ খ্রি.``,
    ``30-Jun-2024``, ``June 30, 2024``.
    """
    if has_hidden(bare(text)):
        return Slip.HIDDEN
    written = _written(text)
    if match := _DAY_FIRST.fullmatch(written):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_FIRST.fullmatch(written):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _NAMED.fullmatch(written):
        day, month, year = int(match[1]), _MONTHS[match[2]], int(match[3])
    elif match := _NAME_FIRST.fullmatch(written):
        month, day, year = _MONTHS[match[1]], int(match[2]), int(match[3])
    else:
        return Slip.SHAPE
    if year not in YEARS:
        return Slip.CALENDAR
    try:
        return date(year, month, day)
    except ValueError:
        return Slip.CALENDAR


def read_month(text: str) -> tuple[int, int] | Slip:
    """The year and month that ``text`` says, in either language's digits.

    ``2024-06``, ``06/2024``, ``June 2024``, ``২০২৪ জুন``, ``জুন, ২০২৪ খ্রি.``; the year has four
    digits. A whole day says its month only where it is the month's first, as which spreadsheet
    programs keep months.
    """
    if has_hidden(bare(text)):
        return Slip.HIDDEN
    written = _written(text)
    if match := _MONTH_FIRST.fullmatch(written):
        month, year = int(match[1]), int(match[2])
    elif match := _MONTH_LAST.fullmatch(written):
        year, month = int(match[1]), int(match[2])
    elif match := _NAMED_MONTH.fullmatch(written):
        month, year = _MONTHS[match[1]], int(match[2])
    elif match := _MONTH_NAMED_LAST.fullmatch(written):
        year, month = int(match[1]), _MONTHS[match[2]]
    else:
        day = read_date(text)
        if isinstance(day, Slip) or day.day != 1:
            return Slip.SHAPE
        year, month = day.year, day.month
    return (year, month) if year in YEARS and month in range(1, 13) else Slip.CALENDAR


def is_like_a_date(text: str) -> bool:
    """Whether ``text`` was meant for a day, right or not."""
    if read_date(text) not in (Slip.SHAPE, Slip.HIDDEN):
        return True
    return _LIKE_DATE.fullmatch(_written(text)) is not None


def _written(text: str) -> str:
    """``text`` as the patterns know it; what is too long is none of theirs."""
    read = bare(text)
    if len(read) > LONGEST:
        return ""
    return _ERA.sub("", _spelt(to_latin_digits(read)).translate(DASH_TO_HYPHEN))
