from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from offices.accounts.models import Session, SignInAttempts
from offices.accounts.second_factor.services import (
    reset_second_factor,
)
from offices.accounts.throttling import BY_CODE
from offices.models import User
from tests.offices.accounts.second_factor.hands import (
    CODE,
    ELSEWHERE,
    HOME,
    SIGN_IN,
    after_password,
    code_of,
    forget_last_code,
    give_phone,
)

pytestmark = pytest.mark.once


def test_code_follows_the_password_and_leads_on(officer: User) -> None:
    give_phone(officer)
    forget_last_code()

    client, where = after_password(officer, "/plans/")
    assert where == f"{CODE}?next=/plans/"
    assert client.get(HOME).status_code == 302
    answer = client.post(CODE, {"code": code_of(), "next": "/plans/"})

    assert answer.headers["Location"] == "/plans/"
    assert client.get("/plans/").status_code == 200


def test_session_gets_a_new_key_with_the_code(officer: User) -> None:
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)
    before = client.session.session_key

    client.post(CODE, {"code": code_of()})

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


@pytest.mark.parametrize("target", ELSEWHERE)
def test_code_never_leads_elsewhere(officer: User, target: str) -> None:
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)

    assert client.post(CODE, {"code": code_of(), "next": target}).headers["Location"] == HOME


def test_half_signed_in_person_signs_out_again(officer: User) -> None:
    give_phone(officer)
    client, _ = after_password(officer)

    client.post("/sign-out/")

    assert client.get(HOME, follow=True).redirect_chain[-1][0] == f"{SIGN_IN}?next=/"
    assert not Session.objects.filter(user=officer).exists()


def test_half_signed_in_person_reads_and_changes_their_language(officer: User) -> None:
    give_phone(officer)
    client, _ = after_password(officer)
    assert '<html lang="en">' in client.get(CODE).text

    client.post("/language/", {"language": "bn", "next": CODE})

    assert '<html lang="bn">' in client.get(CODE).text


def test_autosave_of_a_half_signed_in_person_is_told_of_the_sign_in(officer: User) -> None:
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)
    save = reverse(
        "indicators:save-cells",
        kwargs={"office": "khulna", "year": "2023-24", "kind": "apa", "month": "2024-06"},
    )

    assert client.post(save, {"user": officer.pk}).status_code == 401
    client.post(CODE, {"code": code_of()})

    assert client.post(save, {"user": officer.pk}).status_code == 200


def test_sixth_wrong_code_is_answered_with_a_time_from_wherever_it_comes(officer: User) -> None:
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)
    other, _ = after_password(officer, REMOTE_ADDR="10.0.0.9")

    for _ in range(BY_CODE.free):
        assert client.post(CODE, {"code": "000000"}).status_code == 422
    refused = other.post(CODE, {"code": code_of()}, REMOTE_ADDR="10.0.0.9")

    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.text.count('role="alert"') == 1
    assert other.get("/account/").status_code == 302


def test_right_code_forgives_the_wrong_ones(officer: User) -> None:
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)

    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": code_of()})

    assert not SignInAttempts.objects.filter(address="*").exists()


def test_session_that_outlives_its_factor_opens_nothing(officer: User, protected: Client) -> None:
    """Even if its row had not been removed."""
    rows = list(Session.objects.all())
    reset_second_factor(user=officer, by=None)
    give_phone(officer)
    Session.objects.bulk_create(rows)

    assert protected.get(HOME, follow=True).redirect_chain[-1][0].startswith(CODE)
