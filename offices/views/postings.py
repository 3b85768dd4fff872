"""Pages of postings: added, corrected, ended, moved, for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from offices.forms.people import (
    EndForm,
    PeriodForm,
    PostingForm,
    TransferForm,
    assignment_forms,
)
from offices.models import Posting, User
from offices.refusal import Refused
from offices.requests import administrators_only, signed_in, typed
from offices.services.postings import (
    add_postings,
    change_posting,
    end_posting,
    transfer,
    withdraw_posting,
)
from offices.views.form_page import does, form_page


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Post a person to one or more assignments."""
    person = get_object_or_404(User, pk=pk)
    form = PeriodForm(typed(request), initial={"starts": timezone.localdate()})
    assignments = assignment_forms(typed(request), needed=True)
    if all([form.is_valid(), assignments.is_valid()]) and does(
        form,
        lambda: add_postings(
            person, assignments.assignments, **form.cleaned_data, by=signed_in(request)
        ),
    ):
        messages.success(request, _("The posting was added."))
        return redirect("offices:person", pk)
    return form_page(
        request, "offices/posting_new.html", form, assignments=assignments, person=person
    )


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a person from a day on: what is left ends the day before."""
    person = get_object_or_404(User, pk=pk)
    form = TransferForm(typed(request), user=person)
    assignments = assignment_forms(typed(request), needed=True)
    if all([form.is_valid(), assignments.is_valid()]) and does(
        form,
        lambda: transfer(
            person, **form.cleaned_data, assignments=assignments.assignments, by=signed_in(request)
        ),
    ):
        messages.success(request, _("The transfer is entered."))
        return redirect("offices:person", pk)
    return form_page(request, "offices/transfer.html", form, assignments=assignments, person=person)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a posting."""
    posting = _posting(pk)
    stored = {
        name: getattr(posting, name)
        for name in ("office", "role", "reach", "capacity", "starts", "ends")
    }
    form = PostingForm(typed(request), initial=stored)
    if form.is_valid() and does(
        form,
        lambda: change_posting(
            posting,
            form.assignment,
            starts=form.cleaned_data["starts"],
            ends=form.cleaned_data["ends"],
            by=signed_in(request),
        ),
    ):
        messages.success(request, _("The posting was corrected."))
        return redirect("offices:person", posting.user_id)
    return form_page(request, "offices/posting_edit.html", form, posting=_posting(pk))


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a posting on a day."""
    posting = _posting(pk)
    form = EndForm(typed(request), initial={"last_day": timezone.localdate()})
    if form.is_valid() and does(
        form,
        lambda: end_posting(posting, last_day=form.cleaned_data["last_day"], by=signed_in(request)),
    ):
        messages.success(request, _("The posting ends on that day."))
        return redirect("offices:person", posting.user_id)
    return form_page(request, "offices/posting_end.html", form, posting=posting)


@administrators_only
@require_POST
def posting_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a posting back that was never right."""
    posting = _posting(pk)
    try:
        withdraw_posting(posting, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The posting was withdrawn."))
    return redirect("offices:person", posting.user_id)


def _posting(pk: int) -> Posting:
    return get_object_or_404(Posting.objects.select_related("user", "office"), pk=pk)
