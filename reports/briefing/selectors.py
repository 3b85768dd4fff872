"""What the two pages tell beside the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import Count, QuerySet

from indicators.exceptions.models import StandingAlert
from numerals import FiscalYearSpan
from offices.models import Level, Office, User
from plans.calendar.page import CalendarLine, next_lines
from plans.calendar.selectors import calendar_of_year
from plans.calendar.terms import PeriodKind, reported_periods
from plans.models import RuleSet
from reports.briefing.board import briefing_of
from reports.briefing.values import Briefing, KindOfAlert
from reports.dashboard.ordering import DEFAULT
from reports.dashboard.selection import Selection
from reports.dashboard.shown import Board
from reports.selectors.alerts import open_alerts_of
from reports.selectors.board import board_of_field
from reports.selectors.dashboard import OfficeScope

ALERTS: Final = 6
DATES: Final = 4
_LOOKED_AT: Final = 300
"""Alerts among which the weightiest of each rule is looked for."""


def briefing(
    user: User,
    field: OfficeScope,
    selection: Selection,
    *,
    rules: Mapping[int, RuleSet],
    today: date,
) -> Briefing:
    """The two pages of the offices, as the person may see them: five queries more than the
    dashboard has. Highest and lowest are by rank, however the dashboard is sorted.
    """
    by_rank = replace(selection, sort=DEFAULT)
    board = board_of_field(field, by_rank, rules=rules, today=today, is_whole=True)
    alerts = open_alerts_of(user, field, selection, today=today)
    counts = dict(alerts.order_by().values_list("rule").annotate(Count("pk")))
    return briefing_of(
        board,
        today=today,
        alerts=_by_rule(alerts, counts),
        regions=_names(board),
        alert_count=sum(counts.values()),
        dates=next_dates(selection.year, kind=selection.kind, today=today),
    )


def _by_rule(alerts: QuerySet[StandingAlert], counts: Mapping[str, int]) -> list[KindOfAlert]:
    """The weightiest of each rule: a page has no room for the same said twice. One query."""
    first: dict[str, StandingAlert] = {}
    for one in alerts[:_LOOKED_AT]:
        first.setdefault(one.rule, one)
    return [KindOfAlert(one, counts[one.rule] - 1) for one in list(first.values())[:ALERTS]]


def _names(board: Board) -> dict[int, str]:
    """What the offices right above those of the board are called: one query."""
    above = {pk for row in board.rows if (pk := row.office.superior) is not None}
    return {one.pk: one.short_name for one in Office.objects.filter(pk__in=above)}


def next_dates(year: FiscalYearSpan, *, kind: str, today: date) -> list[CalendarLine]:
    """What is due next of district offices by the year's calendar, soonest first: one query."""
    calendar = calendar_of_year(year)
    lines = [
        CalendarLine(one, calendar.term(one, level=Level.DISTRICT, plan_kind=kind), today)
        for period_kind in PeriodKind
        for one in reported_periods(year, period_kind)
    ]
    return next_lines(lines, count=DATES)
