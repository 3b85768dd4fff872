"""Figures, scores, days and months in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.functional import lazy

from numerals import (
    DECIMALS,
    MONTH_NAMES,
    Figure,
    Message,
    Month,
    Value,
    decimals_of,
    format_date,
    format_day,
    format_figure,
    format_month,
    format_number,
    format_value,
    localize_digits,
    round_half_up,
    score_places,
)
from presentation.language import reader_language

QUOTIENT_DECIMALS: Final = 2
"""Decimals that a mean is shown with."""

_NEAR: Final = timedelta(days=182)
"""Half a year: a day without its year is understood as the nearest of that name."""


def figure(value: Figure, decimals: int | None = None) -> str:
    """A figure with the decimals given, or all that it has."""
    return format_figure(value, language=reader_language(), decimals=decimals)


def target(value: Value | None, decimals: int | None = None) -> str:
    """A target, ``–`` where the tier has none."""
    if value is None:
        return "–"
    return format_value(value, language=reader_language(), decimals=decimals)


def achievement(value: Value | None, decimals: int = 0) -> str:
    """What was achieved: a mean to two decimals, all else in full; ``–`` where nothing was.

    ``decimals`` are at least shown of a number.
    """
    if value is None or isinstance(value, date):
        return target(value)
    own = decimals_of(value)
    return target(value, max(decimals, QUOTIENT_DECIMALS if own > DECIMALS else own))


def as_mean(value: Decimal) -> Decimal:
    """A quotient that no figure was typed as, to two decimals; any other number as it is."""
    if decimals_of(value) <= DECIMALS:
        return value
    return round_half_up(value, decimals=QUOTIENT_DECIMALS)


def points(value: Decimal | None, places: int | None = None) -> str:
    """A score to the decimals that scores have here, ``–`` where there is none.

    ``places`` are those of its own rules, where plans of several stand beside each other.
    """
    if value is None:
        return "–"
    decimals = score_places() if places is None else places
    return format_number(value, language=reader_language(), decimals=decimals)


def signed_points(value: Decimal | None) -> str:
    """A difference of scores to their decimals with its sign, none for what rounds to nothing."""
    if value is None:
        return points(None)
    shown = points(abs(value))
    if shown == points(Decimal(0)):
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"


def whole(value: Decimal | int | None) -> str:
    """A rate or a count as a whole number, ``–`` where there is none."""
    if value is None:
        return "–"
    return format_number(Decimal(value), language=reader_language(), decimals=0)


def number(value: Decimal | int | None) -> str:
    """A number in full, such as a weight."""
    return "–" if value is None else format_number(Decimal(value), language=reader_language())


def digits(text: object) -> str:
    """Any text with its digits in the reader's language: codes, years, counts."""
    return localize_digits(str(text), language=reader_language())


def sentence(message: Message) -> str:
    """A bilingual sentence in the reader's language."""
    return message[reader_language()]


sentence_later = lazy(sentence, str)
"""``sentence``, put off until somebody reads: for what is made before there is a reader."""


def month(value: Month) -> str:
    """জুন ২০২৪ or June 2024."""
    return format_month(value, language=reader_language())


def month_name(value: Month) -> str:
    """জুন or June."""
    return MONTH_NAMES[reader_language()][value.month - 1]


def day(value: date | datetime | None) -> str:
    """৫ জুলাই ২০২৪ or 5 July 2024, in the office's time zone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_day(value, language=reader_language())


def short_day(value: date) -> str:
    """৫ জুলাই or 5 July; with its year where that could be another than the next or the last."""
    if abs(value - timezone.localdate()) > _NEAR:
        return day(value)
    return digits(f"{value.day} {month_name(Month.of(value))}")


def day_in_digits(value: date) -> str:
    """৩০-০৬-২০২৪ or 30-06-2024: in fields, lists and what is said of both."""
    return format_date(value, language=reader_language())


def clock(value: datetime) -> str:
    """১২:০৪, in the office's time zone."""
    return digits(timezone.localtime(value).strftime("%H:%M"))
