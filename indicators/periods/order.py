"""In which order reports of a year are handed in and given back (docs/returns.md).

A quarter goes back while later ones stand only if whoever gives it back says that they know. The
year is handed in once its quarters are.
"""

from __future__ import annotations

from collections.abc import Collection

from indicators.periods.models import PeriodReport, ReportKind
from indicators.periods.workflow import FREEZING
from indicators.returns.selectors.figures import PlanFigures
from plans.calendar.terms import Period, PeriodKind, periods_of


class LaterStand(Exception):
    """Later quarters stand handed in or accepted, and nobody said that they know: ``reports``."""

    def __init__(self, reports: list[PeriodReport]) -> None:
        super().__init__(", ".join(report.name for report in reports))
        self.reports = reports


class QuartersMissing(Exception):
    """Quarters that are to be handed in before the year: ``reports``, stored or not."""

    def __init__(self, reports: list[PeriodReport]) -> None:
        super().__init__(", ".join(report.name for report in reports))
        self.reports = reports


def later_standing(report: PeriodReport) -> list[PeriodReport]:
    """The later quarters that stand handed in or accepted: one query, none for the year."""
    if report.kind != ReportKind.QUARTER:
        return []
    later = PeriodReport.objects.filter(
        plan=report.plan, kind=ReportKind.QUARTER, number__gt=report.number, state__in=FREEZING
    )
    return list(later.order_by("number"))


def require_known(report: PeriodReport, known: Collection[int]) -> None:
    """Raise ``LaterStand`` for later quarters that stand and whose number is not among these."""
    later = later_standing(report)
    if any(one.number not in known for one in later):
        raise LaterStand(later)


def missing_quarters(figures: PlanFigures) -> list[PeriodReport]:
    """The quarters that the year waits for: those that have a return and were not handed in.

    Handed in is enough: quarter 4 and the year are due on the same day, and both are decided on
    by the same office. One query.
    """
    plan = figures.plan
    stored = {one.number: one for one in PeriodReport.objects.filter(plan=plan, kind="quarter")}
    found = []
    for period in periods_of(plan.span, PeriodKind.QUARTER):
        report = stored.get(period.number) or PeriodReport(
            plan=plan, kind=ReportKind.QUARTER, number=period.number
        )
        report.plan = plan
        if report.state not in FREEZING and _has_return(figures, period):
            found.append(report)
    return found


def require_quarters(figures: PlanFigures, report: PeriodReport) -> None:
    """Raise ``QuartersMissing`` where the year would be handed in before its quarters."""
    if report.kind == ReportKind.YEAR and (missing := missing_quarters(figures)):
        raise QuartersMissing(missing)


def _has_return(figures: PlanFigures, period: Period) -> bool:
    return any(month in figures.monthly_returns for month in period.months)
