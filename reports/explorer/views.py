"""The page of one indicator, and a plan's whole year as a table."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.periods.selectors import final_score_of
from indicators.returns.as_kept import kept_month
from indicators.returns.lookup import plan_or_404
from indicators.returns.selectors.figures import figures_of
from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.document.matching.wordings import Answers, Worded
from plans.models import Indicator, Plan
from plans.same_rows.selectors import answers_for
from reports.explorer.asking import month_asked, offices_asked, offices_beside
from reports.explorer.kept import as_accepted_with
from reports.explorer.offices import OfficesPart, order_of
from reports.explorer.page import IndicatorPage, indicator_page
from reports.explorer.selectors.other_offices import lines_of_offices
from reports.explorer.selectors.other_years import other_years
from reports.explorer.selectors.wordings import worded_of
from reports.explorer.selectors.year import reported_months, scored_months, year_scores
from reports.explorer.values import OrderedBy
from reports.explorer.year_table import MonthsShow, year_table
from spreadsheets.downloads import download


@login_required
@require_safe
def indicator(
    request: HttpRequest, *, office: str, year: str, kind: str, indicator: int
) -> HttpResponse:
    """One indicator as of ``?month=``, or of the last month that was scored.

    ``?under=`` names the office whose offices are compared, ``?by=score`` or ``figure`` by what,
    ``?all=`` one page of all of them.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    row = _row_or_404(plan, indicator)
    reported, scored = reported_months(row), scored_months(row)
    month = month_asked(request, plan, scored=scored)
    told = reported.get(month)
    then = as_accepted_with(row, told.monthly_return if told else None)
    words, answers = worded_of(row), answers_for(plan.office)
    access = access_of(signed_in(request))
    page = indicator_page(
        plan,
        then,
        reported=reported,
        scored=scored,
        years=other_years(row, words, office=plan.office, kind=plan.kind, answers=answers),
        words=words,
        month=month,
        today=timezone.localdate(),
        is_ours=access.may_prepare(plan.office),
    )
    context = {
        "plan": plan,
        "page": page,
        "is_changed_since": then is not row,
        "offices": _offices(request, page, words, answers, access),
    }
    return render(request, "reports/explorer/indicator.html", context)


@login_required
@require_safe
def whole_year(
    request: HttpRequest, *, office: str, year: str, kind: str, file_format: str = ""
) -> HttpResponseBase:
    """The plan's indicators by the twelve months, or that as a file.

    ``?show=figure``, ``to-date`` or ``score`` is what the months tell, ``?month=`` the month of
    what stands to date, and where one came from.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    try:
        show = MonthsShow(request.GET.get("show", MonthsShow.FIGURE))
    except ValueError as error:
        raise Http404 from error
    scores = year_scores(plan)
    month = month_asked(request, plan, scored=scores.plan)
    figures = kept_month(figures_of(plan).counted, month)
    table = year_table(figures, scores, month=month, show=show)
    if file_format:
        name = f"{plan.office.code}-{plan.span}-{plan.kind}-year-{show}-{month}"
        by = str(signed_in(request))
        return download(table.sheet(str(plan.span)), name=name, file_format=file_format, by=by)
    final = final_score_of(plan) if month == plan.span.months[-1] else None
    context = {"plan": plan, "table": table, "final": final}
    return render(request, "reports/explorer/year_table.html", context)


def _row_or_404(plan: Plan, pk: int) -> Indicator:
    """The row with activity and objective at hand; also one that an amendment dropped."""
    rows = Indicator.ever.select_related("activity__objective")
    row = rows.filter(plan=plan, pk=pk).first()
    if row is None:
        raise Http404
    row.plan = plan
    return row


def _offices(
    request: HttpRequest, page: IndicatorPage, words: Worded, answers: Answers, access: Access
) -> OfficesPart | None:
    """The offices beside the plan's; ``None`` where it stands alone."""
    plan, row, month = page.plan, page.indicator, page.month
    asked = offices_asked(request, plan)
    if asked is None:
        return None
    try:
        by = OrderedBy(request.GET.get("by", OrderedBy.SCORE))
    except ValueError as error:
        raise Http404 from error
    under = asked.chosen.path
    lines = lines_of_offices(plan, words, row.row, month, under=under, answers=answers)
    order = order_of(lines, own=plan.office_id, by=by, direction=page.direction)
    return offices_beside(
        request, asked, lines, order, plan=plan, month=month, by=by, access=access
    )
