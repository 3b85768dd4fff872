"""What the office page shows: four queries for all plans of a year, two for the titles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Count, Q
from django.utils import timezone

from indicators.periods.models import FinalScore
from indicators.returns.models import MonthlyReturn, Score, State
from indicators.returns.review.selectors import office_state
from indicators.returns.selectors.owed import months_waited_for, name_of
from indicators.returns.workflow import awaits_review
from numerals import FiscalYearSpan, Month
from offices.models import Office
from offices.selectors import reviewing_offices
from plans.calendar.selectors import calendar_of, with_calendar
from plans.document.frequencies import Frequency, frequencies_asked
from plans.models import FiscalYear, Plan
from reports.dashboard.office import MonthScore, PlanYear
from reports.dashboard.offices import StoredReturn
from reports.selectors.objectives import objective_scores
from reports.selectors.returns import stored_return

_SIZES: Final = {
    f"of_{one.name.lower()}": Count(
        "indicators",
        filter=Q(indicators__frequency=one, indicators__linked_kind="", indicators__roll_up=""),
    )
    for one in Frequency
}


def years_of(office: Office) -> list[FiscalYear]:
    """The fiscal years that the office has plans of, newest first."""
    return list(FiscalYear.objects.filter(plans__office=office).distinct().order_by("-start"))


def plans_of_year(office: Office, year: FiscalYearSpan) -> list[PlanYear]:
    """The office's plans of the year with their scores and returns, one of each kind.

    Of a plan in several versions the newest is told; a month that only an earlier version
    has a score or a return of keeps it.
    """
    plans = list(
        with_calendar(Plan.objects.filter(office=office, fiscal_year=year.start))
        .select_related("office", "rule_set")
        .annotate(**_SIZES)
        .order_by("version")
    )
    scores: dict[str, dict[Month, MonthScore]] = {plan.kind: {} for plan in plans}
    returns: dict[str, dict[Month, StoredReturn]] = {plan.kind: {} for plan in plans}
    kinds = {plan.pk: plan.kind for plan in plans}
    for plan, month, composite, weighted, weight, reported, objectives in (
        Score.objects.filter(plan__in=kinds)
        .order_by("plan__version", "month")
        .values_list(
            "plan_id", "month", "normalised", "weighted", "weight", "reported", "objectives"
        )
    ):
        scores[kinds[plan]][month] = MonthScore(
            composite, weighted, weight, reported, objective_scores(objectives)
        )
    finals = {
        kinds[one.plan_id]: MonthScore(
            one.normalised, one.weighted, one.weight, 0, objective_scores(one.objectives)
        )
        for one in FinalScore.objects.filter(plan__in=kinds).order_by("plan__version")
    }
    for plan, month, state, late_by, until in (
        MonthlyReturn.objects.filter(plan__in=kinds)
        .order_by("plan__version", "month")
        .values_list("plan_id", "month", office_state(), "late_by", "open_until")
    ):
        if stored := stored_return(state, late_by, until):
            returns[kinds[plan]][month] = stored
    # Who decides is told of what waits for a decision, and asked for only then.
    today = timezone.localdate()
    waits = any(
        awaits_review(State(one.state), one.open_until, on=today)
        for told in returns.values()
        for one in told.values()
    )
    reviewing = name_of(reviewing_offices([office]).get(office.pk)) if waits else ""
    newest = {plan.kind: plan for plan in plans}
    return [
        PlanYear(
            kind,
            plan.version,
            _asked(plan, year),
            calendar_of(plan),
            office.name,
            reviewing,
            scores[kind],
            returns[kind],
            frozenset(_waited_for(plan, returns[kind], on=today)),
            finals.get(kind),
            plan.rule_set,
        )
        for kind, plan in newest.items()
    ]


def _waited_for(plan: Plan, known: Collection[Month], *, on: date) -> list[Month]:
    asked = {one for one in Frequency if getattr(plan, f"of_{one.name.lower()}")}
    return months_waited_for(plan, known, asked, on=on)


def _asked(plan: Plan, year: FiscalYearSpan) -> dict[Month, int]:
    """How many indicators each month's return asks for."""
    return {
        month: sum(getattr(plan, f"of_{one.name.lower()}") for one in frequencies_asked(month))
        for month in year.months
    }
