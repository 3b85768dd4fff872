"""One office on one page: how it stands, month by month, and where most is to be won."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Q

from indicators.exceptions.inbox import InboxPart, alerts_for, shown_as
from indicators.exceptions.models import StandingAlert
from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.selectors import row_then
from indicators.scoring.precision import ZERO
from numerals import Message, Month, Value
from offices.models import Office, User
from plans.calendar.page import CalendarLine
from plans.handing_in.states import State
from plans.models import FiscalYear, RuleSet
from reports.briefing.selectors import next_dates
from reports.dashboard.office import MonthRow, OfficeYear, office_year
from reports.dashboard.selection import Selection
from reports.dashboard.shown import BoardRow
from reports.selectors.board import board_of_field
from reports.selectors.dashboard import OfficeScope, country_of
from reports.selectors.objectives import objective_titles
from reports.selectors.office import plans_of_year

LOST: Final = 8
ALERTS: Final = 3


@dataclass(frozen=True, slots=True)
class LostWeight:
    """An indicator and what it still lacks of its weight."""

    code: str
    title: str
    unit: str
    best: Value | None
    achieved: Value | None
    weight: Decimal
    weighted: Decimal | None

    @property
    def lacking(self) -> Decimal:
        """The weight that is not earned."""
        return self.weight - (self.weighted or ZERO)


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What the page says; ``row`` is the office's in the ranking of its country, of ``country``
    offices, by accepted figures, ``shown`` its year as the office's page has it.
    """

    office: Office
    shown: OfficeYear
    row: BoardRow | None
    country: int
    lost: Sequence[LostWeight]
    alerts: Sequence[StandingAlert]
    dates: Sequence[CalendarLine]
    month: Month
    rules: str

    @property
    def grade(self) -> Message | None:
        """The grade of its composite, where the year's rules give any."""
        return self.shown.plan.grade

    @property
    def is_accepted(self) -> bool:
        """Whether all that is scored was accepted."""
        scored = (row for row in self.shown.months if row.composite is not None)
        return all(row.return_status.office_state == State.ACCEPTED for row in scored)

    @property
    def in_time(self) -> int:
        """Of how many months the return came in time."""
        return sum(not row.return_status.late_by for row in self.due)

    @property
    def due(self) -> Sequence[MonthRow]:
        """The months whose return was due by now."""
        return [row for row in self.shown.months if row.return_status.days_left < 0]


def fact_sheet(
    office: Office, year: FiscalYear, kind: str, *, by: User, month: Month, today: date
) -> FactSheet | None:
    """The page of an office's plan of a kind; ``None`` where it has none."""
    plan = next((one for one in plans_of_year(office, year.span) if one.kind == kind), None)
    if plan is None:
        return None
    of_plan = Q(plan__office=office, plan__fiscal_year=year.start, plan__kind=kind)
    titles = objective_titles(of_plan, year=year.span, kind=kind)
    shown = office_year(plan, year=year.span, today=today, titles=titles)
    selection = Selection(year=year.span, month=month, kind=kind)
    country = country_of(office, month)
    scope = OfficeScope((), country.filter(pk=office.pk), country)
    versions = RuleSet.objects.in_force().filter(fiscal_year=year.start, kind=kind)
    rules = {one.pk: one for one in versions.order_by("-version")}
    board = board_of_field(scope, selection, rules=rules, today=today, is_whole=True)
    alerts = alerts_for(by).filter(plan__office=office, plan__fiscal_year=year.start)
    return FactSheet(
        office=office,
        shown=shown,
        row=next(iter(board.rows), None),
        country=country.count(),
        lost=[] if shown.plan.final else _lost(of_plan, shown.scored),
        alerts=list(shown_as(InboxPart.OPEN, alerts, user=by, today=today)[:ALERTS]),
        dates=next_dates(year.span, kind=kind, today=today),
        month=month,
        rules=plan.rules.name if plan.rules else "",
    )


def _lost(of_plan: Q, scored: Month | None) -> list[LostWeight]:
    """The indicators that lack most of their weight in the latest scored month: one query."""
    if scored is None:
        return []
    lines = (
        ScoreLine.objects.filter(score__in=Score.objects.filter(of_plan, month=scored))
        .annotate(weight_then=row_then("weight"), target_then=row_then("target_100"))
        .select_related("indicator__activity")
    )
    found = [
        LostWeight(
            line.indicator.code or line.indicator.activity.code,
            line.indicator.title,
            line.indicator.unit,
            line.target_then,
            line.achieved,
            line.weight_then,
            line.weighted,
        )
        for line in lines
        if line.weight_then is not None
    ]
    return sorted((one for one in found if one.lacking > 0), key=lambda one: -one.lacking)[:LOST]
