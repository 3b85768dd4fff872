"""One office across a fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from indicators.returns.status import ReturnStatus
from indicators.scoring.standings import difference
from indicators.scoring.values import ObjectiveScore
from numerals import FiscalYearSpan, Message, Month
from plans.calendar.terms import Term
from plans.calendar.year import OfficeCalendar
from plans.models import RuleSet
from reports.dashboard.heat import heat_cell
from reports.dashboard.lines import ChartLine, line_of
from reports.dashboard.objectives import HeatCell, ObjectiveKey, ObjectiveTitle
from reports.dashboard.offices import StoredReturn
from reports.dashboard.returns import return_statuses
from reports.dashboard.shifts import Shift, shift_of

CHART_WIDTH: Final = 720
CHART_HEIGHT: Final = 200


@dataclass(frozen=True, slots=True)
class MonthScore:
    """A plan's stored score as of a month; ``composite`` is normalised to 100."""

    composite: Decimal | None
    weighted: Decimal | None
    weight: Decimal
    reported: int
    objectives: tuple[ObjectiveScore, ...]


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A plan's stored scores and returns by month, how many cells each return asks for, when.

    ``waited_for`` are the months whose return is owed, in or not.
    ``final`` is the score of the year's final evaluation: once there is one, it is the year's.
    """

    kind: str
    version: int
    indicators: Mapping[Month, int]
    calendar: OfficeCalendar
    office: str
    reviewing: str
    scores: Mapping[Month, MonthScore]
    returns: Mapping[Month, StoredReturn]
    waited_for: frozenset[Month]
    final: MonthScore | None = None
    rules: RuleSet | None = None

    @property
    def latest(self) -> MonthScore | None:
        """The year's score: of the final evaluation, until then of the latest scored month."""
        return self.final or self.own

    @property
    def grade(self) -> Message | None:
        """The grade of the year's score, where its rules give any."""
        latest = self.latest
        return self.rules.grade(latest.composite) if self.rules and latest else None

    @property
    def own(self) -> MonthScore | None:
        """The office's own score of the latest scored month."""
        return self.scores[max(self.scores)] if self.scores else None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the office's year; ``has_begun`` is false for months yet to come."""

    month: Month
    has_begun: bool
    return_status: ReturnStatus
    reported: int
    indicators: int
    composite: Decimal | None
    change: Shift | None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective as it stands: points earned, the weight they are out of, their share."""

    title: ObjectiveTitle
    weighted: Decimal | None
    weight: Decimal
    stated_weight: Decimal | None
    cell: HeatCell


@dataclass(frozen=True, slots=True)
class OfficeYear:
    """Everything that the office page shows of one plan."""

    plan: PlanYear
    months: tuple[MonthRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    scored: Month | None
    line: ChartLine


def office_year(
    plan: PlanYear,
    *,
    year: FiscalYearSpan,
    today: date,
    titles: Mapping[ObjectiveKey, ObjectiveTitle],
) -> OfficeYear:
    """The plan's year, July to June, by the plan's calendar."""
    history = {month: score.composite for month, score in plan.scores.items()}
    if plan.final:
        history[year.months[-1]] = plan.final.composite
    return OfficeYear(
        plan=plan,
        months=tuple(
            _month_row(plan, month, term=plan.calendar.of_month(month), today=today)
            for month in year.months
        ),
        objectives=_objectives(plan.latest.objectives if plan.latest else (), titles),
        scored=max(history, default=None),
        line=line_of(history, year=year, width=CHART_WIDTH, height=CHART_HEIGHT),
    )


def _month_row(plan: PlanYear, month: Month, *, term: Term, today: date) -> MonthRow:
    score, stored = plan.scores.get(month), plan.returns.get(month)
    before = [plan.scores[one].composite for one in sorted(plan.scores) if one < month]
    composite = score.composite if score else None
    return MonthRow(
        month=month,
        has_begun=today >= month.first_day or stored is not None,
        return_status=return_statuses(
            stored,
            term,
            today,
            office=plan.office,
            reviewing=plan.reviewing,
            is_waited_for=month in plan.waited_for,
        ),
        reported=score.reported if score else 0,
        indicators=plan.indicators[month],
        composite=composite,
        change=shift_of(difference(composite, before[-1] if before else None)),
    )


def _objectives(
    scores: Sequence[ObjectiveScore], titles: Mapping[ObjectiveKey, ObjectiveTitle]
) -> tuple[ObjectiveRow, ...]:
    rows = []
    for score in scores:
        key = ObjectiveKey(score.section, score.key)
        title = titles.get(key) or ObjectiveTitle(score.key, score.key, "")
        rows.append(
            ObjectiveRow(
                title=title,
                weighted=score.weighted,
                weight=score.weight,
                stated_weight=score.stated_weight,
                cell=heat_cell(score, name=title.short),
            )
        )
    return tuple(rows)
