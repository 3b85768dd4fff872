"""Days of achievement that the year does not have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plans.document.checks.sentences import error
from plans.document.checks.settings import CheckSettings
from plans.document.days import day_problem
from plans.document.values import IndicatorEntry, PlanDocument, Problem


def day_outside_year(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A day of achievement before or after the fiscal year, or one that is yet to come."""
    if document.fiscal_year is None:
        return
    for indicator in document.within_year().indicators:
        for day in _days(indicator):
            problem = day_problem(
                day,
                year=document.fiscal_year,
                targets=indicator.targets,
                today=settings.today,
            )
            if problem:
                yield error("day-outside-year", indicator.row, bn=problem.bn, en=problem.en)


def _days(indicator: IndicatorEntry) -> list[date]:
    """Each day once, in the order of the months, the printed one last."""
    said = [figure for _, figure in sorted(indicator.achieved.items())]
    figures = [*said, indicator.reported.cumulative]
    return list(dict.fromkeys(one for one in figures if isinstance(one, date)))
