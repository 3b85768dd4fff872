"""What became of the calendar of an office: the rules that held for it, the time it was given.

The history page tells them beside the changes, and its files hold both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from indicators.audit.table import FiledChange
from ledger.models import Change
from numerals import FiscalYearSpan, Month, to_latin_digits
from offices.models import Office
from offices.selectors import subtree
from plans.calendar.history import read_rule
from plans.calendar.models import CalendarRule
from plans.calendar.terms import Period, PeriodKind, periods_of
from plans.calendar.wording import period, rule_words
from presentation.figures import day

_ROWS: Final = {
    **{f"q{number}": (PeriodKind.QUARTER, number) for number in range(1, 5)},
    "half": (PeriodKind.HALF, 1),
    "year": (PeriodKind.YEAR, 1),
}
"""The reports as the history names them within their plan."""


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """A line of the ledger by which a rule was set, or time was given or taken back, in words.

    The line names no office for a rule: it holds for all offices of a level. ``about`` names the
    period, ``months`` the months of a single one.
    """

    line: Change
    plan_kind: str
    year: FiscalYearSpan
    about: str
    months: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A change, and the periods that it is about."""

    change: CalendarChange
    periods: Sequence[Period]


def calendar_changes(
    lines: QuerySet[Change], office: Office, asked: Mapping[str, Any]
) -> list[CalendarChange]:
    """Those of the calendar's lines that concern the office and all below it, newest first.

    One query. ``asked`` are the filters of the history page. Nothing where they ask for a cell,
    or for one kind of change.
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
    offices = subtree(office).order_by()
    concerning = lines.filter(
        Q(office__in=offices) | Q(rule__level="") | Q(rule__level__in=offices.values("level"))
    )
    plan_kind = asked.get("kind")
    return [
        one.change
        for one in map(_change, concerning.order_by("-pk"))
        if any(map(wanted.has, one.periods))
        and (not plan_kind or one.change.plan_kind in ("", plan_kind))
    ]


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


def _change(line: Change) -> _Found:
    return _of_rule(line, line.rule) if line.rule else _of_extension(line)


def _of_extension(line: Change) -> _Found:
    row = line.extension
    assert row is not None  # noqa: S101  # the ledger's constraint
    told = row.period
    first, last = told.first, told.last
    change = CalendarChange(
        line=line,
        plan_kind=row.plan_kind,
        year=told.fiscal_year,
        about=period(told),
        months=str(first) if first == last else f"{first}/{last}",
        what=_("Extra time") if line.after else _("Extra time taken back"),
        before=_until(line.before),
        after=_until(line.after),
    )
    return _Found(change, (told,))


def _until(text: str | None) -> str:
    return _("until %(date)s") % {"date": day(date.fromisoformat(text))} if text else ""


def _of_rule(line: Change, row: CalendarRule) -> _Found:
    year = FiscalYearSpan(row.fiscal_year_id)
    change = CalendarChange(
        line=line,
        plan_kind=row.plan_kind,
        year=year,
        about=", ".join(
            (
                row.get_level_display() if row.level else _("All levels"),
                *([row.get_plan_kind_display()] if row.plan_kind else []),
            )
        ),
        months="",
        what=_("Calendar: %(period)s") % {"period": row.get_kind_display()},
        before=_rule(line.before, row.kind),
        after=_rule(line.after, row.kind) or _("taken back"),
    )
    return _Found(change, periods_of(year, PeriodKind(row.kind)))


def _rule(text: str | None, kind: str) -> str:
    rule = read_rule(text)
    return rule_words(rule, kind) if rule else ""


def calendar_rows(changes: Sequence[CalendarChange]) -> Iterator[FiledChange]:
    """The changes for a spreadsheet beside those of plans, newest first."""
    for one in changes:
        yield FiledChange(
            one.line,
            office=one.line.office.code if one.line.office else "",
            kind=one.plan_kind,
            year=str(one.year),
            months=one.months,
            row="",
            what=one.what,
            before=one.before,
            after=one.after,
        )
