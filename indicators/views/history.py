"""The history of a cell, a return, a plan, an office: one page, told apart by its filters."""

from __future__ import annotations

from heapq import merge
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from indicators.history.calendar import CalendarChange, calendar_rows
from indicators.history.filters import HistoryFilter
from indicators.history.table import HEADINGS, HistoryTable, file_rows
from indicators.selectors.history import changes_visible_to
from offices.requests import signed_in
from offices.spreadsheets.downloads import download
from offices.spreadsheets.xlsx_writer import Sheet

LONGEST_FILE: Final = 20_000
"""Changes in one file: more than a year of one office, a few seconds of work."""


@login_required
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """What was changed in the offices that the person sees; ``format=csv`` or ``xlsx`` as file."""
    user = signed_in(request)
    chosen = HistoryFilter(request.GET, queryset=changes_visible_to(user), user=user)
    table = HistoryTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    count = table.paginator.count
    calendar = chosen.calendar()
    if "format" in request.GET:
        return _file(request.GET["format"], chosen, calendar, count=count)
    context = {
        "filter": chosen,
        "calendar": calendar,
        "table": table,
        "office": chosen.named_office,
        "count": count,
        "longest": LONGEST_FILE,
        "is_too_long": count > LONGEST_FILE,
    }
    return render(request, "indicators/history/page.html", context)


def _file(
    file_format: str, chosen: HistoryFilter, calendar: list[CalendarChange], *, count: int
) -> HttpResponse:
    if count > LONGEST_FILE:
        raise Http404(file_format)
    headings = [str(heading) for heading in HEADINGS]
    # Both newest first, each row beginning with its moment.
    rows = merge(
        file_rows(chosen.qs), calendar_rows(calendar), key=lambda row: row[0], reverse=True
    )
    content = Sheet(_("History"), headings, rows)
    return download(content, name="lokkho-history", file_format=file_format)
