"""Rows, quarters, periods and the calendar's rules in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from numerals import FiscalYearSpan, Month
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.document.defaults import SECTION_NAMES
from plans.document.parts.kinds import Part
from presentation.figures import digits, month, month_name, sentence, short_day

_ANY_YEAR: Final = 2000
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


def days_late(late_by: int, due: date | None = None) -> SafeString:
    """▲ 3 days late, with the day on which it was due where that is given."""
    days = digits(late_by)
    if due is None:
        words = ngettext("%(days)s day late", "%(days)s days late", late_by) % {"days": days}
    else:
        words = ngettext(
            "%(days)s day late, was due %(date)s", "%(days)s days late, was due %(date)s", late_by
        ) % {"days": days, "date": short_day(due)}
    return format_html('<span aria-hidden="true">▲</span> {}', words)


_PARTS: Final = {part.value: part.rule.title for part in Part}


def row_name(row: str) -> str:
    """A row as people call it: its code, its section and place (``সুশাসন ১``), or a period.

    Reports of quarters, half-years and years are lines of the history, too: ``q4``, ``half``; so
    are the parts of an agreement's text: ``vision``.
    """
    if row in _PERIOD_ROWS:
        return str(_PERIOD_ROWS[row])
    if row in _PARTS:
        return sentence(_PARTS[row])
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
    if value.kind is PeriodKind.AGREEMENT:
        return _("signing of the agreement")
    if value.kind is PeriodKind.AMENDMENT:
        return _("amendments of the agreement")
    words = _("quarter") if value.kind is PeriodKind.QUARTER else _("half-year")
    return f"{months_of(value)} ({words})"


def rule_words(rule: TermRule, kind: PeriodKind | str) -> str:
    """A rule of a kind of period as an order would state it."""
    return " · ".join(one for one in _parts(rule, PeriodKind(kind)) if one)


def rule_moves(before: TermRule, after: TermRule, kind: PeriodKind | str) -> list[tuple[str, str]]:
    """What one rule says otherwise than another, as that and as this one says it."""
    none = _("no days of grace")
    pairs = zip(_parts(before, PeriodKind(kind)), _parts(after, PeriodKind(kind)), strict=True)
    return [(was or none, now or none) for was, now in pairs if was != now]


def _parts(rule: TermRule, kind: PeriodKind) -> tuple[str, ...]:
    """When it opens and is due, its days of grace ("" for none), and when it closes; of what is
    not reported the due day alone.
    """
    if not kind.is_reported:
        return (_("due %(day)s") % {"day": _day_words(rule.due, kind)},)
    closes = rule.closes and _("closes %(day)s") % {"day": _day_words(rule.closes, kind)}
    grace = rule.grace_days and _("%(days)s days of grace") % {"days": digits(rule.grace_days)}
    return (
        _("opens %(day)s") % {"day": _day_words(rule.opens, kind)},
        _("due %(day)s") % {"day": _day_words(rule.due, kind)},
        grace or "",
        closes or _("never closes"),
    )


def signing_month(months: int) -> str:
    """The month in which agreements are signed, so many months after the April before the year."""
    first = FiscalYearSpan(_ANY_YEAR).months[0]
    at = Period(first, PeriodKind.AGREEMENT).counted_from.plus(months)
    words = _("of %(month)s before the year") if at < first else _("of %(month)s of the year")
    return words % {"month": month_name(at)}


def _day_words(at: DayRule, kind: PeriodKind) -> str:
    if kind is PeriodKind.AGREEMENT:
        return _("day %(day)s %(month)s") % {
            "day": digits(at.day),
            "month": signing_month(at.months),
        }
    if at.months == 0 and kind is PeriodKind.MONTH:
        words = _("day %(day)s of the month itself")
    elif at.months == 0:
        words = _("day %(day)s of its last month")
    elif at.months == 1:
        words = _("day %(day)s of the month after")
    else:
        words = _("day %(day)s, %(months)s months after")
    return words % {"day": digits(at.day), "months": digits(at.months)}
