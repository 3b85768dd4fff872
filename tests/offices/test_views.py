from __future__ import annotations

import pytest
from django.test import Client

from offices.models import User
from tests.cast import Cast, client_of

pytestmark = pytest.mark.once

SIGN_IN, LANGUAGE = "/sign-in/", "/language/"
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "http:///evil.example",
    "javascript:alert(1)",
    "",
)


@pytest.fixture
def officer(cast: Cast) -> User:
    cast.officer.set_password("ভালো-থাকুন-২৪")
    cast.officer.save()
    return cast.officer


def credentials(**changes: str) -> dict[str, str]:
    return {"username": "officer", "password": "ভালো-থাকুন-২৪", **changes}


def test_sign_in_leads_home_or_to_where_one_was_going(officer: User) -> None:
    assert Client().post(SIGN_IN, credentials()).headers["Location"] == "/"
    onward = Client().post(SIGN_IN, credentials(next="/plans/"))
    assert onward.headers["Location"] == "/plans/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_never_leads_elsewhere(officer: User, target: str) -> None:
    assert Client().post(SIGN_IN, credentials(next=target)).headers["Location"] == "/"


def test_wrong_password_and_unknown_name_get_the_same_answer(officer: User) -> None:
    answers = [
        Client().post(SIGN_IN, credentials(**changed)).context["form"].non_field_errors()
        for changed in ({"password": "wrong"}, {"username": "nobody"})
    ]

    assert answers[0]
    assert answers[0] == answers[1]


def test_closed_account_cannot_sign_in(officer: User) -> None:
    User.objects.update(is_active=False)

    assert Client().post(SIGN_IN, credentials()).status_code == 200


def test_sign_out_ends_the_session(cast: Cast) -> None:
    client = client_of(cast.officer)

    assert client.post("/sign-out/").headers["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_visitor_reads_bengali_first_and_keeps_the_language_chosen() -> None:
    visitor = Client()
    assert '<html lang="bn">' in visitor.get(SIGN_IN).text

    response = visitor.post(LANGUAGE, {"language": "en", "next": SIGN_IN})

    assert response.headers["Location"] == SIGN_IN
    assert '<html lang="en">' in visitor.get(SIGN_IN).text


@pytest.mark.django_db
def test_bengali_comes_first_whatever_the_browser_asks_for() -> None:
    page = Client(headers={"Accept-Language": "en-US,en;q=0.9"}).get(SIGN_IN)

    assert '<html lang="bn">' in page.text


def test_language_is_kept_with_the_person(cast: Cast) -> None:
    client = client_of(cast.officer)

    client.post(LANGUAGE, {"language": "bn", "next": "/plans/"})

    assert User.objects.get(pk=cast.officer.pk).language == "bn"
    assert '<html lang="bn">' in client_of(cast.officer).get("/").text


def test_persons_language_goes_before_the_browsers(cast: Cast) -> None:
    client = Client(headers={"Accept-Language": "bn"})
    client.cookies["django_language"] = "bn"
    client.force_login(cast.officer)

    response = client.get("/")

    assert '<html lang="en">' in response.text
    assert response.headers["Content-Language"] == "en"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_language_switch_never_leads_elsewhere(cast: Cast, target: str) -> None:
    response = client_of(cast.officer).post(LANGUAGE, {"language": "bn", "next": target})

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("language", ["", "de", "bn-BD", "../en"])
def test_unknown_language_is_refused(cast: Cast, language: str) -> None:
    assert client_of(cast.officer).post(LANGUAGE, {"language": language}).status_code == 400
    assert User.objects.get(pk=cast.officer.pk).language == "en"


def test_head_names_the_person_and_the_office(cast: Cast) -> None:
    page = client_of(cast.officer).get("/").text

    assert "Officer" in page
    assert "Khulna office" in page
    assert "/review/" not in page
    assert "/admin/" not in page


def test_head_leads_to_the_places_one_has_business_with(cast: Cast) -> None:
    cast.submit()
    reviewer, administrator = (
        client_of(who).get("/plans/").text for who in (cast.reviewer, cast.administrator)
    )

    assert '<span class="count">1</span>' in reviewer
    assert "/dashboard/" in reviewer
    assert "/admin/" not in reviewer
    assert "/admin/" in administrator
