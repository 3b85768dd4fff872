from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from config.urls import urlpatterns as pages
from tests.cast import Cast, client_of

pytestmark = pytest.mark.once


def fail(_request: HttpRequest, name: str) -> HttpResponse:
    if name == "while-handled":
        try:
            raise OperationalError("gone")
        except OperationalError:
            raise KeyError("gone") from None
    errors = {
        "operational": OperationalError,
        "interface": InterfaceError,
        "nameless": DatabaseError,
        "contradicted": IntegrityError,
    }
    raise errors.get(name, KeyError)("gone")


urlpatterns = [*pages, path("fail/<name>/", fail)]
handler500 = "config.views.server_error"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_healthz_says_ok_without_signing_in(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_healthz_only_reads(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("name", ["operational", "interface", "nameless", "while-handled"])
def test_database_out_of_reach_asks_to_try_again(visitor: Client, name: str) -> None:
    response = visitor.get(f"/fail/{name}/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "আধা মিনিট পরে আবার চেষ্টা করুন" in response.text
    assert "Try again in half a minute" in response.text


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("name", ["otherwise", "contradicted"])
def test_failure_speaks_both_languages_and_shows_no_detail(visitor: Client, name: str) -> None:
    response = visitor.get(f"/fail/{name}/")

    assert response.status_code == 500
    assert "কাজটি সম্পন্ন করা যায়নি" in response.text
    assert "This could not be done" in response.text
    assert "gone" not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading"), [("bn", "পাতাটি পাওয়া যায়নি"), ("en", "Page not found")]
)
def test_unknown_address_is_answered_in_the_visitors_language(
    visitor: Client, language: str, heading: str
) -> None:
    visitor.cookies["django_language"] = language

    response = visitor.get("/no/such/page/")

    assert response.status_code == 404
    assert f"<h1>{heading}</h1>" in response.text
    assert f'<html lang="{language}">' in response.text


@pytest.mark.parametrize(("language", "said"), [("bn", "কিছুই করা হয়নি"), ("en", "Nothing was done")])
def test_address_of_a_button_says_that_nothing_was_done(
    cast: Cast, language: str, said: str
) -> None:
    cast.officer.language = language
    cast.officer.save()

    answer = client_of(cast.officer).get("/evidence/00000000-0000-0000-0000-000000000000/remove/")

    assert answer.status_code == 405
    assert said in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_stale_form_says_that_nothing_was_changed() -> None:
    visitor = Client(enforce_csrf_checks=True)
    visitor.cookies["django_language"] = "en"

    response = visitor.post("/language/", {"language": "en"})

    assert response.status_code == 403
    assert "so nothing was changed" in response.text


@pytest.mark.django_db
def test_strange_host_is_a_bad_request(visitor: Client) -> None:
    response = visitor.get("/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert re.search("অনুরোধটি পড়া যায়নি.*The request could not be read", response.text, re.DOTALL)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title", "name"),
    [("en", "Page not found", "Lokkho"), ("bn", "পাতাটি পাওয়া যায়নি", "লক্ষ্য")],
)
def test_missing_page_speaks_the_readers_language_in_every_part(
    visitor: Client, language: str, title: str, name: str
) -> None:
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = visitor.get("/nothing/").text

    assert f'<html lang="{language}">' in page
    assert re.findall(r"<title>(.*?) · (.*?)</title>", page) == [(title, name)]
    assert f'<p class="product">{name}</p>' in page
