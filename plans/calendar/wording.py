"""Rows, quarters, periods and the calendar's rules in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numerals import Month
from plans.calendar.terms import DayRule, Period, PeriodKind, Rule
from plans.document.defaults import SECTION_NAMES
from presentation.figures import digits, month, month_name, sentence

_QUARTERS: Final = (
    gettext_lazy("Quarter 1"),
    gettext_lazy("Quarter 2"),
    gettext_lazy("Quarter 3"),
    gettext_lazy("Quarter 4"),
)
_PERIOD_ROWS: Final = {
    **{f"q{number}": name for number, name in enumerate(_QUARTERS, start=1)},
    PeriodKind.HALF.value: gettext_lazy("half-year"),
    PeriodKind.YEAR.value: gettext_lazy("the whole year"),
}


def quarter_name(number: int) -> str:
    """৪র্থ ত্রৈমাসিক or Quarter 4."""
    return str(_QUARTERS[number - 1])


def row_name(row: str) -> str:
    """A row as people call it: its code, its section and place (``সুশাসন ১``), or a period.

    Reports of quarters, half-years and years are lines of the history, too: ``q4``, ``half``.
    """
    if row in _PERIOD_ROWS:
        return str(_PERIOD_ROWS[row])
    section, slash, place = row.partition("/")
    name = SECTION_NAMES.get(section)
    named = sentence(name) if name else section
    return digits(f"{named} {place}" if slash else row)


def quarter(value: Month) -> int:
    """The quarter of the fiscal year that the month lies in, 1 to 4 from July."""
    return (value.month - 7) % 12 // 3 + 1


def months_of(value: Period) -> str:
    """এপ্রিল–জুন ২০২৪ or April–June 2024: a quarter or half-year lies in one calendar year."""
    return f"{month_name(value.first)}–{month(value.last)}"


def period(value: Period) -> str:
    """জুন ২০২৪, the second quarter with its months, the half or the whole year."""
    if value.kind is PeriodKind.MONTH:
        return month(value.first)
    if value.kind is PeriodKind.YEAR:
        return _("the whole year")
    words = _("quarter") if value.kind is PeriodKind.QUARTER else _("half-year")
    return f"{months_of(value)} ({words})"


def rule_words(rule: Rule) -> str:
    """A rule as an order would state it."""
    words = [
        _("opens %(day)s") % {"day": _day_words(rule.opens)},
        _("due %(day)s") % {"day": _day_words(rule.due)},
    ]
    if rule.grace_days:
        words.append(_("%(days)s days of grace") % {"days": digits(rule.grace_days)})
    closes = _("closes %(day)s") % {"day": _day_words(rule.closes)} if rule.closes else ""
    return " · ".join([*words, closes or _("never closes")])


def _day_words(at: DayRule) -> str:
    if at.months == 0:
        words = _("day %(day)s of the last month")
    elif at.months == 1:
        words = _("day %(day)s of the month after")
    else:
        words = _("day %(day)s, %(months)s months after")
    return words % {"day": digits(at.day), "months": digits(at.months)}
