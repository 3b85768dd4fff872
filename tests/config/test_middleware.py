from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config.middleware import ContentSecurityPolicyMiddleware

pytestmark = pytest.mark.once


def answer(content_type: str) -> HttpResponse:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(b"", content_type=content_type)

    return ContentSecurityPolicyMiddleware(view)(RequestFactory().get("/"))


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "image/svg+xml"])
def test_policy_allows_nothing_inline_and_nothing_from_elsewhere(content_type: str) -> None:
    policy = answer(content_type).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_policy_spares_pdfs_for_the_browsers_viewer() -> None:
    assert "Content-Security-Policy" not in answer("application/pdf").headers


@pytest.mark.django_db
def test_pages_carry_the_security_headers(client: Client) -> None:
    headers = client.get("/healthz").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_every_answer_names_its_request_and_never_the_visitors_own(client: Client) -> None:
    first = client.get("/healthz", headers={"X-Request-Id": "forged"}).headers["X-Request-Id"]
    second = client.get("/healthz").headers["X-Request-Id"]

    assert len({first, second, "forged"}) == 3
