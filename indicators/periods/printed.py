"""Which kept report a form as of a month is printed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.kept.figures import read_snapshot
from indicators.periods.kept.selectors import final_evaluation, last_reported
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import PeriodReport, PeriodStep, ReportKind
from indicators.periods.workflow import FREEZING
from indicators.returns.models import State
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month
from plans.calendar.terms import PeriodKind, periods_of
from plans.handing_in.signing import Hands, hands_of

HALF: Final = PeriodKind.HALF.value
"""How the feedback on the half-year is named, as ``q4`` and ``year`` are reports."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What a report said when it was handed in, what its final evaluation came to, who signed.

    ``report`` is the report itself; feedback on a half-year is none.
    """

    claimed: Snapshot
    final: Snapshot | None = None
    hands: Hands | None = None
    report: PeriodReport | None = None


def kept_report(
    figures: PlanFigures, month: Month, *, report: str = "", is_evaluation: bool = False
) -> KeptReport | None:
    """The kept report that ends with ``month``: the one named, else the quarter's or the year's.

    An evaluation asks for the year's first. ``None`` where it is not handed in (or, of the
    half-year, not spoken of) now. ``ValueError`` where no report of that name ends then. One
    query.
    """
    names = _ending_with(figures, month)
    if report and report not in names:
        raise ValueError(f"no report {report!r} ends with {month}")
    if report == HALF:
        return _spoken_of(figures)
    found = _handed_in(figures, names)
    order = ("year", *names) if is_evaluation else names
    return next((found[one] for one in ((report,) if report else order) if one in found), None)


def _ending_with(figures: PlanFigures, month: Month) -> tuple[str, ...]:
    """The names of the reports that end with the month, shortest first."""
    kinds = {PeriodKind.QUARTER: "q{}", PeriodKind.HALF: HALF, PeriodKind.YEAR: "year"}
    return tuple(
        name.format(period.number)
        for kind, name in kinds.items()
        for period in periods_of(figures.plan.span, kind)
        if period.last == month and not (kind is PeriodKind.HALF and period.number > 1)
    )


def _handed_in(figures: PlanFigures, names: tuple[str, ...]) -> dict[str, KeptReport]:
    steps: dict[str, list[PeriodStep]] = {}
    for step in (
        PeriodStep.objects.filter(report__plan=figures.plan, report__state__in=FREEZING)
        .select_related("report__submitted_by", "report__decided_by")
        .order_by("pk")
    ):
        if step.report.name in names:
            steps.setdefault(step.report.name, []).append(step)
    return {name: kept for name, own in steps.items() if (kept := _kept(own, figures))}


def _kept(steps: list[PeriodStep], figures: PlanFigures) -> KeptReport | None:
    claimed = last_reported(steps, figures=figures)
    if claimed is None:
        return None
    report = steps[0].report
    is_final = report.kind == ReportKind.YEAR and report.state == State.ACCEPTED
    return KeptReport(
        claimed,
        final_evaluation(steps, figures=figures) if is_final else None,
        hands_of(report, steps, office=figures.plan.office),
        report,
    )


def _spoken_of(figures: PlanFigures) -> KeptReport | None:
    feedback = HalfYearFeedback.objects.filter(plan=figures.plan).first()
    if feedback is None or not feedback.reported:
        return None
    return KeptReport(read_snapshot(feedback.reported, figures=figures))
