"""A quarter's report: prepared and handed in by the office, decided on by the reviewer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.periods.page import PeriodPage
from indicators.periods.report_pages import ReportForms, context_of, is_late_look, posted
from indicators.periods.selectors import report_with_steps
from indicators.returns.lookup import plan_or_404, this_month
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from indicators.returns.selectors.owed import reviewing_name
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar.terms import Period, PeriodKind, periods_of
from plans.models import Plan


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quarter(
    request: HttpRequest, *, office: str, year: str, kind: str, number: int
) -> HttpResponse:
    """The quarter's figures, remarks and state; a POST writes, or takes the step that it names."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    page = _page(request, plan, _quarter_or_404(plan, number))
    if request.method == "POST":
        return posted(request, page, show=_render)
    if is_late_look(request, page):
        return redirect(page.url)
    return _render(request, page, ReportForms())


def _page(request: HttpRequest, plan: Plan, period: Period) -> PeriodPage:
    figures = figures_of(plan).counted
    report, steps = report_with_steps(plan, period)
    return PeriodPage(
        report,
        figures,
        score_figures(figures, month=period.last, rules=rules_of(plan.rule_set)),
        tuple(steps),
        timezone.localdate(),
        reviewing=reviewing_name(plan),
        is_ours=access_of(signed_in(request)).may_prepare(plan.office),
    )


def _quarter_or_404(plan: Plan, number: int) -> Period:
    """The quarter, if there is one of that number and it has begun."""
    quarters = periods_of(plan.span, PeriodKind.QUARTER)
    if not 1 <= number <= len(quarters) or quarters[number - 1].first > this_month():
        raise Http404
    return quarters[number - 1]


def _render(
    request: HttpRequest, page: PeriodPage, forms: ReportForms, *, status: int = 200
) -> HttpResponse:
    context = context_of(request, page, forms)
    return render(request, "indicators/periods/quarter.html", context, status=status)
