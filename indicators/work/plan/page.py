"""The plan as its page shows it: sections, objectives, rows, with the findings beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from indicators.returns.rows import ObjectiveRows, by_objective, rows_of
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.selectors.owed import waited_for
from indicators.returns.status import ReturnStatus
from indicators.scoring.explanations import tally_text
from indicators.scoring.pace import pace_tally
from indicators.scoring.precision import grand_total_of_known
from indicators.scoring.values import PlanScore
from numerals import Message, Month
from plans.calendar.selectors import calendar_of
from plans.document.checks import CheckSettings, check
from plans.document.defaults import Kind
from plans.document.values import Problem
from plans.models import Plan
from presentation.figures import sentence
from presentation.language import reader_language


@dataclass(frozen=True)
class ObjectiveFindings:
    """An objective's rows with the findings that speak of the objective itself."""

    group: ObjectiveRows
    findings: tuple[Problem, ...]


@dataclass(frozen=True)
class PlanSection:
    """A section with its heading, its objectives and what they earned of what weight."""

    title: str
    objectives: tuple[ObjectiveFindings, ...]

    @property
    def weighted(self) -> Decimal | None:
        """Σ of the objectives' weighted scores, if any has one."""
        return grand_total_of_known(one.group.score.weighted for one in self.objectives)

    @property
    def weight(self) -> Decimal:
        """Σ of the weights that is out of."""
        return sum((one.group.score.weight for one in self.objectives), Decimal(0))


@dataclass(frozen=True)
class PlanPage:
    """A plan as of one month; ``findings`` are those about the plan as a whole.

    ``months`` are those that are owed or have a return, to choose from, and where it stands;
    ``begins`` is the first day of a year that is still to come.
    """

    figures: PlanFigures
    month: Month
    score: PlanScore
    sections: tuple[PlanSection, ...]
    findings: tuple[Problem, ...]
    count: int
    months: Mapping[Month, ReturnStatus]
    begins: date | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.figures.plan

    @property
    def pace_note(self) -> str:
        """How many of the indicators are behind the year; empty once it is over."""
        rows = (row for one in self.sections for part in one.objectives for row in part.group.rows)
        return tally_text(pace_tally(row.pace for row in rows), language=reader_language())

    @property
    def return_status(self) -> ReturnStatus | None:
        """Where the month's return stands, if it has one."""
        return self.months.get(self.month)


def plan_page(
    figures: PlanFigures,
    month: Month,
    score: PlanScore,
    *,
    titles: Mapping[str, Message],
    settings: CheckSettings,
    today: date,
    reviewing: str = "",
    is_ours: bool = False,
) -> PlanPage:
    """The page of a plan as of ``month``; ``titles`` are the sections' headings, ``settings`` what
    its rules check it by, ``reviewing`` names the office that decides on its returns, ``is_ours``
    says that the reader is of it.

    No query, if the plan has its calendar at hand.
    """
    document, plan = figures.document(until=month), figures.plan
    by_rules = settings.of(document, kind=Kind(plan.kind), stated=plan.total_weight)
    first_day = plan.span.months[0].first_day
    problems = check(document, settings=by_rules)
    spoken: dict[str, list[Problem]] = {}
    for problem in problems:
        spoken.setdefault(problem.row, []).append(problem)
    rows = rows_of(figures, month, score, findings=problems, today=today)
    return PlanPage(
        figures=figures,
        month=month,
        score=score,
        sections=tuple(_sections(by_objective(rows, score), titles, spoken)),
        findings=tuple(spoken.get("", ())),
        count=len(problems),
        months=_months(figures, today, reviewing, is_ours=is_ours),
        begins=first_day if first_day > today else None,
    )


def _months(
    figures: PlanFigures, today: date, reviewing: str, *, is_ours: bool
) -> dict[Month, ReturnStatus]:
    plan, monthly_returns = figures.plan, figures.monthly_returns
    calendar, owed = calendar_of(plan), waited_for(figures, on=today)
    return {
        month: ReturnStatus(
            monthly_returns.get(month),
            calendar.of_month(month),
            today,
            office=plan.office.name,
            reviewing=reviewing,
            is_waited_for=month in owed,
            is_ours=is_ours,
        )
        for month in sorted(owed | monthly_returns.keys())
    }


def _sections(
    groups: Sequence[ObjectiveRows],
    titles: Mapping[str, Message],
    spoken: Mapping[str, Sequence[Problem]],
) -> list[PlanSection]:
    keys = {group.score.key for group in groups}
    return [
        PlanSection(
            title=sentence(titles[code]) if code in titles else code,
            objectives=tuple(
                ObjectiveFindings(group, tuple(_own(group, spoken, keys))) for group in members
            ),
        )
        for code, members in groupby(groups, key=lambda group: group.objective.section)
    ]


def _own(
    group: ObjectiveRows, spoken: Mapping[str, Sequence[Problem]], keys: Set[str]
) -> list[Problem]:
    """The findings about the objective and its activities, not about its indicators.

    Where codes are bare numbers an activity may be called as another objective is.
    """
    rows = {row.indicator.row for row in group.rows}
    activities = {row.indicator.activity.code: None for row in group.rows}
    names = [group.score.key, *(code for code in activities if code not in keys | rows)]
    return [problem for name in names for problem in spoken.get(name, ())]
