"""How a plan's indicators stand in a year that is not over."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.selectors import indicator_score
from indicators.scoring.pace import PaceTally, pace_tally, year_pace
from numerals import Month
from plans.document.frequencies import Frequency
from plans.document.methods import Method


def pace_of_plans(plans: Q, month: Month, *, today: date) -> PaceTally | None:
    """The tally of the plans' indicators as of the month: one query, none once the year is over.

    ``plans`` chooses among scores by their plan.
    """
    if today > month.fiscal_year.last_day:
        return None
    lines = ScoreLine.objects.filter(score__month=month).select_related("indicator")
    return pace_tally(
        year_pace(
            indicator_score(line.indicator, line, {}),
            method=Method(line.indicator.method) if line.indicator.method else None,
            targets=line.indicator.targets,
            frequency=Frequency(line.indicator.frequency),
            month=month,
            today=today,
        )
        for line in lines.filter(score__in=_scores(plans, month))
    )


def _scores(plans: Q, month: Month) -> QuerySet[Score]:
    return Score.objects.filter(plans, month=month)
