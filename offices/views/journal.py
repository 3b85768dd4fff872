"""The log of offices and people, for auditors and administrators."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offices.journal.table import (
    JournalFilter,
    JournalTable,
    entries_visible_to,
    file_rows,
)
from offices.paging import by_pages
from offices.requests import auditors_only
from offices.selectors import access_of
from spreadsheets.columns import file_columns, sheet_of
from spreadsheets.downloads import download


@auditors_only
@require_safe
def journal(request: HttpRequest) -> HttpResponseBase:
    """What was done to offices, people and postings; ``format=csv`` or ``xlsx`` as a file."""
    chosen = JournalFilter(request.GET, queryset=entries_visible_to(access_of(request.user)))
    if "format" in request.GET:
        content = sheet_of(_("Log"), file_columns(JournalTable), file_rows(chosen.qs))
        return download(
            content, name="lokkho-log", file_format=request.GET["format"], by=str(request.user)
        )
    table = JournalTable(chosen.qs)
    by_pages(request, table)
    context = {"filter": chosen, "table": table, "count": table.paginator.count}
    return render(request, "offices/journal/page.html", context)
