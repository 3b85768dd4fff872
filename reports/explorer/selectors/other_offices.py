"""Readers of the same row in other offices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When

from indicators.periods.kept.selectors import final_evaluations
from indicators.returns.models import MonthlyReturn, ScoreLine, State
from indicators.returns.review.selectors import office_state
from numerals import Month
from offices.models import Office
from plans.document.matching.wordings import Answers, Worded, alike, same_of
from plans.models import Indicator, Plan
from reports.explorer.selectors.wordings import WORDS, is_comparable, worded
from reports.explorer.values import LineOfOffice, LinesOfOffices

MOST_WORDINGS: Final = 200
"""Plans whose wordings are looked through for the same row, the nearest offices' first."""


def lines_of_offices(
    plan: Plan, words: Worded, row: str, month: Month, *, under: str, answers: Answers
) -> LinesOfOffices:
    """The same indicator in all offices of the plan's level under the path: three queries, in a
    year's last month four. Of an evaluated year it is what the evaluation gave.

    Wordings that are the same are looked for in the plans of the nearest offices; all that use one
    of them under one of its rows are taken. Another unit, or a mean beside a sum, is left out.
    """
    plans = Plan.objects.filter(
        fiscal_year=plan.fiscal_year_id,
        kind=plan.kind,
        office__path__under=under,
        office__level=plan.office.level,
    )
    wordings = _same_wordings(plans, plan, words, answers)
    titles = {words.title, *(said.title for said, _ in wordings)}
    units = {words.unit, *(said.unit for said, _ in wordings)}
    rows = {row, *(other for _, other in wordings)}
    found = (
        ScoreLine.objects.filter(
            score__month=month,
            score__plan__in=plans.order_by(),
            indicator__row__in=rows,
            indicator__title__in=titles,
            indicator__unit__in=units,
        )
        .annotate(return_state=_state_of_return(month))
        .order_by("score__plan__version")
        .values_list(
            "score__plan__office", "indicator", "indicator__row", "achieved", "raw", "return_state"
        )
    )
    is_whole = month == plan.span.months[-1]
    finals = final_evaluations(plans.values_list("pk", flat=True)) if is_whole else {}
    evaluated = {pk: one for final in finals.values() for pk, one in final.rows.items()}
    lines: dict[int, LineOfOffice] = {}
    own: set[int] = set()
    for office, pk, other, achieved, raw, state in found:
        # Of two rows that are the same the one of the same number.
        if office in own and other != row:
            continue
        if other == row:
            own.add(office)
        line = LineOfOffice(office, pk, achieved, raw, state in HANDED_IN)
        final = evaluated.get(pk)
        lines[office] = replace(line, achieved=final.achieved, raw=final.raw) if final else line
    return LinesOfOffices(tuple(lines.values()), plans.values("office").distinct().count())


HANDED_IN: Final = frozenset({State.SUBMITTED, State.RESUBMITTED, State.ACCEPTED, State.REOPENED})
"""What a stored score is of figures that somebody signed."""


def _state_of_return(month: Month) -> Subquery:
    monthly_returns = MonthlyReturn.objects.filter(plan=OuterRef("score__plan"), month=month)
    return Subquery(monthly_returns.annotate(shown=office_state()).values("shown")[:1])


def _same_wordings(
    plans: QuerySet[Plan], plan: Plan, words: Worded, answers: Answers
) -> set[tuple[Worded, str]]:
    """The wordings that are the same, each with the rows that use it: one query."""
    nearest = plans.order_by(
        Case(
            When(office__parent=plan.office.parent_id, then=0),
            default=1,
            output_field=IntegerField(),
        ),
        "pk",
    ).values("pk")[:MOST_WORDINGS]
    rows = (
        Indicator.objects.filter(plan__in=nearest).order_by().values_list("row", *WORDS).distinct()
    )
    used = [(worded(said), row) for row, *said in rows]
    same = same_of(alike([words], [one for one, _ in used], answers=answers)).get(words, {})
    return {(said, row) for said, row in used if said in same and is_comparable(words, said)}


def offices_named(keys: Collection[int]) -> Mapping[int, Office]:
    """The offices by id: one query, none for none."""
    return Office.objects.in_bulk(list(keys)) if keys else {}
