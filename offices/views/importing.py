"""Offices, people and postings from a workbook, for administrators."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offices.forms.importing import ConfirmWorkbookForm, WorkbookForm
from offices.requests import administrators_only, signed_in
from offices.resources.workbook import WorkbookPart, examine, read_workbook, store, template
from spreadsheets.exchange.download import workbook_response
from spreadsheets.pending import PendingUpload
from spreadsheets.table import UnreadableFile

SHOWN_ROWS = 100
"""Rows of each list of the preview; the totals speak of all."""


@administrators_only
@require_safe
def import_template(_request: HttpRequest) -> HttpResponse:
    """An empty workbook with the headings and the values that may be chosen."""
    return workbook_response(template(), name="template")


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_workbook(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what would change, confirm it."""
    if request.method != "POST":
        return _page(request, WorkbookForm())
    if "file_name" in request.POST:
        return _store(request)
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    pending = PendingUpload()
    pending.save(form.cleaned_data["file"].read())
    try:
        parts = examine(read_workbook(pending.read()), by=signed_in(request))
    except UnreadableFile as reason:
        pending.remove()
        form.add_error("file", str(reason))
        return _page(request, form)
    return _page(request, form, parts=parts, file_name=pending.name)


def _store(request: HttpRequest) -> HttpResponse:
    form = ConfirmWorkbookForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The file is no longer here. Choose it again."))
        return redirect("offices:import")
    pending = PendingUpload(name=form.cleaned_data["file_name"])
    parts = store(read_workbook(pending.read()), by=signed_in(request))
    pending.remove()
    if not all(part.is_sound for part in parts):
        return _page(request, WorkbookForm(), parts=parts)
    messages.success(request, _("All of the file is stored."))
    # Whoever is new has no password yet.
    return redirect("offices:set-up-links" if _brings_people(parts) else "offices:office-list")


def _brings_people(parts: list[WorkbookPart]) -> bool:
    return any(part.kind == "people" and part.result.totals["new"] for part in parts)


def _page(request: HttpRequest, form: WorkbookForm, **found: object) -> HttpResponse:
    parts = found.get("parts")
    is_sound = isinstance(parts, list) and all(part.is_sound for part in parts)
    refused = request.method == "POST" and not is_sound
    return render(
        request,
        "offices/import.html",
        {"form": form, "is_sound": is_sound, "shown_rows": SHOWN_ROWS, **found},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )
