"""What an address names, for those who may see it; everything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone

from indicators.returns.selectors.figures import PlanFigures
from numerals import Month, show_scores_at
from offices.requests import signed_in
from offices.selectors import access_of
from plans.models import Plan
from plans.selectors import plan_seen_by


def plan_or_404(request: HttpRequest, *, office: str, year: str, kind: str) -> Plan:
    """The plan of the address, if the person may see it; scores are shown as its rules have it."""
    try:
        plan = plan_seen_by(signed_in(request), office=office, year=year, kind=kind)
    except Plan.DoesNotExist as error:
        raise Http404 from error
    show_scores_at(plan.rule_set.score_places)
    return plan


def month_of(text: str) -> Month:
    """The month that an address names, if it names one."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise Http404 from error


def month_or_404(plan: Plan, text: str) -> Month:
    """The month of the address, if it is one of the plan's year and has begun."""
    month = month_of(text)
    if not has_begun(plan, month):
        raise Http404
    return month


def has_begun(plan: Plan, month: Month) -> bool:
    """Whether the month is one of the plan's year and no later than today's."""
    return month in plan.span and month <= this_month()


def this_month() -> Month:
    """The month that today falls in, where the offices are."""
    return Month.of(timezone.localdate())


def latest_month(figures: PlanFigures) -> Month:
    """The last month with a return, or the last of the year that has begun."""
    if figures.monthly_returns:
        return max(figures.monthly_returns)
    begun = [month for month in figures.plan.span.months if month <= this_month()]
    return begun[-1] if begun else figures.plan.span.months[0]


def writer_or_404(request: HttpRequest, plan: Plan) -> None:
    """Only the office's own entry officer writes its figures and their evidence."""
    if not access_of(signed_in(request)).may_enter(plan.office):
        raise Http404
