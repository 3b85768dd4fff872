"""What every answer carries: its headers, and the id of its request."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ledger.requests import tracing
from numerals import USUAL_SCORE_PLACES, scores_shown_at

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Bootstrap draws its marks of form fields from data: addresses.
        "img-src 'self' data:",
        # The face that keeps words their room stands in the styles (config.assets.placeholder).
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class RequestIdMiddleware:
    """Every request has an id: in the answer, in the lines of the log, and in the history.

    It is ours alone. One that a visitor sends could be another's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, with the id in ``X-Request-Id``."""
        with tracing() as name:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = name
            return response


class ScorePlacesMiddleware:
    """What a page says of its scores' decimals ends with the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        with scores_shown_at(USUAL_SCORE_PLACES):
            return self.get_response(request)


class ContentSecurityPolicyMiddleware:
    """Nothing inline, nothing from elsewhere, nothing framed, no devices.

    PDFs are left alone: browsers show them in a viewer of their own, which the policy would
    starve of its styles.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, with the two headers added."""
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").partition(";")[0] != "application/pdf":
            response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class NothingKeptMiddleware:
    """No browser or proxy keeps an answer to someone with a session: computers are shared.

    "Back" after signing out asks the server again, which shows the sign-in page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, with ``no-store``."""
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}
        if has_session and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class OnlyByFormMiddleware:
    """Whoever opens the address of a button is told so, where Django answers with a blank page.

    A button that was pressed after the sign-in ran out leads there, by way of the sign-in page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does; a blank 405 to a GET with a page and a way back."""
        response = self.get_response(request)
        is_refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if is_refused and request.method == "GET" and not response.content:
            response.content = render_to_string("405.html").encode()
        return response
