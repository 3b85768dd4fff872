"""A form's document becomes a plan with its returns."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from indicators.returns.history import record_entered, record_stored
from indicators.returns.models import Achievement, MonthlyReturn
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import figures_of, printed_for
from numerals import NIL, Month
from offices.models import Office, User
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Plan
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
        record_stored([plan.pk], are_of_now=True)
    return plan


def store_returns(
    plan: Plan, document: PlanDocument, *, months: Collection[Month], by: User | None = None
) -> None:
    """Store the document's figures as the plan's first returns of ``months``, with scores."""
    if not months:
        return
    ids = dict(plan.indicators.values_list("row", "pk"))
    monthly_returns = MonthlyReturn.objects.bulk_create(
        MonthlyReturn(plan=plan, month=month, version=1) for month in sorted(months)
    )
    Achievement.objects.bulk_create(
        _cell(
            monthly_return,
            ids[entry.row],
            entry,
            by=by,
            is_last=monthly_return is monthly_returns[-1],
        )
        for monthly_return in monthly_returns
        for entry in document.indicators
    )
    store_scores(figures_of(plan), since=min(months))


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
