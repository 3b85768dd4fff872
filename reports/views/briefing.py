"""The month in brief and the ranking, as PDFs to look at or to take home."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.briefing.pages import AskedPaper, file_name, ranking_pages, two_pages
from reports.views.dashboard import asked_or_404, fiscal_year_of


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
    return _answer(
        ranking_pages(asked, today=timezone.localdate()), file_name(asked, paper="ranking")
    )


def _asked(request: HttpRequest) -> AskedPaper:
    asked = asked_or_404(request)
    return AskedPaper(asked.by, asked.field, asked.selection, fiscal_year_of(asked))


def _answer(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=f"{name}.pdf") or "inline"
    )
    return response
