"""Pages that are there for some alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from offices.selectors import Access, access_of


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
