"""A form's document becomes a plan with its returns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from indicators.returns.history import record_entered, record_stored
from indicators.returns.models import Achievement, MonthlyReturn
from indicators.returns.scores.services import Rescoring, Scores, store_scores_of
from indicators.returns.selectors.figures import PlanFigures, figures_of_plans, printed_for
from numerals import NIL, Month
from offices.models import Office, User
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Indicator, Plan
from plans.services import store_plan


@transaction.atomic
def import_document(
    document: PlanDocument,
    *,
    office: Office,
    kind: str,
    by: User | None = None,
    is_demo: bool = False,
) -> Plan:
    """Store a plan form or progress form for an office: plan, returns and scores, or nothing.

    The printed columns 16 and 17 are kept with the last month's cells, beside the figures
    that are computed; months of another fiscal year are left out. Raises
    ``plans.services.PlanExists`` and ``ValueError``.
    """
    document = document.within_year()
    plan = store_plan(document, office=office, kind=kind, is_demo=is_demo)
    store_returns(plan, document, months=document.months, by=by)
    if not is_demo:
        # The demo dates its cells back first, then tells of them.
        record_entered([plan.pk], by=by)
        record_stored([plan.pk])
    return plan


def store_returns(
    plan: Plan, document: PlanDocument, *, months: Collection[Month], by: User | None = None
) -> None:
    """Store the document's figures as the plan's first returns of ``months``, with scores."""
    store_first_returns([FirstReturns(plan, document, tuple(sorted(months)), by)])


@dataclass(frozen=True)
class FirstReturns:
    """The figures of a plan that has no return yet, of these months in order; who typed them."""

    plan: Plan
    document: PlanDocument
    months: Sequence[Month]
    by: User | None = None


def store_first_returns(
    entered: Sequence[FirstReturns],
) -> tuple[dict[int, PlanFigures], dict[int, Scores]]:
    """Store the first returns of many plans in as many queries as of one; what was stored of each,
    and its scores, by plan id.
    """
    entered = [one for one in entered if one.months]
    if not entered:
        return {}, {}
    ids: dict[int, dict[str, int]] = {one.plan.pk: {} for one in entered}
    rows = Indicator.objects.filter(plan__in=ids).order_by()
    for plan, row, pk in rows.values_list("plan", "row", "pk"):
        ids[plan][row] = pk
    monthly_returns = iter(
        MonthlyReturn.objects.bulk_create(
            MonthlyReturn(plan=one.plan, month=month, version=1)
            for one in entered
            for month in one.months
        )
    )
    Achievement.objects.bulk_create(
        cell
        for one in entered
        for month in one.months
        for cell in _cells(next(monthly_returns), one, ids[one.plan.pk])
    )
    figures = {one.plan.pk: one for one in figures_of_plans([one.plan for one in entered])}
    scores = store_scores_of(
        [Rescoring(figures[one.plan.pk], since=one.months[0]) for one in entered]
    )
    return figures, scores


def _cells(
    monthly_return: MonthlyReturn, entered: FirstReturns, ids: dict[str, int]
) -> Iterator[Achievement]:
    is_last = monthly_return.month == entered.months[-1]
    for entry in entered.document.indicators:
        yield _cell(monthly_return, ids[entry.row], entry, by=entered.by, is_last=is_last)


def _cell(
    monthly_return: MonthlyReturn,
    indicator: int,
    entry: IndicatorEntry,
    *,
    by: User | None,
    is_last: bool,
) -> Achievement:
    figure = entry.achieved.get(monthly_return.month)
    return Achievement(
        monthly_return=monthly_return,
        indicator_id=indicator,
        value=None if figure is NIL else figure,
        is_nil=figure is NIL,
        remarks=entry.remarks if is_last else "",
        reported_cumulative=entry.reported.cumulative if is_last else None,
        reported_rate=entry.reported.rate if is_last else None,
        reported_for=printed_for(entry.achieved) if is_last else {},
        version=1,
        changed_at=timezone.now(),
        changed_by=by,
    )
