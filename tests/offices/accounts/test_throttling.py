from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse

from offices.accounts.models import SignInAttempts
from offices.accounts.throttling import BY_ADDRESS, BY_PERSON, client_address
from offices.models import User

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("offices:sign-in")
RIGHT, WRONG = "the-right-password", "a-wrong-password"


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("officer", password=RIGHT, language="en")


def attempt(
    username: str = "officer", password: str = WRONG, *, address: str = "10.0.0.7", **headers: str
) -> Any:
    data = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post(SIGN_IN, data, headers=headers)


def fail(times: int, username: str = "officer") -> None:
    for _ in range(times):
        assert attempt(username).status_code == 200


def later(**span: int) -> None:
    SignInAttempts.objects.update(last_at=F("last_at") - timedelta(**span))


def test_sixth_attempt_is_not_looked_at_though_it_is_right(officer: User) -> None:
    fail(BY_PERSON.free)

    response = attempt(password=RIGHT)

    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert "_auth_user_id" not in response.client.session


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("bn", "২০:০৪:০৫-এ আবার চেষ্টা করুন"), ("en", "Try again at 20:04:05")],
)
def test_refusal_says_when_to_try_again(officer: User, language: str, sentence: str) -> None:
    # In Dhaka's clock, six hours on.
    with time_machine.travel(datetime(2100, 1, 1, 14, 3, 5, tzinfo=UTC), tick=False):
        fail(BY_PERSON.free)
        page = attempt(cookie=f"django_language={language}").content.decode()

    assert sentence in " ".join(page.split())
    assert page.count('role="alert"') == 1


def test_wait_doubles_with_each_further_failure_up_to_an_hour(officer: User) -> None:
    waits = [BY_PERSON.wait(count) // timedelta(minutes=1) for count in range(4, 13)]

    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_attempt_is_heard_again_after_the_wait(officer: User) -> None:
    fail(BY_PERSON.free)
    later(minutes=1, seconds=1)

    assert attempt(password=RIGHT).status_code == 302
    assert not SignInAttempts.objects.exclude(username="").exists()


def test_clock_that_is_set_back_keeps_nobody_out(officer: User) -> None:
    fail(1)
    later(hours=-3)

    assert attempt(password=RIGHT).status_code == 302


def test_refused_attempts_do_not_lengthen_the_wait(officer: User) -> None:
    fail(BY_PERSON.free)
    for _ in range(3):
        assert attempt().status_code == 429
    later(minutes=1, seconds=1)

    assert attempt(password=RIGHT).status_code == 302


def test_colleague_at_the_same_address_signs_in(officer: User) -> None:
    User.objects.create_user("colleague", password=RIGHT)
    fail(BY_PERSON.free)

    assert attempt("colleague", RIGHT).status_code == 302


def test_same_person_signs_in_from_elsewhere(officer: User) -> None:
    fail(BY_PERSON.free)

    assert attempt(password=RIGHT, address="10.0.0.8").status_code == 302


def test_spelling_of_the_name_is_one_count(officer: User) -> None:
    fail(BY_PERSON.free - 1)
    fail(1, "OFFICER")

    assert attempt().status_code == 429


def test_address_is_slowed_after_many_names(officer: User) -> None:
    fail(1, "someone")
    SignInAttempts.objects.filter(username="").update(count=BY_ADDRESS.free)

    assert attempt(password=RIGHT).status_code == 429
    assert attempt(password=RIGHT, address="10.0.0.8").status_code == 302


def test_right_password_does_not_count_against_the_address(officer: User) -> None:
    for _ in range(3):
        assert attempt(password=RIGHT).status_code == 302

    assert SignInAttempts.objects.get().count == 0


def test_failures_are_forgotten_after_two_quiet_hours(officer: User) -> None:
    fail(BY_PERSON.free - 1)
    later(hours=2, seconds=1)
    fail(BY_PERSON.free - 1)

    assert attempt(password=RIGHT).status_code == 302


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("10.0.0.7", "", "10.0.0.7"),
        ("10.0.0.7", "192.0.2.1", "10.0.0.7"),
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "192.0.2.1", "192.0.2.1"),
    ],
)
def test_only_a_trusted_proxy_says_where_a_request_comes_from(
    peer: str, told: str, address: str
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer)
    if told:
        request.META["HTTP_X_FORWARDED_FOR"] = told

    assert client_address(request) == address
