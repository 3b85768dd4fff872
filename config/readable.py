"""Requests that no page could read or keep are refused before any page sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

FORM: Final = "application/x-www-form-urlencoded"
CHARSETS: Final = frozenset({"utf-8", "utf8", "us-ascii"})


class ReadableRequestMiddleware:
    """400 for the character NUL, wherever it stands, and for letters other than UTF-8's.

    PostgreSQL keeps no NUL, and no browser sends one. A charset that a visitor names would decode
    what pages take for checked: UTF-7 turns plain letters into tags, others are no charset at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does. Raises ``BadRequest``."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in CHARSETS:
            raise BadRequest("a charset other than UTF-8")
        if any("\0" in text for text in _heads(request)) or _has_nul(_raw(request)):
            raise BadRequest("the character NUL")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        """What failed over a form with files that holds a NUL is the form's fault.

        Such a form is read by its view alone, which bounds it while it arrives.
        """
        if request.content_type == FORM:
            return
        values = (value for _, values in request.POST.lists() for value in values)
        if any("\0" in text for text in (*request.POST, *values)):
            raise BadRequest("the character NUL in a form")


def _heads(request: HttpRequest) -> Iterator[str]:
    """The address and the headers as pages read them."""
    yield request.path_info
    yield from (
        value
        for name, value in request.META.items()
        if name.startswith(("HTTP_", "CONTENT_", "REMOTE_")) and isinstance(value, str)
    )
    # A cookie in quotation marks has a spelling of its own for every character.
    yield from request.COOKIES.values()


def _raw(request: HttpRequest) -> bytes:
    """The query, and a form without files, as they were sent."""
    query: str = request.META.get("QUERY_STRING", "")
    if request.content_type != FORM:
        return query.encode("latin-1", "replace")
    try:
        return query.encode("latin-1", "replace") + request.body
    except UnreadablePostError as error:
        raise BadRequest("the form ended in the middle") from error


def _has_nul(sent: bytes) -> bool:
    return b"\0" in sent or b"%00" in sent
