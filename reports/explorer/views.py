"""The page of one indicator, and a plan's whole year as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.returns.lookup import month_or_404, plan_or_404, this_month
from indicators.returns.selectors.figures import figures_of
from numerals import Month
from offices.models import Office
from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.document.matching.wordings import Answers, Worded
from plans.models import Indicator, Plan
from plans.same_rows.selectors import answers_for
from reports.explorer.offices import (
    OfficesPart,
    chosen_above,
    offices_above,
    offices_part,
    order_of,
    rows_shown,
    shown_of,
)
from reports.explorer.page import IndicatorPage, indicator_page
from reports.explorer.selectors import (
    lines_of_offices,
    offices_named,
    other_years,
    reported_months,
    scored_months,
    worded_of,
    year_scores,
)
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
    asked = request.GET.get("month")
    month = month_or_404(plan, asked) if asked else _latest(plan, scored)
    words, answers = worded_of(row), answers_for(plan.office)
    access = access_of(signed_in(request))
    page = indicator_page(
        plan,
        row,
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
    asked = request.GET.get("month")
    month = month_or_404(plan, asked) if asked else _latest(plan, scores.plan)
    table = year_table(figures_of(plan).counted, scores, month=month, show=show)
    if file_format:
        name = f"{plan.office.code}-{plan.span}-{plan.kind}-year-{show}-{month}"
        by = str(signed_in(request))
        return download(table.sheet(str(plan.span)), name=name, file_format=file_format, by=by)
    return render(request, "reports/explorer/year_table.html", {"plan": plan, "table": table})


def _row_or_404(plan: Plan, pk: int) -> Indicator:
    """The row with activity and objective at hand; also one that an amendment dropped."""
    rows = Indicator.ever.select_related("activity__objective")
    row = rows.filter(plan=plan, pk=pk).first()
    if row is None:
        raise Http404
    row.plan = plan
    return row


def _latest(plan: Plan, scored: Mapping[Month, Any]) -> Month:
    begun = [month for month in plan.span.months if month <= this_month()]
    return max(scored, default=begun[-1] if begun else plan.span.months[0])


def _offices(
    request: HttpRequest, page: IndicatorPage, words: Worded, answers: Answers, access: Access
) -> OfficesPart | None:
    """The offices beside the plan's; ``None`` where it stands alone."""
    plan, row, month = page.plan, page.indicator, page.month
    above = offices_above(plan.office)
    if not above:
        return None
    chosen = chosen_above(above, request.GET.get("under", ""))
    if chosen is None:
        raise Http404
    try:
        by = OrderedBy(request.GET.get("by", OrderedBy.SCORE))
    except ValueError as error:
        raise Http404 from error
    lines = lines_of_offices(plan, words, row.row, month, under=chosen.path, answers=answers)
    order = order_of(lines, own=plan.office_id, by=by, direction=page.direction)
    may_list = access.may_compare(Office(pk=chosen.office, path=chosen.path))
    part = offices_part(
        lines,
        order,
        own=plan.office_id,
        by=by,
        under=chosen.office,
        may_list=may_list,
        number=request.GET.get("all"),
    )
    shown = shown_of(part, order, plan.office_id)
    names = offices_named([*(one.office for one in above), *(one.key for one in shown)])
    return replace(
        part,
        groups=tuple(names[one.office] for one in above),
        rows=rows_shown(shown, lines, names, plan=plan, access=access, month=month),
    )
