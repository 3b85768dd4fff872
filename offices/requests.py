"""The person behind a request, and where they want to go."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from offices.models import User
from offices.selectors import Access, access_of


def signed_in(request: HttpRequest) -> User:
    """The person of a request that has passed ``login_required``."""
    return cast("User", request.user)


class HalfSignedIn(AnonymousUser):
    """A visitor who has given the password of ``person``, and no more yet."""

    def __init__(self, person: User) -> None:
        super().__init__()
        self.person = person


def hold_back(request: HttpRequest, user: User) -> None:
    """Treat the request as a visitor's: its person has given the password and no more yet."""
    request.user = HalfSignedIn(user)


def half_signed_in(request: HttpRequest) -> User | None:
    """The person whose password was right and of whom more is asked; nobody else."""
    return request.user.person if isinstance(request.user, HalfSignedIn) else None


def known_person(request: HttpRequest) -> User | None:
    """Who is signed in, wholly or half; a visitor is nobody."""
    return request.user if isinstance(request.user, User) else half_signed_in(request)


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: of a POST what was sent, be it nothing; otherwise nothing."""
    return request.POST if request.method == "POST" else None


def wanted_page(request: HttpRequest) -> str:
    """The address in ``next`` where it is one of ours, else the home page."""
    target = request.POST.get("next", request.GET.get("next", ""))
    # A word without a slash would be taken for the name of a view.
    if target.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return reverse("home")


def address_with_next(name: str, target: str) -> str:
    """The address of a page that leads on to ``target``, one of ours, afterwards."""
    return f"{reverse(name)}?next={quote(target)}"


def auditors_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let auditors and administrators in; to others the page is not there."""
    return _only(view, lambda access: access.audits)


def planners_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let those in who set the year's rules; to others the page is not there."""
    return _only(view, lambda access: access.may_set_rules)


def administrators_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let administrators in; to others the page is not there, a visitor signs in first."""
    return _only(view, lambda access: access.administers)


def _only(
    view: Callable[..., HttpResponseBase], may: Callable[[Access], bool]
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(access_of(request.user)):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)
