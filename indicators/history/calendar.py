"""What became of the calendar of an office: the rules that held for it, the time it was given.

These rows keep their own history (``plans.calendar_models``): the history page tells them beside
the changes, and its files hold both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from numerals import FiscalYearSpan, Month, to_latin_digits
from offices.models import Office, User
from offices.selectors import subtree
from plans.calendar import Period, PeriodKind, Rule, periods_of
from plans.calendar_models import CalendarRule, Extension
from plans.calendar_page import told_of
from plans.presentation import period, rule_words
from presentation.figures import day

_ROWS: Final = {
    **{f"q{number}": (PeriodKind.QUARTER, number) for number in range(1, 5)},
    "half": (PeriodKind.HALF, 1),
    "year": (PeriodKind.YEAR, 1),
}
"""The reports as the history names them within their plan."""


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """A rule that was set, or time that was given or taken back.

    ``office`` is empty for a rule: it holds for all offices of a level. ``about`` names the
    period, ``months`` the months of a single one.
    """

    at: datetime
    by: User | None
    office: Office | None
    plan_kind: str
    year: FiscalYearSpan
    about: str
    months: str
    what: str
    before: str
    after: str
    reason: str = ""


def calendar_changes(office: Office, asked: Mapping[str, Any]) -> list[CalendarChange]:
    """What concerned the office and all below it, newest first: two queries.

    ``asked`` are the filters of the history page. Nothing where they ask for a cell, or for
    one kind of change.
    """
    row = to_latin_digits(asked.get("row") or "").strip("[] ")
    if asked.get("field") or (row and row not in _ROWS):
        return []
    month: Month | None = asked.get("month")
    wanted = _Wanted(
        year=month.fiscal_year if month else asked["year"].span if asked.get("year") else None,
        kind=PeriodKind.MONTH if month else _ROWS[row][0] if row else None,
        number=Period(month).number if month else _ROWS[row][1] if row else None,
    )
    found = [
        *_extensions(office, wanted, plan_kind=asked.get("kind") or ""),
        *_rules(office, wanted),
    ]
    return sorted(
        (one for one in found if _is_asked(one, asked)), key=lambda one: one.at, reverse=True
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which periods are asked for; ``None`` is any."""

    year: FiscalYearSpan | None
    kind: PeriodKind | None
    number: int | None

    def has(self, one: Period) -> bool:
        """Whether the period is one of them."""
        return (
            self.year in (None, one.fiscal_year)
            and self.kind in (None, one.kind)
            and self.number in (None, one.number)
        )


def _extensions(office: Office, wanted: _Wanted, *, plan_kind: str) -> Iterator[CalendarChange]:
    rows = Extension.objects.filter(office__in=subtree(office)).select_related("office", "by")
    held: dict[tuple[int, str, Period], date | None] = {}
    for row in rows.order_by("pk"):
        key = row.office_id, row.plan_kind, row.period
        before = held.get(key)
        held[key] = row.until
        if not wanted.has(row.period) or (plan_kind and row.plan_kind not in ("", plan_kind)):
            continue
        first, last = row.period.first, row.period.last
        yield CalendarChange(
            at=row.at,
            by=row.by,
            office=row.office,
            plan_kind=row.plan_kind,
            year=row.period.fiscal_year,
            about=period(row.period),
            months=str(first) if first == last else f"{first}/{last}",
            what=_("More time") if row.until else _("Time taken back"),
            before=_until(before),
            after=_until(row.until),
            reason=row.reason,
        )


def _until(until: date | None) -> str:
    return _("until %(date)s") % {"date": day(until)} if until else ""


def _rules(office: Office, wanted: _Wanted) -> Iterator[CalendarChange]:
    levels = Q(level="") | Q(level__in=subtree(office).order_by().values("level"))
    rows = CalendarRule.objects.filter(levels).select_related("by")
    for told in told_of(rows.order_by("pk")):
        row = told.row
        year = FiscalYearSpan(row.fiscal_year_id)
        if not any(wanted.has(one) for one in periods_of(year, PeriodKind(row.kind))):
            continue
        yield CalendarChange(
            at=row.at,
            by=row.by,
            office=None,
            plan_kind="",
            year=year,
            about=row.get_level_display() if row.level else _("All levels"),
            months="",
            what=_("Calendar: %(period)s") % {"period": row.get_kind_display()},
            before=_rule(told.before),
            after=_rule(told.after) or _("taken back"),
            reason=row.reason,
        )


def _rule(rule: Rule | None) -> str:
    return rule_words(rule) if rule else ""


def _is_asked(one: CalendarChange, asked: Mapping[str, Any]) -> bool:
    on = timezone.localtime(one.at).date()
    who = (asked.get("who") or "").casefold()
    names = (one.by.username, one.by.name_bn, one.by.name_en) if one.by else ()
    return (asked.get("since") or on) <= on <= (asked.get("until") or on) and (
        not who or any(who in name.casefold() for name in names)
    )


def calendar_rows(changes: Sequence[CalendarChange]) -> Iterator[tuple[Any, ...]]:
    """The changes as ``indicators.history.table.file_rows`` has its own, newest first."""
    for one in changes:
        yield (
            timezone.localtime(one.at).isoformat(sep=" ", timespec="seconds"),
            one.by.username if one.by else "",
            str(one.by or ""),
            one.office.code if one.office else "",
            one.plan_kind,
            str(one.year),
            one.months,
            "",
            one.what,
            one.before,
            one.after,
            one.reason,
            "",
        )
