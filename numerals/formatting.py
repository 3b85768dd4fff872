"""Values → what a reader sees, in the digits and month names of the reader's language."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

from numerals.canonical import canonical
from numerals.digits import localize_digits
from numerals.language import language_of
from numerals.month_names import MONTH_NAMES
from numerals.months import Month
from numerals.values import Figure, Nil, Value

# Wide enough to round any figure that can be typed or computed from such.
_ROUNDING: Final = Context(prec=120, rounding=ROUND_HALF_UP)
_LAKH_COMMAS: Final = re.compile(r"(?<=[0-9])(?=(?:[0-9]{2})+[0-9]{3}$)|(?<=[0-9])(?=[0-9]{3}$)")


def format_number(
    value: Decimal, *, language: str, decimals: int | None = None, grouping: bool = True
) -> str:
    """``value`` grouped by lakh (১২,৩৪,৫৬৭) in the digits of ``language``.

    With ``decimals`` it is rounded half up, once, to exactly so many; without, it is shown in
    full and without idle zeros.
    """
    return _number(value, language, decimals, grouping)


# A page shows the same targets and zeros again and again.
@lru_cache(maxsize=4096)
def _number(value: Decimal, language: str, decimals: int | None, grouping: bool) -> str:
    text = canonical(value) if decimals is None else _plain(value, decimals)
    sign = "-" if text.startswith("-") else ""
    integer, point, fraction = text.removeprefix("-").partition(".")
    if grouping:
        integer = _LAKH_COMMAS.sub(",", integer)
    return localize_digits(f"{sign}{integer}{point}{fraction}", language=language)


def format_date(value: date, *, language: str) -> str:
    """``value`` as dd-mm-yyyy in the digits of ``language``."""
    text = f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    return localize_digits(text, language=language)


def format_day(value: date, *, language: str) -> str:
    """``value`` with its month's name, so that nobody takes the day for the month."""
    names = MONTH_NAMES[language_of(language)]
    return localize_digits(f"{value.day} {names[value.month - 1]} {value.year}", language=language)


def format_value(
    value: Value, *, language: str, decimals: int | None = None, grouping: bool = True
) -> str:
    """A number or a date for a reader; ``decimals`` and ``grouping`` concern numbers alone."""
    if isinstance(value, date):
        return format_date(value, language=language)
    return format_number(value, language=language, decimals=decimals, grouping=grouping)


def format_figure(
    figure: Figure, *, language: str, decimals: int | None = None, grouping: bool = True
) -> str:
    """An achievement cell for a reader: ``-`` for none, nothing where nothing was reported."""
    if figure is None:
        return ""
    if isinstance(figure, Nil):
        return str(figure.value)
    return format_value(figure, language=language, decimals=decimals, grouping=grouping)


def format_month(month: Month, *, language: str) -> str:
    """জুন ২০২৪ or June 2024."""
    names = MONTH_NAMES[language_of(language)]
    return localize_digits(f"{names[month.month - 1]} {month.year}", language=language)


def decimals_of(*figures: Figure) -> int:
    """The most decimals, idle zeros aside, that any number among ``figures`` has."""
    numbers = (figure for figure in figures if isinstance(figure, Decimal))
    return max(map(_decimals, numbers), default=0)


@lru_cache(maxsize=4096)
def _decimals(number: Decimal) -> int:
    return len(canonical(number).partition(".")[2])


def round_half_up(value: Decimal, *, decimals: int) -> Decimal:
    """``value`` with exactly ``decimals`` decimals, a half rounded away from zero; never -0."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    return rounded or Decimal(0).scaleb(-decimals)


def _plain(value: Decimal, decimals: int) -> str:
    return format(round_half_up(value, decimals=decimals), "f")
