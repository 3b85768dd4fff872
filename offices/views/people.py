"""Pages of people, for administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offices.accounts.passwords.links import valid_until
from offices.accounts.passwords.services import make_link
from offices.accounts.second_factor.services import reset_second_factor
from offices.filters import PersonFilter
from offices.forms.people import NewPersonForm, PeriodForm, PersonForm, assignment_forms
from offices.journal.history_text import journal_of_user
from offices.lists.listing import Listing, register, show_list
from offices.models import User
from offices.refusal import Refused
from offices.requests import administrators_only, signed_in, typed
from offices.resources.people import PersonResource
from offices.roster import people_with_postings, roster
from offices.selectors import access_of
from offices.services.people import change_user, create_user, deactivate_user, reactivate_user
from offices.tables import PersonTable
from offices.views.form_page import does, form_page
from spreadsheets.exchange.download import xlsx_response

_LINK = "password-link"
"""Where the session keeps a link until the page has shown it, once."""


PEOPLE: Final = register(
    Listing(
        "people",
        gettext_lazy("People"),
        "offices:person-list",
        "lokkho-people",
        lambda access: access.administers,
        frozenset({"name_bn"}),
    )
)


@administrators_only
@require_safe
def person_list(request: HttpRequest) -> HttpResponseBase:
    """All accounts, as filtered in the address; ``format=csv`` or ``xlsx`` as a file,
    ``import`` as one to import again.
    """
    people = people_with_postings(today=timezone.localdate())
    chosen = PersonFilter(request.GET, queryset=people)
    if request.GET.get("format") == "import":
        return xlsx_response(PersonResource(), chosen.qs, name="people")
    table = PersonTable(chosen.qs)
    return show_list(request, PEOPLE, table, "offices/person_list.html", form=chosen.form)


@administrators_only
@never_cache
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The person: details, postings, journal; and once the link that was just made."""
    found = _person(pk)
    postings = found.postings.select_related("office")
    context = {
        "person": found,
        "roster": roster(postings, today=timezone.localdate()),
        "journal": journal_of_user(found),
        "link": _link_to_show(request, found),
        "may_change": access_of(request.user).may_change(found),
    }
    return render(request, "offices/person.html", context)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Add a person with their first postings, and make the link to set a password."""
    form = NewPersonForm(typed(request))
    assignments = assignment_forms(typed(request), needed=False)
    period = PeriodForm(typed(request), initial={"starts": timezone.localdate()})
    if all([form.is_valid(), assignments.is_valid(), period.is_valid()]) and does(
        form, lambda: _add(request, form, assignments=assignments, period=period)
    ):
        return redirect("offices:person", form.instance.pk)
    return form_page(
        request, "offices/person_new.html", form, assignments=assignments, period=period
    )


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a person's details."""
    found = _changeable(request, pk)
    form = PersonForm(typed(request), instance=_person(pk))
    if form.is_valid():
        change_user(found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("The details were saved."))
        return redirect("offices:person", pk)
    return form_page(request, "offices/person_edit.html", form, person=found)


@administrators_only
@require_POST
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link to set a password, send it where there is an address, and show it once."""
    found = _changeable(request, pk)
    try:
        _make_link(request, found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("offices:person", pk)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factor of somebody else, having said what follows."""
    found = _changeable(request, pk)
    if found == request.user or not found.second_factor_since:
        raise Http404(pk)
    form = Form(typed(request))
    if form.is_valid():
        reset_second_factor(user=found, by=signed_in(request))
        done = _("Two-step sign-in for “%(user)s” is reset; they are signed out everywhere.")
        messages.success(request, done % {"user": found})
        return redirect("offices:person", pk)
    return form_page(request, "offices/person_phone.html", form, person=found)


@administrators_only
@require_POST
def person_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    try:
        deactivate_user(_changeable(request, pk), by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The account is closed; the person is signed out."))
    return redirect("offices:person", pk)


@administrators_only
@require_POST
def person_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account."""
    reactivate_user(_changeable(request, pk), by=signed_in(request))
    messages.success(request, _("The account is open again."))
    return redirect("offices:person", pk)


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


def _changeable(request: HttpRequest, pk: int) -> User:
    found = _person(pk)
    if not access_of(request.user).may_change(found):
        raise Http404(pk)
    return found


def _add(
    request: HttpRequest, form: NewPersonForm, *, assignments: Any, period: PeriodForm
) -> None:
    form.instance = create_user(
        **form.cleaned_data,
        assignments=assignments.assignments,
        **period.cleaned_data,
        by=signed_in(request),
    )
    _make_link(request, form.instance)


def _make_link(request: HttpRequest, person: User) -> None:
    link = request.build_absolute_uri(make_link(person, by=signed_in(request)))
    request.session[_LINK] = {
        "person": person.pk,
        "address": link,
        "until": valid_until().isoformat(),
    }


def _link_to_show(request: HttpRequest, person: User) -> dict[str, Any] | None:
    kept = request.session.get(_LINK)
    if not kept or kept["person"] != person.pk:
        return None
    del request.session[_LINK]
    return {**kept, "until": datetime.fromisoformat(kept["until"])}
