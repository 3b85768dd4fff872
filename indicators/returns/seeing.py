"""Whoever sees the page that a notice leads to has read the notice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Value
from django.utils import timezone

from notices.models import Notice, NoticeKind
from numerals import FiscalYearSpan, Month
from offices.models import User
from offices.prepared import Given, Prepared
from plans.calendar.terms import PeriodKind, periods_of
from presentation.fields import MonthField

_OF_CELLS: Final = (NoticeKind.COMMENTED, NoticeKind.DISPROVED)
_OF_THE_CALENDAR: Final = (NoticeKind.CALENDAR, NoticeKind.EXTENDED, NoticeKind.SHORTENED)
_MONTHS: Final = ("entry", "check", "review")
_CELLS: Final = ("comments", "cell-comments", "evidence")
_PERIODS: Final = {
    "quarter": PeriodKind.QUARTER,
    "half-year": PeriodKind.HALF,
    "evaluation": PeriodKind.YEAR,
}
_MONTH: Final = Given("month", MonthField())


def unread_counts(user: User, page: str, named: Mapping[str, Any]) -> tuple[int, int]:
    """How many notices the person has not read, and how many of them ``unread_of_page`` has: one
    query, which every page asks.
    """
    page = page.removeprefix("indicators:")
    at = _read(page, named) or {}
    counts = _counts_of(page if at else "", is_of_cell="indicator" in at)
    return next(iter(counts.ask(user=user.pk, **at)), (0, 0))


@cache
def _counts_of(page: str, *, is_of_cell: bool) -> Prepared[tuple[int, int]]:
    def counts() -> QuerySet[Notice, tuple[int, int]]:
        names = ("code", "office", "year", "kind", *(("indicator",) if is_of_cell else ()))
        told = _told_by(page, {name: Given(name) for name in names} | {"month": _MONTH})
        unread = Notice.objects.filter(recipient=Given("user"), read_at=None).order_by()
        here = Value(0) if told is None else Count("pk", filter=told)
        counted = unread.values("recipient").annotate(all=Count("pk"), here=here)
        return counted.values_list("all", "here")

    return Prepared(counts)


def unread_of_page(user: User, page: str, named: Mapping[str, Any]) -> QuerySet[Notice]:
    """The person's unread notices that lead to the page, or that it answers as well.

    ``page`` is the name of its address, ``named`` what the address names.
    """
    page = page.removeprefix("indicators:")
    at = _read(page, named)
    told = None if at is None else _told_by(page, at)
    if told is None:
        return Notice.objects.none()
    return Notice.objects.filter(told, recipient=user, read_at=None)


def mark_seen(user: User, page: str, named: Mapping[str, Any]) -> int:
    """Mark what the page tells as read, how many that were: one query, none for other pages."""
    return unread_of_page(user, page, named).update(read_at=timezone.now())


def _read(page: str, named: Mapping[str, Any]) -> dict[str, Any] | None:
    """What an address names, as the database has it; ``None`` where no notice leads to the page."""
    if page == "office-calendar":
        return {"code": named["code"]}
    if page not in (*_PERIODS, *_MONTHS, *_CELLS):
        return None
    try:
        year = FiscalYearSpan.parse(str(named["year"]))
        at = {"office": named["office"], "year": year.start, "kind": named["kind"]}
        if page in _PERIODS:
            number = named.get("number", 1)
            return {**at, "month": periods_of(year, _PERIODS[page])[number - 1].last}
        at["month"] = Month.parse(named["month"])
    except (KeyError, ValueError, IndexError):
        return None
    return {**at, "indicator": named["indicator"]} if "indicator" in named else at


def _told_by(page: str, at: Mapping[str, Any]) -> Q | None:
    """What leads to the page; ``at`` are the values that ``_read`` gives, or their places."""
    if page == "office-calendar":
        return Q(plan__office__code=at["code"], what__in=_OF_THE_CALENDAR)
    month = Q(
        plan__office__code=at["office"],
        plan__fiscal_year=at["year"],
        plan__kind=at["kind"],
        month=at["month"],
    )
    indicator = Q(indicator=at.get("indicator"))
    match page:
        case _ if page in _PERIODS:
            return month & Q(period=_PERIODS[page])
        case "comments" | "cell-comments":
            return month & indicator & Q(what=NoticeKind.COMMENTED)
        case "evidence":
            return month & indicator & Q(what=NoticeKind.DISPROVED)
        case _ if page in _MONTHS:
            return month & Q(period=PeriodKind.MONTH) & ~Q(what__in=_OF_CELLS)
    return None
