"""The filled workbook comes back: its errors, what it would do, and then it is done."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from numerals import Message
from offices.requests import signed_in
from plans.cascade.book_errors import CellError
from plans.cascade.forms import FilledWorkbookForm, SendForm
from plans.cascade.page import name_of, shown_offices, summary_of
from plans.cascade.proposing import OfficeProposal, digest_of, proposed
from plans.cascade.reading import BookRead, read_workbook
from plans.cascade.selectors import offices_below, prescribed_total, standings_of
from plans.cascade.services import NotTheirTemplate, PlansChanged, cascade
from plans.cascade.template import Template
from plans.cascade.views.finding import planners_only, template_or_404
from plans.cascade.views.templates import template_page
from plans.services import DoesNotFit
from presentation.figures import digits, sentence
from spreadsheets.pending import PendingUpload

MOST_ERRORS: int = 300
"""Errors that one page lists; how many there are it says."""


@planners_only
@require_POST
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the workbook: all that is wrong in it, or what it would do to each office."""
    template = template_or_404(request, pk)
    form = FilledWorkbookForm(request.POST, request.FILES)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if not form.is_valid():
        return template_page(request, template, form, status=status)
    content: bytes = form.cleaned_data["file"].read()
    read = _read(request, template, content)
    if isinstance(read, Message):
        return template_page(
            request, template, FilledWorkbookForm(), problem=sentence(read), status=status
        )
    if read.errors:
        return _errors(request, template, read.errors)
    pending = PendingUpload()
    pending.save(content)
    return _preview(request, template, read, pending.name)


@planners_only
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was shown, all of it or nothing."""
    template = template_or_404(request, pk)
    form = SendForm(request.POST)
    if not form.is_valid():
        problem = _("This preview is out of date. Bring the workbook again; nothing was done.")
        return template_page(
            request,
            template,
            FilledWorkbookForm(),
            problem=problem,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    pending = PendingUpload(name=form.cleaned_data["file_name"])
    read = _read(request, template, pending.read())
    if isinstance(read, Message) or read.errors:
        problem = _("The template was changed. Bring the workbook again; nothing was done.")
        return template_page(
            request, template, FilledWorkbookForm(), problem=problem, status=HTTPStatus.CONFLICT
        )
    try:
        made = cascade(
            pk,
            read.numbers,
            by=signed_in(request),
            overwriting=request.POST.getlist("overwrite"),
            shown=form.cleaned_data["shown"],
        )
    except (PlansChanged, NotTheirTemplate):
        messages.error(
            request, _("A plan or the template was changed since. See below what is so now.")
        )
        return _preview(request, template, read, pending.name, status=HTTPStatus.CONFLICT)
    except DoesNotFit as error:
        return template_page(
            request,
            template,
            FilledWorkbookForm(),
            problem=str(error),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    pending.remove()
    _say(request, made)
    return redirect("plans:template", pk=pk)


def _read(request: HttpRequest, template: Template, content: bytes) -> BookRead | Message:
    offices = offices_below(template.draft, signed_in(request))
    return read_workbook(content, template, offices=list(offices.values_list("code", flat=True)))


def _errors(request: HttpRequest, template: Template, errors: Sequence[CellError]) -> HttpResponse:
    shown = errors[:MOST_ERRORS]
    below = offices_below(template.draft, signed_in(request))
    offices = {one.code: one.short_name for one in below.filter(code__in={e.office for e in shown})}
    context = {
        "template": template,
        "named": name_of(template),
        "form": FilledWorkbookForm(),
        "count": len(errors),
        "errors": [(one, offices.get(one.office, ""), sentence(one.message)) for one in shown],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "plans/cascade/errors.html", context, status=status)


def _preview(
    request: HttpRequest,
    template: Template,
    read: BookRead,
    file_name: str,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    offices = offices_below(template.draft, signed_in(request)).filter(code__in=read.numbers)
    proposals = [
        proposed(template, one, read.numbers[one.office.code])
        for one in standings_of(template, list(offices))
    ]
    context = {
        "template": template,
        "named": name_of(template),
        "summary": summary_of(proposals),
        "offices": shown_offices(proposals),
        "total": prescribed_total(template),
        "file_name": file_name,
        "shown": digest_of(proposals, template),
    }
    return render(request, "plans/cascade/preview.html", context, status=status)


def _say(request: HttpRequest, made: Sequence[OfficeProposal]) -> None:
    summary = summary_of(made)
    messages.success(
        request,
        _("%(created)s plans made, %(changed)s changed, %(unchanged)s unchanged.")
        % {
            "created": digits(summary.created),
            "changed": digits(summary.changed),
            "unchanged": digits(summary.unchanged),
        },
    )
    for one in made:
        if one.refusal is not None:
            messages.warning(request, f"{one.office.name}: {sentence(one.refusal)}")
