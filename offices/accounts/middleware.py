"""Who is before us: whole sign-ins only, and each person's own language."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from offices.accounts.second_factor.policy import is_signed_in
from offices.accounts.sessions import SessionStore
from offices.accounts.throttling import client_address
from offices.models import User
from offices.requests import hold_back, known_person


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, but for one query: a session is read together with whose it is."""

    def process_request(self, request: HttpRequest) -> None:
        """Have the person of the request at hand for whoever asks."""
        super().process_request(request)
        session = cast("SessionStore", request.session)
        request.user = SimpleLazyObject(lambda: session.proven_person() or get_user(request))  # type: ignore[assignment]


class SignInMiddleware:
    """Whoever has given a password and still owes a code is a visitor, to every page.

    So no page can forget to ask; the sign-in page leads on to what is missing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = cast("SessionStore", request.session)
        session.comes_from(
            agent=request.headers.get("User-Agent", ""), address=client_address(request)
        )
        if isinstance(request.user, User):
            session.touch()
            if not is_signed_in(request.user, session):
                hold_back(request, request.user)
        return self.get_response(request)


class UserLanguageMiddleware:
    """Activate the signed-in user's language; a visitor's comes from the language cookie.

    What the browser asks for does not count: it came with the computer, and Bengali is first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        return self.get_response(request)


def _language_of(request: HttpRequest) -> str:
    person = known_person(request)
    if person:
        return person.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
