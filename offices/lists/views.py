"""Views of a list are saved, changed and forgotten here; the list's own page shows them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from numerals import parse_whole
from offices.lists.listing import LISTINGS, VIEW, Listing, query_kept
from offices.lists.models import SavedView, Shared
from offices.lists.selectors import views_for
from offices.lists.services import change_view, forget_view, open_with, save_view
from offices.models import User
from offices.refusal import Refused
from offices.requests import signed_in
from offices.selectors import access_of

_DIGITS = 18
"""Of a number in a form, as many as the database can hold."""


@login_required
@require_POST
def list_view(request: HttpRequest, name: str) -> HttpResponseBase:
    """Do with a view of the list what was asked for (``do``), and show the list again."""
    user, listing = signed_in(request), LISTINGS.get(name)
    if listing is None or not listing.is_open_to(access_of(user)):
        raise Http404(name)
    query = query_kept(request.POST.get("query", ""))
    try:
        shown = _done(request, listing, query, user)
    except Refused as error:
        raise Http404(name) from error
    except ValueError:
        messages.error(
            request,
            _("Not saved: a view needs a name of its own, of 60 characters or fewer."),
        )
        return redirect(listing.address(query or f"{VIEW}=all"))
    told = f"{VIEW}={shown.pk if shown else 'all'}"
    return redirect(listing.address(f"{query}&{told}" if query else told))


def _done(request: HttpRequest, listing: Listing, query: str, user: User) -> SavedView | None:
    """The view that the list shows afterwards."""
    name, default = request.POST.get("name", ""), "default" in request.POST
    given = request.POST.get("shared", "")
    shared = Shared(given) if given in Shared.values else Shared.NOBODY
    match request.POST.get("do", "save"):
        case "save":
            view = save_view(list_name=listing.name, name=name, query=query, shared=shared, by=user)
            open_with(view, by=user, is_default=default)
        case "change":
            view = _view_or_404(request, listing, user, is_own=True)
            change_view(view, name=name, query=query, shared=shared, by=user)
            open_with(view, by=user, is_default=default)
        case "open-with" | "open-without" as said:
            view = _view_or_404(request, listing, user)
            open_with(view, by=user, is_default=said == "open-with")
        case "forget":
            forget_view(_view_or_404(request, listing, user, is_own=True), by=user)
            messages.success(request, _("The view was removed. What it showed is as it was."))
            return None
        case _:
            raise Http404
    messages.success(request, _("Saved."))
    return view


def _view_or_404(
    request: HttpRequest, listing: Listing, user: User, *, is_own: bool = False
) -> SavedView:
    """A view of the list that the person finds, one of theirs where it ``is_own``."""
    key = parse_whole(request.POST.get(VIEW, ""), most_digits=_DIGITS)
    found = views_for(user, listing.name).filter(pk=key or 0)
    view = (found.filter(person=user) if is_own else found).first()
    if view is None:
        raise Http404
    return view
