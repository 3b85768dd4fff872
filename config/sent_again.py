"""What was sent and could not be taken: the page that says so holds it, to be sent again.

It goes back to where it came from and nowhere else, with the very token that it came with: a form
that another site made somebody send holds none, and is refused however often it is sent. Never
held are passwords, codes and files, nor anything of a page of the sign-in; nor what a script sent,
which keeps its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes

from config.readable import CHARSETS, FORM

MOST_BYTES: Final = 200_000
"""Of a form that is held: many times a month's of the longest plan."""

_SECRET: Final = "password"  # noqa: S105  # part of a field's name
_OF_SIGN_IN: Final = ("offices.accounts", "allauth")
_TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105  # a field's name


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as it was sent: where to, its fields, and the words among them."""

    action: str
    fields: tuple[tuple[str, str], ...]
    has_files: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What somebody may have written: texts of more than one word, each once."""
        texts = (text.strip() for name, text in self.fields if name != _TOKEN)
        return tuple(dict.fromkeys(text for text in texts if len(text.split()) > 1))


def sent_form(request: HttpRequest) -> SentForm | None:
    """What the request sent; ``None`` where there is nothing to hold, or it may not be held.

    A form with files is held where it was read already: reading it here would take them up.
    """
    if request.method != "POST" or _is_by_script(request) or _is_of_sign_in(request):
        return None
    sent = _read(request)
    if not sent or any(_SECRET in name.lower() for name in sent):
        return None
    fields = tuple((name, text) for name, texts in sent.lists() for text in texts)
    if sum(len(name) + len(text) for name, text in fields) > MOST_BYTES:
        return None
    action = escape_leading_slashes(request.get_full_path())
    return SentForm(action, fields, has_files=request.content_type != FORM)


def _read(request: HttpRequest) -> QueryDict | None:
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.lower() not in CHARSETS:
        return None
    if not hasattr(request, "_post"):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if request.content_type != FORM or not length.isdigit() or int(length) > MOST_BYTES:
            return None
    try:
        return request.POST
    except (SuspiciousOperation, UnreadablePostError, RawPostDataException, MultiPartParserError):
        return None


def _is_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Dest", "document") != "document"


def _is_of_sign_in(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).func.__module__.startswith(_OF_SIGN_IN)
    except Resolver404:
        return True
