"""Readers of the same row in the office's other years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import OuterRef, Subquery

from indicators.periods.kept.selectors import final_evaluations
from indicators.periods.models import EvaluatedValue
from indicators.returns.models import ScoreLine
from numerals import Month
from offices.models import Office
from plans.document.matching.wordings import Answers, Worded, alike, same_of
from plans.document.values import TierTargets
from plans.models import TARGET_FIELDS, Indicator
from reports.explorer.selectors.wordings import WORDS, worded
from reports.explorer.values import YearOfRow

MOST_YEARS: Final = 6


def other_years(
    indicator: Indicator, words: Worded, *, office: Office, kind: str, answers: Answers
) -> list[YearOfRow]:
    """The same row in the office's other years, the latest first: three queries.

    Of each year the row that is most alike, if it is the same.
    """
    rows = list(
        Indicator.objects.filter(plan__office=office, plan__kind=kind)
        .exclude(plan=indicator.plan_id)
        .order_by("-plan__fiscal_year", "plan__version", "position")
        .values_list("plan__fiscal_year", "plan", "pk", "code", *TARGET_FIELDS, *WORDS)
    )
    said = {row[2]: worded(row[-len(WORDS) :]) for row in rows}
    same = same_of(alike([words], list(said.values()), answers=answers)).get(words, {})
    years: dict[int, YearOfRow] = {}
    for year, plan, pk, code, *rest in rows:
        likeness = same.get(said[pk])
        if likeness is not None and (year not in years or years[year].likeness < likeness):
            targets = TierTargets(*rest[: len(TARGET_FIELDS)])
            years[year] = YearOfRow(year, plan, pk, said[pk], code, targets, likeness)
    shown = sorted(years.values(), key=lambda one: -one.year)[:MOST_YEARS]
    return _with_outcomes(shown)


def _with_outcomes(rows: Sequence[YearOfRow]) -> list[YearOfRow]:
    """Each with what is stored of its last scored month; of an evaluated year with what was
    recognised, and its score.
    """
    recognised = EvaluatedValue.objects.filter(
        indicator=OuterRef("indicator"), report__plan__final_score__isnull=False
    )
    lines = (
        ScoreLine.objects.filter(indicator__in=[one.indicator for one in rows])
        .annotate(recognised=Subquery(recognised.values("value")[:1]))
        .order_by("score__month")
        .values_list("indicator", "score__month", "achieved", "raw", "recognised")
    )
    latest = {pk: found for pk, *found in lines}
    for final in final_evaluations([one.plan for one in rows]).values():
        for pk in final.rows.keys() & latest.keys():
            latest[pk][2] = final.rows[pk].raw
    return [
        _outcome(one, *latest[one.indicator]) if one.indicator in latest else one for one in rows
    ]


def _outcome(row: YearOfRow, month: Month, achieved: Any, raw: Any, recognised: Any) -> YearOfRow:
    return YearOfRow(
        row.year,
        row.plan,
        row.indicator,
        row.words,
        row.code,
        row.targets,
        row.likeness,
        month,
        achieved if recognised is None else recognised,
        raw,
        recognised is not None,
    )
