"""A month as it was accepted, for its own pages and papers.

Words, weights and targets are those that it was accepted with. Of a report that was handed in, its
figures of earlier months are those that the report kept, so that the columns add up to the scores.
docs/decisions/kept-reports.md
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from indicators.periods.kept.figures import kept_figures, read_snapshot
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import PeriodStep, ReportKind
from indicators.periods.workflow import FREEZING, IN_REVIEW
from indicators.returns.selectors.accepted import as_accepted
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month
from plans.calendar.terms import Period, PeriodKind


def read_kept_month(figures: PlanFigures, month: Month) -> PlanFigures:
    """The plan and its figures as the month says them: one query if accepted, two if reported."""
    monthly_return = figures.monthly_returns.get(month)
    if monthly_return is None or not monthly_return.is_frozen:
        return as_accepted(figures, month)
    found = _kept_report(figures, month)
    if found is None:
        return as_accepted(figures, month)
    period, snapshot = found
    kept = kept_figures(snapshot, figures)
    if period.last != month:
        kept = replace(as_accepted(figures, month), cells=kept.cells)
    # The month's own cells with who wrote them: they are frozen.
    return replace(kept, cells={**kept.cells, month: figures.cells_of(month)})


def _kept_report(figures: PlanFigures, month: Month) -> tuple[Period, Snapshot] | None:
    """The report that the month belongs to, as it was handed in last: one query.

    The quarter's, but of the last month of the year the year's, if there is one: that was handed
    in after it, and the month is scored by it.
    """
    quarter = Period.containing(month, PeriodKind.QUARTER)
    covering = Q(report__kind=ReportKind.QUARTER, report__number=quarter.number)
    steps = (
        PeriodStep.objects.filter(
            covering | Q(report__kind=ReportKind.YEAR),
            report__plan=figures.plan,
            report__state__in=FREEZING,
            to_state__in=IN_REVIEW,
        )
        .exclude(reported={})
        .select_related("report")
    )
    order = "-report__kind" if month == figures.plan.span.months[-1] else "report__kind"
    step = steps.order_by(order, "-pk").first()
    if step is None:
        return None
    step.report.plan = figures.plan
    return step.report.period, read_snapshot(step.reported, figures=figures)
