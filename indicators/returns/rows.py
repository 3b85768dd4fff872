"""The rows of the form for one month, and under their objectives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from indicators.returns.models import CellNote
from indicators.returns.outlook import outlook
from indicators.returns.row import ReturnRow
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.pace import YearPace, year_pace
from indicators.scoring.values import IndicatorScore, ObjectiveScore, PlanScore
from numerals import Figure, Month, decimals_of
from plans.addresses import plan_place, plan_url
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.values import Problem
from plans.models import Indicator, Objective
from presentation.figures import sentence
from presentation.language import reader_language


@dataclass(frozen=True)
class ObjectiveRows:
    """An objective with its rows and its score."""

    objective: Objective
    score: ObjectiveScore
    rows: tuple[ReturnRow, ...]


def rows_of(
    figures: PlanFigures,
    month: Month,
    score: PlanScore,
    *,
    findings: Sequence[Problem] = (),
    notes: Mapping[int, CellNote] | None = None,
    returned: Mapping[str, str | None] | None = None,
    today: date | None = None,
) -> list[ReturnRow]:
    """The rows of the form for one month, in order; told by ``today`` what can be gained yet."""
    by_key = {one.key: one for one in score.indicators}
    spoken: dict[str, list[Problem]] = {}
    for problem in findings:
        spoken.setdefault(problem.row, []).append(problem)
    before = (month.plus(-2), month.plus(-1))
    # To make each address anew would take as long as to write the row.
    pages = plan_place("indicator", figures.plan, 0).removesuffix("0/")
    spoken_in = reader_language()
    return [
        ReturnRow(
            indicator=indicator,
            score=by_key[indicator.row],
            months=before,
            earlier=tuple(_figure(figures, one, indicator.pk) for one in before),
            decimals=decimals_of(*(t for t in indicator.targets if isinstance(t, Decimal))),
            cell=figures.cells_of(month).get(indicator.pk),
            language=spoken_in,
            findings=tuple(spoken.get(indicator.row, ())),
            note=(notes or {}).get(indicator.pk),
            returned=(returned or {}).get(str(indicator.pk)),
            was_returned=bool(returned),
            outlook=outlook(figures, indicator, by_key[indicator.row], month=month, today=today)
            if today
            else None,
            pace=_pace(indicator, by_key[indicator.row], month, today) if today else None,
            page_url=f"{pages}{indicator.pk}/?month={month}",
            offices_url=plan_url("indicators:rolled", figures.plan, month, indicator.pk)
            if indicator.roll_up
            else "",
            earned_by=figures.plan.at.beside(indicator.linked_kind)
            if indicator.linked_kind
            else None,
            earned_by_name=sentence(figures.plan.fiscal_year.scheme(indicator.linked_kind).name)
            if indicator.linked_kind
            else "",
        )
        for indicator in figures.indicators
    ]


def by_objective(rows: Sequence[ReturnRow], score: PlanScore) -> list[ObjectiveRows]:
    """The rows under their objectives, each with its score."""
    groups = groupby(rows, key=lambda row: row.indicator.activity.objective_id)
    members = [tuple(group) for _, group in groups]
    return [
        ObjectiveRows(group[0].indicator.activity.objective, objective, group)
        for group, objective in zip(members, score.objectives, strict=True)
    ]


def _pace(
    indicator: Indicator, score: IndicatorScore, month: Month, today: date
) -> YearPace | None:
    return year_pace(
        score,
        method=Method(indicator.method) if indicator.method else None,
        targets=indicator.targets,
        frequency=Frequency(indicator.frequency),
        month=month,
        today=today,
    )


def _figure(figures: PlanFigures, month: Month, indicator: int) -> Figure:
    cell = figures.cells_of(month).get(indicator)
    return cell.figure if cell else None
