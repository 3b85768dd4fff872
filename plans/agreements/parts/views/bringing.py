"""A file is brought: what is found in it is looked at, then taken."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from numerals import Message
from plans.agreements.parts.forms import BringPartsForm
from plans.agreements.parts.page import parts_page
from plans.agreements.parts.posted import edits_posted
from plans.agreements.parts.views.finding import back, stored_or_refused, written_or_404
from plans.document.parts.values import Content
from plans.forms.reading import parts_read
from plans.parts.selectors import stored_parts
from plans.parts.told import told_content
from plans.parts.values import PartEdit
from presentation.figures import digits, sentence


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, **at: str) -> HttpResponse:
    """A Word file: what is found in it under which heading, to be looked at before it is taken."""
    plan = written_or_404(request, at)
    form = BringPartsForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"plan": plan, "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        reading = parts_read(given.read(), bijoy=form.cleaned_data["bijoy"])
        if not isinstance(reading, Message):
            stored = stored_parts(plan)
            typed = {
                one.part: PartEdit(one.content, stored[one.part].version) for one in reading.found
            }
            page = parts_page(plan, stored, proposed={}, typed=typed)
            fields = {one.part: one for one in page.parts}
            context |= {
                "file_name": given.name,
                "found": [
                    (
                        one.heading,
                        fields[one.part],
                        _there(stored[one.part].content, one.content),
                        stored[one.part].content in ("", (), one.content),
                    )
                    for one in reading.found
                ],
                "left": reading.left,
            }
            return render(request, "plans/parts/found.html", context)
        form.add_error("file", sentence(reading))
    refused = request.method == "POST"
    return render(
        request,
        "plans/parts/bring.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )


def _there(stored: Content, found: Content) -> str | None:
    """What is written already, where that is something else."""
    return None if stored == found else told_content(stored)


@login_required
@require_POST
def take(request: HttpRequest, **at: str) -> HttpResponse:
    """Store those of the parts found in a file that were ticked, as they stand in the fields."""
    plan = written_or_404(request, at)
    edits = {
        part: edit
        for part, edit in edits_posted(request.POST.dict()).items()
        if f"take-{part}" in request.POST
    }
    if refusal := stored_or_refused(request, plan, edits):
        return refusal
    messages.success(
        request,
        ngettext(
            "%(number)s part was taken from the file.",
            "%(number)s parts were taken from the file.",
            len(edits),
        )
        % {"number": digits(len(edits))},
    )
    return back(plan)
