"""Days as people write them about offices and postings, in either digits.

Figures have a reader of their own in ``plans``; this room lies below it and knows only days.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from django.utils.translation import get_language

_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_BENGALI: Final = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class NoDay(ValueError):
    """The text is not one day."""


def read_day(text: str) -> date:
    """Read ``30-6-2024``, ``৩০/০৬/২০২৪``, ``30.6.2024`` or ``2024-06-30``. Raises ``NoDay``."""
    plain = text.strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = map(_number, found.groups())
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(_number, found.groups())
    else:
        raise NoDay(text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoDay(text) from error


def day_text(day: date) -> str:
    """``30-06-2024``, as sentences name a day; the page turns the digits."""
    return f"{day:%d-%m-%Y}"


def shown_day(day: date) -> str:
    """``30-06-2024`` in the digits of the reader's language, as a form shows it."""
    bengali = (get_language() or "bn").startswith("bn")
    return day_text(day).translate(_BENGALI) if bengali else day_text(day)


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)


def _number(digits: str) -> int:
    return int("".join(str(unicodedata.decimal(digit)) for digit in digits))
