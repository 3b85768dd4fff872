"""A session is read with whose it is; where anything has changed since, Django asks again."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from offices.accounts.models import Session
from offices.accounts.sessions import SessionStore
from offices.models import User
from tests.cast import Cast, client_of

PAGE = "/notices/"


@pytest.fixture
def browser(cast: Cast) -> Client:
    return client_of(cast.officer)


def is_signed_in(browser: Client) -> bool:
    return browser.get(PAGE).status_code == 200


def test_it_is_read_by_one_query(
    cast: Cast, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    store = SessionStore(browser.session.session_key)
    with django_assert_num_queries(1):
        person = store.proven_person()

    assert person == cast.officer
    assert is_signed_in(browser)


@pytest.mark.parametrize(
    "changed", [{"password": "another"}, {"is_active": False}], ids=["password", "closed"]
)
def test_person_who_has_changed_is_asked_to_sign_in(
    cast: Cast, browser: Client, changed: dict[str, object]
) -> None:
    assert is_signed_in(browser)

    User.objects.filter(pk=cast.officer.pk).update(**changed)

    assert not is_signed_in(browser)


def test_way_of_signing_in_that_is_gone_signs_out(browser: Client, settings: Settings) -> None:
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]

    assert not is_signed_in(browser)


def test_row_of_another_person_lends_nobody_its_session(cast: Cast, browser: Client) -> None:
    """Who signed in says the session's own data, not the column beside it."""
    Session.objects.update(user=cast.administrator)

    assert SessionStore(browser.session.session_key).proven_person() is None
    assert browser.get(PAGE).wsgi_request.user == cast.officer


def test_sign_in_outlives_a_new_secret_key(browser: Client, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-secret-key-of-this-installation-for-the-test"

    assert is_signed_in(browser)
    assert is_signed_in(browser)


def test_session_of_nobody_is_a_visitor_s(db: None) -> None:
    store = SessionStore()
    store["chosen"] = "bn"
    store.save()

    assert SessionStore(store.session_key).proven_person() is None
