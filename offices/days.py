"""Days as people write them about offices and postings, in either digits."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import get_language

from numerals import Slip, localize_digits, read_date


class NoDay(ValueError):
    """The text is not one day."""


def read_day(text: str) -> date:
    """The day, in all spellings of ``numerals.read_date``. Raises ``NoDay``."""
    day = read_date(text)
    if isinstance(day, Slip):
        raise NoDay(text)
    return day


def day_text(day: date) -> str:
    """``30-06-2024``, as sentences name a day; the page turns the digits."""
    return f"{day:%d-%m-%Y}"


def shown_day(day: date) -> str:
    """``30-06-2024`` in the digits of the reader's language, as a form shows it."""
    return localize_digits(day_text(day), language=get_language() or "bn")


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)
