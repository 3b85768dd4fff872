"""Figures in the reader's language: the templates' way to numerals."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from numerals import (
    MONTH_NAMES,
    Figure,
    Message,
    Month,
    Value,
    format_day,
    format_figure,
    format_month,
    format_number,
    format_value,
    localize_digits,
)
from plans.calendar import DayRule, Period, PeriodKind, Rule

register = template.Library()

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


def language() -> str:
    """The reader's language, ``bn`` or ``en``."""
    return "bn" if (get_language() or "bn").startswith("bn") else "en"


@register.filter
def figure(value: Figure, decimals: int | None = None) -> str:
    """A figure with the decimals given, or all that it has."""
    return format_figure(value, language=language(), decimals=decimals)


@register.filter
def quarter_name(number: int) -> str:
    """৪র্থ ত্রৈমাসিক or Quarter 4."""
    return str(_QUARTERS[number - 1])


@register.filter
def row_name(row: str) -> str:
    """A row as people call it: its code, its section and place (``সুশাসন ১``), or a period.

    Reports of quarters, half-years and years are lines of the history, too: ``q4``, ``half``.
    """
    if row in _PERIOD_ROWS:
        return str(_PERIOD_ROWS[row])
    section, slash, place = row.partition("/")
    words = {
        "strategic": _("Strategic"),
        "mandatory": _("Mandatory"),
        "governance": _("Governance"),
    }
    name = f"{words.get(section, section)} {place}" if slash else row
    return localize_digits(name, language=language())


@register.filter
def target(value: Value | None, decimals: int | None = None) -> str:
    """A target, ``–`` where the tier has none."""
    if value is None:
        return "–"
    return format_value(value, language=language(), decimals=decimals)


@register.filter
def points(value: Decimal | None) -> str:
    """A score to two decimals, ``–`` where there is none."""
    return "–" if value is None else format_number(value, language=language(), decimals=2)


@register.filter
def signed_points(value: Decimal | None) -> str:
    """A difference of scores to two decimals with its sign, none for what rounds to nothing."""
    if value is None:
        return points(None)
    shown = points(abs(value))
    if shown == points(Decimal(0)):
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"


@register.filter
def whole(value: Decimal | int | None) -> str:
    """A rate or a count as a whole number, ``–`` where there is none."""
    if value is None:
        return "–"
    return format_number(Decimal(value), language=language(), decimals=0)


@register.filter
def number(value: Decimal | int | None) -> str:
    """A number in full, such as a weight."""
    return "–" if value is None else format_number(Decimal(value), language=language())


@register.filter
def digits(text: object) -> str:
    """Any text with its digits in the reader's language: codes, years, counts."""
    return localize_digits(str(text), language=language())


@register.filter
def sentence(message: Message) -> str:
    """A bilingual sentence in the reader's language."""
    return message[language()]


@register.filter
def month(value: Month) -> str:
    """জুন ২০২৪ or June 2024."""
    return format_month(value, language=language())


@register.filter
def month_name(value: Month) -> str:
    """জুন or June."""
    return MONTH_NAMES[language()][value.month - 1]


@register.filter
def quarter(value: Month) -> int:
    """The quarter of the fiscal year that the month lies in, 1 to 4 from July."""
    return (value.month - 7) % 12 // 3 + 1


@register.filter
def day(value: date | datetime | None) -> str:
    """৫ জুলাই ২০২৪ or 5 July 2024, in the office's time zone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_day(value, language=language())


@register.filter
def short_day(value: date) -> str:
    """৫ জুলাই or 5 July."""
    return localize_digits(
        f"{value.day} {MONTH_NAMES[language()][value.month - 1]}", language=language()
    )


@register.filter
def clock(value: datetime) -> str:
    """১২:০৪, in the office's time zone."""
    return localize_digits(timezone.localtime(value).strftime("%H:%M"), language=language())


@register.filter
def months_of(value: Period) -> str:
    """এপ্রিল–জুন ২০২৪ or April–June 2024: a quarter or half-year lies in one calendar year."""
    return f"{month_name(value.first)}–{month(value.last)}"


@register.filter
def period(value: Period) -> str:
    """জুন ২০২৪, the second quarter with its months, the half or the whole year."""
    if value.kind is PeriodKind.MONTH:
        return month(value.first)
    if value.kind is PeriodKind.YEAR:
        return _("the whole year")
    words = _("quarter") if value.kind is PeriodKind.QUARTER else _("half-year")
    return f"{months_of(value)} ({words})"


@register.filter
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
