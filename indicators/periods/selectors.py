"""Quarterly reports and annual evaluations, and what is owed of them."""

from __future__ import annotations

from django.db.models import QuerySet

from indicators.periods.models import (
    EvaluatedValue,
    FinalScore,
    PeriodReport,
    PeriodStep,
    ReportKind,
)
from indicators.periods.workflow import IN_REVIEW, RETURN
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.review.selectors import office_state
from numerals import Month
from offices.models import Office, User
from offices.selectors import offices_reviewed_by
from plans.calendar.terms import Period
from plans.models import Plan


def find_report(plan: Plan, period: Period) -> PeriodReport:
    """The plan's report of the period, or one that is not stored yet: one query."""
    kind = ReportKind(period.kind.value)
    found = PeriodReport.objects.filter(plan=plan, kind=kind, number=period.number)
    stored = found.select_related("submitted_by", "decided_by").first()
    report = stored or PeriodReport(plan=plan, kind=kind, number=period.number)
    report.plan = plan
    return report


def report_with_steps(plan: Plan, period: Period) -> tuple[PeriodReport, list[PeriodStep]]:
    """The plan's report of the period and its way so far: one query, two before its first step."""
    steps = list(
        PeriodStep.objects.filter(
            report__plan=plan, report__kind=period.kind.value, report__number=period.number
        )
        .select_related("by", "report__submitted_by", "report__decided_by")
        .order_by("pk")
    )
    if not steps:
        return find_report(plan, period), []
    report = steps[0].report
    report.plan = plan
    return report, steps


def steps_of_report(report: PeriodReport) -> list[PeriodStep]:
    """The report's way so far, oldest first: one query."""
    if report._state.adding:
        return []
    return list(PeriodStep.objects.filter(report=report).select_related("by").order_by("pk"))


def final_score_of(plan: Plan) -> FinalScore | None:
    """The year's score of the plan, if its evaluation is final: one query."""
    return FinalScore.objects.filter(plan=plan).select_related("rule_set").first()


def evaluated_values(report: PeriodReport) -> dict[int, EvaluatedValue]:
    """What the evaluator recognises otherwise than the office, by indicator id: one query."""
    if report._state.adding:
        return {}
    return {one.indicator_id: one for one in EvaluatedValue.objects.filter(report=report)}


def last_return_of(report: PeriodReport, steps: list[PeriodStep]) -> PeriodStep | None:
    """Why the report came back, while the office answers or has just answered."""
    if report.office_state not in (State.RETURNED, State.RESUBMITTED):
        return None
    return next((step for step in reversed(steps) if _gave_back(step)), None)


def _gave_back(step: PeriodStep) -> bool:
    """Whether the reviewer gave it back: it comes back within the office by other steps."""
    return step.to_state == State.RETURNED and step.code in ("", RETURN.code)


def reports_to_open(user: User) -> list[tuple[PeriodReport, list[Month]]]:
    """The reports that went back from the user's offices, each with the months to open: 2 queries.

    Those are accepted, and no other report holds them. A report without one is left out: its
    office has what it needs.
    """
    reports = list(
        PeriodReport.objects.alias(seen=office_state())
        .filter(seen=State.RETURNED, plan__office__in=offices_reviewed_by(user))
        .select_related("plan__office", "plan__fiscal_year")
        .order_by("decided_at")
    )
    accepted: dict[int, set[Month]] = {}
    plans = {report.plan_id for report in reports}
    if plans:
        monthly_returns = MonthlyReturn.objects.filter(plan__in=plans, state=State.ACCEPTED)
        for plan, month in monthly_returns.values_list("plan", "month"):
            accepted.setdefault(plan, set()).add(month)
    found: list[tuple[PeriodReport, list[Month]]] = []
    for report in reports:
        free = accepted.get(report.plan_id, set()) - report.plan.frozen
        if months := [month for month in report.period.months if month in free]:
            found.append((report, months))
    return found


def reports_to_review(user: User) -> QuerySet[PeriodReport]:
    """The reports that wait for the user's decision or evaluation, oldest first."""
    return reports_in_review(offices_reviewed_by(user))


def reports_in_review(offices: QuerySet[Office]) -> QuerySet[PeriodReport]:
    """The offices' reports that wait for a decision or an evaluation, oldest first."""
    return (
        PeriodReport.objects.filter(state__in=IN_REVIEW, plan__office__in=offices)
        .select_related("plan__office", "plan__fiscal_year", "submitted_by")
        .order_by("submitted_at")
    )
