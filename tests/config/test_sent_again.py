"""What was sent and could not be taken stands on the page that says so, to be sent again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from config import busy
from config.readable import FORM
from config.sent_again import MOST_BYTES, sent_form
from config.urls import urlpatterns as pages
from indicators.returns.models import ReturnStep, State
from indicators.returns.steps import submit_return
from tests.cast import JUNE, Cast, client_of

pytestmark = pytest.mark.once

HOSTILE = 'বন্যায় "ক্ষতি"\r\n<script>alert(1)</script> & more'
REVIEW = "/plans/khulna/2023-24/apa/2024-06/review/"


def fail(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("gone")


urlpatterns = [*pages, path("fail/", fail)]
handler500 = "config.views.server_error"


@pytest.fixture
def everybody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patch:
        patch.setattr(busy, "waiting", lambda: 10_000)
        yield patch


def post(client: Client, address: str, form: dict[str, str]) -> Any:
    return client.post(address, urlencode(form), content_type=FORM)


def held(answer: Any) -> tuple[str, dict[str, str]]:
    """Where the form of a page leads, and what it holds."""
    assert answer.status_code == 503
    [action] = re.findall(r'<form class="again" method="post" action="([^"]*)">', answer.text)
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.text)
    return unescape(action), {unescape(name): unescape(text) for name, text in fields}


@pytest.mark.django_db
def test_form_that_nobody_could_take_is_sent_again_from_the_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit_return(cast.monthly_return(JUNE), by=cast.officer, blanks_confirmed=True)
    reviewer = client_of(cast.superior)
    version = str(cast.monthly_return(JUNE).version)
    form = {"reason": HOSTILE, "return-version": version, "return": ""}
    with monkeypatch.context() as patch:
        patch.setattr(busy, "waiting", lambda: 10_000)
        answer = post(reviewer, f"{REVIEW}?page=2", form)

    action, fields = held(answer)
    assert (action, fields) == (f"{REVIEW}?page=2", form)
    assert "<script>alert" not in answer.text
    assert "<blockquote>" in answer.text
    assert "আবার পাঠান" in answer.text
    assert post(reviewer, action, fields).status_code == 302
    assert cast.monthly_return(JUNE).state == State.RETURNED
    assert "ক্ষতি" in ReturnStep.objects.latest("pk").reason


@override_settings(ROOT_URLCONF=__name__)
def test_form_that_the_database_could_not_take_is_held() -> None:
    visitor = Client(raise_request_exception=False, headers={"Sec-Fetch-Dest": "document"})

    answer = post(visitor, "/fail/?a=%22%3E%3Cb%3E", {"reason": HOSTILE})

    assert held(answer)[1] == {"reason": HOSTILE}
    assert "<b>" not in answer.text


def test_files_of_a_form_are_not_held() -> None:
    file = SimpleUploadedFile("a.txt", b"secret bytes")
    request = RequestFactory().post("/guide/", {"reason": HOSTILE, "file": file})
    assert request.POST

    form = sent_form(request)

    assert form is not None
    assert (form.fields, form.has_files) == ((("reason", HOSTILE),), True)


def test_address_of_another_site_is_not_led_to() -> None:
    request = RequestFactory().post("/guide/", "a=b", content_type=FORM)
    request.path = "//evil.example/guide/"

    form = sent_form(request)

    assert form is not None
    assert form.action == "/%2Fevil.example/guide/"


A_FORM: dict[str, Any] = {"path": "/guide/", "data": "a=b", "content_type": FORM}
OTHERS: dict[str, dict[str, Any]] = {
    "a view": {"method": "GET"},
    "nothing": {"data": ""},
    "a script's": {"headers": {"Sec-Fetch-Dest": "empty"}},
    "too long": {"data": f"a={'b' * MOST_BYTES}"},
    "a password": {"data": "a=b&new_password1=c"},
    "the sign-in": {"path": "/sign-in/"},
    "no page": {"path": "/nowhere/"},
    "another charset": {"content_type": f"{FORM}; charset=utf-7"},
    "no form": {"content_type": "application/json"},
    "unread": {"content_type": "multipart/form-data; boundary=x"},
}


@pytest.mark.parametrize("name", OTHERS)
def test_is_not_held(name: str) -> None:
    assert sent_form(RequestFactory().generic("POST", **A_FORM)) is not None

    assert (
        sent_form(RequestFactory().generic(**{"method": "POST", **A_FORM, **OTHERS[name]})) is None
    )


@pytest.mark.django_db
def test_form_that_another_site_made_somebody_send_is_refused_again(
    cast: Cast, everybody_waits: pytest.MonkeyPatch
) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(cast.officer)
    action, fields = held(post(forged, REVIEW, {"reason": "বন্যা", "return": ""}))
    everybody_waits.undo()

    assert "csrfmiddlewaretoken" not in fields
    assert post(forged, action, fields).status_code == 403
