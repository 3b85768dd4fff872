"""Pages of the offices, for administrators."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offices.closing import left_by
from offices.filters import OfficeFilter
from offices.forms.offices import CloseForm, MoveForm, NewOfficeForm, OfficeForm
from offices.journal.history_text import journal_of_office
from offices.lists.listing import Listing, register, show_list
from offices.models import Office
from offices.ordering import ByName
from offices.refusal import Refused
from offices.requests import administrators_only, signed_in, typed
from offices.resources.offices import OfficeResource
from offices.roster import roster
from offices.selectors import open_children, postings_beyond
from offices.services.offices import change_office, close_office, reopen_office
from offices.services.tree import create_office, move_office
from offices.tables import OfficeTable
from offices.views.form_page import does, form_page
from spreadsheets.exchange.download import xlsx_response

OFFICES: Final = register(
    Listing(
        "offices",
        gettext_lazy("Offices"),
        "offices:office-list",
        "lokkho-offices",
        lambda access: access.administers,
        frozenset({"name_bn"}),
    )
)


@administrators_only
@require_safe
def office_list(request: HttpRequest) -> HttpResponseBase:
    """All offices, as filtered in the address; ``format=csv`` or ``xlsx`` as a file,
    ``import`` as one to import again.
    """
    chosen = OfficeFilter(request.GET, queryset=Office.objects.select_related("parent"))
    if request.GET.get("format") == "import":
        return xlsx_response(OfficeResource(), chosen.qs, name="offices")
    table = OfficeTable(chosen.qs)
    return show_list(request, OFFICES, table, "offices/office_list.html", form=chosen.form)


@administrators_only
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """The office: its details, what stands below, who is posted there and when, its journal."""
    found = _office(code)
    postings = found.postings.select_related("user")
    context = {
        "office": found,
        "today": timezone.localdate(),
        "children": found.children.order_by(ByName(), "pk"),
        "roster": roster(postings, today=timezone.localdate()),
        "journal": journal_of_office(found),
    }
    return render(request, "offices/office.html", context)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def office_new(request: HttpRequest) -> HttpResponse:
    """Add an office."""
    form = NewOfficeForm(typed(request))
    if form.is_valid():
        new = create_office(**form.cleaned_data, by=signed_in(request))
        messages.success(request, _("The office was added."))
        return redirect("offices:office", new.code)
    return form_page(request, "offices/office_new.html", form)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def office_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct an office's details."""
    found = _office(code)
    form = OfficeForm(typed(request), instance=_office(code))
    if form.is_valid() and does(
        form, lambda: change_office(found, by=signed_in(request), **form.cleaned_data)
    ):
        messages.success(request, _("The details were saved."))
        return redirect("offices:office", code)
    return form_page(request, "offices/office_edit.html", form, office=found)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def office_move(request: HttpRequest, code: str) -> HttpResponse:
    """Put an office, with all below it, below another."""
    found = _office(code)
    form = MoveForm(typed(request), initial={"parent": found.parent})
    if form.is_valid() and does(
        form, lambda: move_office(found, to=form.cleaned_data["parent"], by=signed_in(request))
    ):
        messages.success(request, _("The office was moved, with everything below it."))
        return redirect("offices:office", code)
    return form_page(request, "offices/office_move.html", form, office=found)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def office_close(request: HttpRequest, code: str) -> HttpResponse:
    """Close an office on a day, having seen what ends with it."""
    found = _office(code)
    form = CloseForm(typed(request))
    today = timezone.localdate()
    last_day = form.cleaned_data["last_day"] if form.is_valid() else today
    left = left_by(found, last_day=last_day)
    is_confirmed = not left.later or request.POST.get("confirmed") == last_day.isoformat()
    if (
        form.is_valid()
        and is_confirmed
        and does(
            form,
            lambda: close_office(
                found, last_day=form.cleaned_data["last_day"], by=signed_in(request)
            ),
        )
    ):
        messages.success(request, _("The office is closed after that day; its figures stay."))
        return redirect("offices:office", code)
    going_on = {
        "left": left,
        "asked_day": last_day if form.is_valid() and not is_confirmed else None,
        "superior": found.parent,
        "children": open_children(found, after=today),
        "postings": postings_beyond(found, today),
    }
    return form_page(request, "offices/office_close.html", form, office=found, **going_on)


@administrators_only
@require_POST
def office_reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Take an office's last day away."""
    try:
        reopen_office(_office(code), by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The office is open again. Post the people who work there."))
    return redirect("offices:office", code)


def _office(code: str) -> Office:
    return get_object_or_404(Office.objects.select_related("parent"), code=code)
