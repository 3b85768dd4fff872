"""The history of a cell, a return, a plan, an office: one page, told apart by its filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from indicators.history.filters import HistoryFilter
from indicators.history.table import HEADINGS, HistoryTable, file_rows
from indicators.selectors.history import changes_visible_to
from offices.requests import signed_in
from offices.spreadsheets.csv_text import write_csv
from offices.spreadsheets.xlsx_writer import write_xlsx

LONGEST_FILE: Final = 20_000
"""Changes in one file: more than a year of one office, a few seconds of work."""

_FILES: Final[dict[str, tuple[str, Callable[..., bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
}


@login_required
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """What was changed in the offices that the person sees; ``format=csv`` or ``xlsx`` as file."""
    user = signed_in(request)
    chosen = HistoryFilter(request.GET, queryset=changes_visible_to(user), user=user)
    table = HistoryTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    count = table.paginator.count
    if "format" in request.GET:
        return _file(request.GET["format"], chosen, count=count)
    context = {
        "filter": chosen,
        "table": table,
        "office": chosen.named_office,
        "count": count,
        "longest": LONGEST_FILE,
        "is_too_long": count > LONGEST_FILE,
    }
    return render(request, "indicators/history/page.html", context)


def _file(file_format: str, chosen: HistoryFilter, *, count: int) -> HttpResponse:
    if file_format not in _FILES or count > LONGEST_FILE:
        raise Http404(file_format)
    content_type, write = _FILES[file_format]
    return HttpResponse(
        write([str(heading) for heading in HEADINGS], file_rows(chosen.qs)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="lokkho-history.{file_format}"'},
    )
