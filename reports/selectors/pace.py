"""How a plan's indicators stand in a year that is not over."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from indicators.returns.models import MonthlyReturn, Score, ScoreLine
from indicators.returns.scores.selectors import indicator_score
from indicators.returns.selectors.accepted import words_accepted
from indicators.scoring.pace import PaceTally, YearPace, pace_tally, year_pace
from numerals import Month
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.models import Indicator


def pace_of_plans(plans: Q, month: Month, *, today: date) -> PaceTally | None:
    """The tally of the plans' indicators as of the month: two queries, three where it is accepted,
    none once the year is over.

    ``plans`` chooses among scores by their plan. The rows are those that the month was accepted
    with.
    """
    if today > month.fiscal_year.last_day:
        return None
    accepted = _accepted_rows(plans, month)
    lines = ScoreLine.objects.filter(score__month=month).select_related("indicator")
    return pace_tally(
        _pace(line, accepted.get(line.indicator_id, line.indicator), month, today)
        for line in lines.filter(score__in=_scores(plans, month))
    )


def _pace(line: ScoreLine, row: Indicator, month: Month, today: date) -> YearPace | None:
    return year_pace(
        indicator_score(row, line, {}),
        method=Method(row.method) if row.method else None,
        targets=row.targets,
        frequency=Frequency(row.frequency),
        month=month,
        today=today,
    )


def _accepted_rows(plans: Q, month: Month) -> dict[int, Indicator]:
    """The rows by id as the month was accepted with them; none where it is not."""
    returns = MonthlyReturn.objects.filter(plans, month=month).select_related("plan")
    words = words_accepted(returns)
    return {row.pk: row for one in words.values() for row in one.indicators}


def _scores(plans: Q, month: Month) -> QuerySet[Score]:
    return Score.objects.filter(plans, month=month)
