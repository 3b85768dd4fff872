"""The month in brief and the ranking, as PDFs to look at or to take home."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offices.models import Level, Office
from offices.requests import signed_in
from offices.selectors import access_of
from plans.document.defaults import AGREEMENT, Kind
from presentation.figures import sentence
from presentation.language import reader_language
from reports.briefing.fact_sheet import fact_sheet
from reports.briefing.pages import (
    AskedPaper,
    fact_sheet_page,
    file_name,
    ranking_pages,
    two_pages,
)
from reports.dashboard.selection import latest_over_month
from reports.paper.stamping import stamped
from reports.selectors.office import years_of
from reports.selectors.standing import printed_by
from reports.views.dashboard import asked_or_404, known_order_or_404
from reports.views.office import asked_year


@login_required
@never_cache
@require_safe
def month_in_brief(request: HttpRequest) -> HttpResponse:
    """The two pages for who heads the offices; the address is the dashboard's."""
    asked = _asked(request)
    _told, pdf = two_pages(asked, today=timezone.localdate())
    return _answer(pdf, file_name(asked, paper="month-in-brief"))


@login_required
@never_cache
@require_safe
def ranking(request: HttpRequest) -> HttpResponse:
    """The ranking of all offices that the dashboard is of."""
    asked = _asked(request)
    with known_order_or_404(asked.selection):
        pdf = ranking_pages(asked, today=timezone.localdate())
    return _answer(pdf, file_name(asked, paper="ranking"))


@login_required
@never_cache
@require_safe
def office_fact_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """An office on one page; ``?year=2023-24&kind=apa`` as on its page."""
    found = Office.objects.filter(code=code, level=Level.DISTRICT).first()
    user = signed_in(request)
    if found is None or not access_of(user).sees(found):
        raise Http404
    year = asked_year(request.GET.get("year", ""), years_of(found))
    kind = request.GET.get("kind") or AGREEMENT
    if year is None or kind not in list(Kind):
        raise Http404
    today = timezone.localdate()
    month = latest_over_month(year.span, today=today)
    told = fact_sheet(found, year, kind, by=user, month=month, today=today)
    if told is None:
        raise Http404
    named = sentence(year.scheme(kind).name)
    state = "accepted" if told.is_accepted else "reported"
    name = f"fact-sheet-{code}-{year.span}-{kind}-{state}-{timezone.localtime():%Y%m%d-%H%M}"
    pdf = fact_sheet_page(told, kind=named, year=year)
    return _answer(stamped(pdf, printed_by(user), language=reader_language()), name)


def _asked(request: HttpRequest) -> AskedPaper:
    asked = asked_or_404(request)
    return AskedPaper(asked.by, asked.field, asked.selection, asked.planned)


def _answer(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=f"{name}.pdf") or "inline"
    )
    return response
