"""The template of an address, as the person may have it: 404 for what is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from offices.requests import signed_in
from plans.cascade.selectors import may_cascade, template_visible_to
from plans.cascade.template import Incomplete, Template, template_of
from plans.workshop.models import Draft


def planners_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in who plans for other offices; to others it is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_cascade(signed_in(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)


def template_or_404(request: HttpRequest, pk: int) -> Template:
    """The template of that number; one that has lost office, year or rows is not there."""
    try:
        return template_of(template_visible_to(signed_in(request), pk))
    except (Draft.DoesNotExist, Incomplete) as error:
        raise Http404 from error
