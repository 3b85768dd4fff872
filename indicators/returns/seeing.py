"""Whoever sees the page that a notice leads to has read the notice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from notices.models import Notice, NoticeKind
from numerals import FiscalYearSpan, Month
from offices.models import User
from plans.calendar.terms import PeriodKind, periods_of

_OF_CELLS: Final = (NoticeKind.COMMENTED, NoticeKind.DISPROVED)
_OF_THE_CALENDAR: Final = (NoticeKind.CALENDAR, NoticeKind.EXTENDED, NoticeKind.SHORTENED)
_MONTHS: Final = ("entry", "check", "review")
_PERIODS: Final = {
    "quarter": PeriodKind.QUARTER,
    "half-year": PeriodKind.HALF,
    "evaluation": PeriodKind.YEAR,
}


def unread_of_page(user: User, page: str, named: Mapping[str, Any]) -> QuerySet[Notice]:
    """The person's unread notices that lead to the page, or that it answers as well.

    ``page`` is the name of its address, ``named`` what the address names.
    """
    told = _told_by(page.removeprefix("indicators:"), named)
    if told is None:
        return Notice.objects.none()
    return Notice.objects.filter(told, recipient=user, read_at=None)


def mark_seen(user: User, page: str, named: Mapping[str, Any]) -> int:
    """Mark what the page tells as read, how many that were: one query, none for other pages."""
    return unread_of_page(user, page, named).update(read_at=timezone.now())


def _told_by(page: str, named: Mapping[str, Any]) -> Q | None:
    if page == "office-calendar":
        return Q(plan__office__code=named["code"], what__in=_OF_THE_CALENDAR)
    try:
        year = FiscalYearSpan.parse(str(named["year"]))
        plan = Q(
            plan__office__code=named["office"],
            plan__fiscal_year=year.start,
            plan__kind=named["kind"],
        )
        if page in _PERIODS:
            return plan & _of_period(page, year, number=named.get("number", 1))
        month = plan & Q(month=Month.parse(named["month"]))
    except (KeyError, ValueError, IndexError):
        return None
    indicator = Q(indicator=named.get("indicator"))
    match page:
        case "comments" | "cell-comments":
            return month & indicator & Q(what=NoticeKind.COMMENTED)
        case "evidence":
            return month & indicator & Q(what=NoticeKind.DISPROVED)
        case _ if page in _MONTHS:
            return month & Q(period=PeriodKind.MONTH) & ~Q(what__in=_OF_CELLS)
    return None


def _of_period(page: str, year: FiscalYearSpan, *, number: int) -> Q:
    kind = _PERIODS[page]
    return Q(period=kind, month=periods_of(year, kind)[number - 1].last)
