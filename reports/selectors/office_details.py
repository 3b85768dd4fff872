"""What is shown of some of the dashboard's offices beyond their places: two queries for a page."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q, Sum

from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.selectors import row_then
from indicators.scoring.pace import share_of_year_gone
from indicators.scoring.precision import HUNDRED
from indicators.scoring.values import Direction, Reason
from numerals import Month
from plans.document.methods import Method
from reports.dashboard.offices import OfficeDetails, OfficeFigures
from reports.dashboard.selection import Selection
from reports.dashboard.shown import PaceShare
from reports.selectors.objectives import objective_scores

_AT_ONCE: Final = 5_000
"""Offices whose details one query reads; a page shows fewer, a file may hold all."""
_GROWING: Final = tuple(one.value for one in Method if one.rule.grows)


def details_of(
    figures: Collection[OfficeFigures], selection: Selection
) -> dict[int, OfficeDetails]:
    """What is shown of these offices beyond their places, by office id: one query for a page,
    none for no office.
    """
    latest = {office.pk: office.scored for office in figures}
    histories: dict[int, dict[Month, Decimal | None]] = {pk: {} for pk in latest}
    objectives: dict[int, Any] = {}
    offices, last = list(latest), selection.year.months[-1]
    for start in range(0, len(offices), _AT_ONCE):
        for office, at, composite, stored, final, final_objectives in (
            Score.objects.filter(
                plan__office__in=offices[start : start + _AT_ONCE],
                plan__fiscal_year=selection.year.start,
                plan__kind=selection.kind,
                month__lte=selection.month,
            )
            .order_by("plan__version", "month")
            .values_list(
                "plan__office_id",
                "month",
                "normalised",
                "objectives",
                "plan__final_score__normalised",
                "plan__final_score__objectives",
            )
        ):
            until = latest[office]
            if until is None or at > until:
                continue
            is_final = at == last and final_objectives is not None
            histories[office][at] = final if is_final else composite
            if at == latest[office]:
                objectives[office] = final_objectives if is_final else stored
    return {
        pk: OfficeDetails(history, objective_scores(objectives.get(pk, ())))
        for pk, history in histories.items()
    }


def paces_of(figures: Collection[OfficeFigures], selection: Selection) -> dict[int, PaceShare]:
    """How much of each office keeps pace with the year, as of its scored month, by office id: one
    query, none for no office.

    What grows with the year counts: sums and cumulatives that more is better of, by the weights
    that the month is scored by. What was not reported is behind.
    """
    by_month: dict[Month, list[int]] = {}
    for office in figures:
        if office.scored is not None and office.plan is not None:
            by_month.setdefault(office.scored, []).append(office.plan)
    if not by_month:
        return {}
    of_months, ahead = Q(), Q()
    gone = {one: share_of_year_gone(selection.year, on=one.last_day) for one in by_month}
    for month, plans in by_month.items():
        of_months |= Q(score__month=month, score__plan__in=plans)
        ahead |= Q(score__month=month, rate__gte=gone[month])
    unreported = Q(problem=Reason.NOT_REPORTED)
    rows = (
        ScoreLine.objects.annotate(weight_then=row_then("weight"), method_then=row_then("method"))
        .filter(
            of_months,
            Q(explanation__direction=Direction.HIGHER.value) | unreported,
            method_then__in=_GROWING,
            weight_then__gt=0,
        )
        .order_by()
        .values_list("score__plan__office", "score__month")
        .annotate(
            every=Sum("weight_then"),
            ahead=Sum("weight_then", filter=ahead),
            indicators=Count("pk"),
            kept=Count("pk", filter=ahead),
        )
    )
    return {
        office: PaceShare(
            share=(ahead_weight or 0) * HUNDRED / every,
            gone=gone[month],
            behind=indicators - kept,
            indicators=indicators,
        )
        for office, month, every, ahead_weight, indicators, kept in rows
    }
