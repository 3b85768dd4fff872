from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from offices.accounts.models import SignInAttempts
from offices.models import Level, Role, User
from tests.cast import office, person
from tests.oidc.provider import STRANGE_KEY, Provider
from tests.test_access import named_patterns

START = "/sign-in/with/oidc/"


@pytest.fixture
def officer(db: None) -> User:
    user = person("officer")
    user.email = "Officer@example.gov.bd"
    user.save()
    return user


@pytest.fixture
def administrator(officer: User) -> User:
    """Who needs a second factor; the provider knows the address as this one's."""
    User.objects.update(email="")
    top = office("bscic", Level.DEPARTMENT)
    user = person("administrator", Role.ADMINISTRATOR, top)
    User.objects.filter(pk=user.pk).update(email="officer@example.gov.bd")
    return user


def come(client: Client, provider: Provider, start: str = START, **instead: str) -> HttpResponse:
    """There and back, as a browser goes; the last answer."""
    away = client.get(start)
    assert away.status_code == 302
    assert away.headers["Location"].startswith(f"{provider.client.issuer}/authorize?")
    return client.get(provider.answer_to(away.headers["Location"], **instead))  # type: ignore[return-value]


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_person_with_the_verified_address_is_signed_in(
    client: Client, provider: Provider, officer: User
) -> None:
    response = come(client, provider)

    assert response.headers["Location"] == "/"
    assert who(client) == str(officer.pk)
    assert client.get("/").status_code == 200


def test_sign_in_leads_back_to_where_it_was_asked_for(
    client: Client, provider: Provider, officer: User
) -> None:
    assert come(client, provider, f"{START}?next=/plans/").headers["Location"] == "/plans/"
    client.logout()
    evil = f"{START}?next=https://evil.example/"
    assert come(client, provider, evil).headers["Location"] == "/"


def no_address(provider: Provider) -> None:
    del provider.claims["email"]


def another_address(provider: Provider) -> None:
    provider.claims["email"] = "stranger@example.gov.bd"


def unverified(provider: Provider) -> None:
    provider.claims["email_verified"] = False


def verified_in_words(provider: Provider) -> None:
    provider.claims["email_verified"] = "false"


def strange_signature(provider: Provider) -> None:
    provider.key = STRANGE_KEY


def for_another_client(provider: Provider) -> None:
    provider.in_token["aud"] = "another"


def of_another_issuer(provider: Provider) -> None:
    provider.in_token["iss"] = "https://evil.example"


def expired(provider: Provider) -> None:
    provider.in_token["exp"] = 1


def of_another_sign_in(provider: Provider) -> None:
    provider.in_token["nonce"] = "another"


def of_no_sign_in(provider: Provider) -> None:
    provider.in_token["nonce"] = None


def about_two_people(provider: Provider) -> None:
    provider.in_userinfo["sub"] = "8"


@pytest.mark.parametrize(
    "change",
    [
        no_address,
        another_address,
        unverified,
        verified_in_words,
        strange_signature,
        for_another_client,
        of_another_issuer,
        expired,
        of_another_sign_in,
        of_no_sign_in,
        about_two_people,
    ],
)
def test_nobody_else_gets_in(
    client: Client, provider: Provider, officer: User, change: Callable[[Provider], None]
) -> None:
    people = User.objects.count()
    change(provider)

    response = come(client, provider)

    assert response.status_code == 403
    assert 'href="/sign-in/"' in response.content.decode()
    assert who(client) is None
    assert User.objects.count() == people


def test_address_that_two_people_share_names_neither(
    client: Client, provider: Provider, officer: User
) -> None:
    User.objects.create_user("twin", email="officer@example.gov.bd")

    assert come(client, provider).status_code == 403
    assert who(client) is None


def test_closed_account_stays_closed(client: Client, provider: Provider, officer: User) -> None:
    User.objects.update(is_active=False)

    response = come(client, provider)

    assert response.status_code == 403
    assert who(client) is None


def test_by_username_the_address_does_not_count(
    client: Client, provider: Provider, officer: User, settings: Settings
) -> None:
    settings.OIDC = settings.OIDC.model_copy(update={"match": "username"})
    reviewer = person("reviewer")
    provider.claims |= {"email_verified": False, "preferred_username": "reviewer"}

    come(client, provider)

    assert who(client) == str(reviewer.pk)


@pytest.mark.parametrize(
    "instead",
    [
        {"state": "forged"},
        {"state": ""},
        {"code": "guessed"},
        {"code": "", "error": "access_denied"},
        {"code": "", "error": "server_error"},
    ],
)
def test_answer_that_was_not_asked_for_is_refused(
    client: Client, provider: Provider, officer: User, instead: dict[str, str]
) -> None:
    assert come(client, provider, **instead).status_code == 403
    assert who(client) is None


def test_answer_in_another_browser_is_refused(
    client: Client, provider: Provider, officer: User
) -> None:
    back = provider.answer_to(client.get(START).headers["Location"])

    assert Client().get(back).status_code == 403
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


def test_provider_that_does_not_answer_is_said(
    client: Client, provider: Provider, officer: User
) -> None:
    back = provider.answer_to(client.get(START).headers["Location"])
    provider.is_broken = True

    assert client.get(START).status_code == 403
    assert client.get(back).status_code == 403


def test_second_factor_is_asked_for_all_the_same(
    client: Client, provider: Provider, administrator: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True

    come(client, provider)

    assert client.get("/").headers["Location"].startswith("/sign-in/")
    assert "second-factor" in client.get("/sign-in/").headers["Location"]


def test_second_factor_may_be_the_providers_business(
    client: Client, provider: Provider, administrator: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OIDC = settings.OIDC.model_copy(update={"second_factor": "provider"})

    come(client, provider)

    assert client.get("/").status_code == 200
    settings.OIDC = settings.OIDC.model_copy(update={"second_factor": "ours"})
    assert client.get("/").status_code == 302


def test_password_still_asks_for_the_second_factor(
    client: Client, administrator: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OIDC = settings.OIDC.model_copy(update={"second_factor": "provider"})

    client.force_login(administrator)

    assert client.get("/").status_code == 302


def test_many_attempts_from_one_address_are_slowed(
    client: Client, provider: Provider, officer: User
) -> None:
    come(client, provider)
    assert not SignInAttempts.objects.filter(count__gt=0).exists()
    client.logout()
    SignInAttempts.objects.update(count=101)

    response = client.get(START)

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0


def test_sign_in_page_shows_the_other_way(client: Client, db: None) -> None:
    page = client.get("/sign-in/?next=/plans/").text

    assert f'href="{START}?next=/plans/"' in page
    assert "Example" in page


def test_of_the_library_two_addresses_can_be_reached(client: Client, officer: User) -> None:
    ours = {name for name in named_patterns() if ":" not in name}

    assert ours == {
        "home",
        "guide",
        "healthz",
        "openid_connect_login",
        "openid_connect_callback",
    }
    assert client.get("/sign-in/with/google/").status_code == 404
    assert client.get("/sign-in/with/google/back/").status_code == 404
    assert client.post(START).status_code == 405
    assert get_resolver().reverse_dict.getlist("account_login") == []


def test_tables_of_the_library_stand_in_no_administration() -> None:
    library = {"account", "socialaccount"}
    models: list[Any] = [one for one in apps.get_models() if one._meta.app_label in library]

    assert models
    assert not any(admin.site.is_registered(one) for one in models)


def test_whoever_is_signed_in_goes_home(client: Client, officer: User) -> None:
    client.force_login(officer)

    assert client.get(START).headers["Location"] == "/"
