"""The history of a cell, a return, a plan, an office: one page, told apart by its filters."""

from __future__ import annotations

from heapq import merge

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators.audit.calendar import CalendarChange, calendar_rows
from indicators.audit.filters import HistoryFilter
from indicators.audit.selectors import changes_visible_to
from indicators.audit.table import HistoryTable, file_rows
from offices.paging import by_pages
from offices.requests import signed_in
from spreadsheets.columns import file_columns, sheet_of
from spreadsheets.downloads import download


@login_required
@require_safe
def history(request: HttpRequest) -> HttpResponseBase:
    """What was changed in the offices that the person sees; ``format=csv`` or ``xlsx`` as file."""
    user = signed_in(request)
    chosen = HistoryFilter(request.GET, queryset=changes_visible_to(user), user=user)
    table = HistoryTable(chosen.qs)
    by_pages(request, table)
    count = table.paginator.count
    calendar = chosen.calendar()
    if "format" in request.GET:
        by = str(signed_in(request))
        return _file(request.GET["format"], chosen, calendar, by=by)
    context = {
        "filter": chosen,
        "calendar": calendar,
        "table": table,
        "office": chosen.named_office,
        "count": count,
    }
    return render(request, "indicators/audit/history/page.html", context)


def _file(
    file_format: str, chosen: HistoryFilter, calendar: list[CalendarChange], *, by: str
) -> HttpResponseBase:
    # Both are newest first.
    rows = merge(
        file_rows(chosen.qs), calendar_rows(calendar), key=lambda row: row.line.at, reverse=True
    )
    content = sheet_of(_("History"), file_columns(HistoryTable), rows)
    return download(content, name=chosen.file_name, file_format=file_format, by=by)
