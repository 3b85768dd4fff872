"""What a request brings, and where its person wants to go."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


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
