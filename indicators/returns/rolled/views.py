"""The page of a rolled-up row."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.returns.as_kept import kept_month
from indicators.returns.lookup import month_or_404, plan_or_404
from indicators.returns.rolled.page import rolled_page
from indicators.returns.selectors.figures import figures_of
from offices.requests import signed_in


@login_required
@require_safe
def offices(
    request: HttpRequest, *, office: str, year: str, kind: str, month: str, indicator: int
) -> HttpResponse:
    """The offices that a row is made of; 404 for one that is not rolled up."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    at = month_or_404(plan, month)
    figures = kept_month(figures_of(plan), at)
    row = next((one for one in figures.indicators if one.pk == indicator), None)
    page = row and rolled_page(figures, row, at, reader=signed_in(request))
    if page is None:
        raise Http404
    context = {"plan": plan, "month": at, "page": page}
    return render(request, "indicators/returns/rolled/offices.html", context)
