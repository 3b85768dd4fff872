from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from offices.accounts.models import Session
from offices.accounts.second_factor.models import Phone
from offices.accounts.second_factor.services import (
    recovery_codes_left,
    set_up_second_factor,
)
from offices.models import User
from tests.cast import client_of
from tests.offices.accounts.second_factor.hands import (
    CODE,
    ELSEWHERE,
    HOME,
    KEY,
    PASSWORD,
    SET_UP,
    after_password,
    code_of,
    give_phone,
    in_thread,
    kept_of_codes,
    key_in,
)


@pytest.mark.once
def test_set_up_leads_to_the_recovery_codes_and_on(administrator: User) -> None:
    client, _ = after_password(administrator, "/plans/")
    page = client.get(f"{SET_UP}?next=/plans/")
    key = key_in(client)

    assert "<svg" in page.text
    assert page.context["secret"] in page.text
    answer = client.post(SET_UP, {"new_code": code_of(key), "next": "/plans/"})

    assert answer.headers["Location"] == "/account/recovery-codes/?next=/plans/"
    codes = client.get(answer.headers["Location"]).context["codes"]
    assert len(codes) == 10
    assert codes[3] in client.get("/account/recovery-codes.txt").text
    kept = client.post("/account/recovery-codes/", {"next": "/plans/"})
    assert kept.headers["Location"] == "/plans/"
    assert client.get("/plans/").status_code == 200
    assert client.get("/account/recovery-codes.txt").status_code == 404
    assert client.get("/account/recovery-codes/").headers["Location"] == "/account/"


@pytest.mark.once
def test_wrong_first_code_sets_nothing_up_and_keeps_the_key(administrator: User) -> None:
    client, _ = after_password(administrator)
    client.get(SET_UP)
    key = key_in(client)

    answer = client.post(SET_UP, {"new_code": "000000"})

    assert answer.status_code == 422
    assert key_in(client) == key
    assert not Phone.objects.exists()
    assert not User.objects.get(pk=administrator.pk).second_factor_since


@pytest.mark.once
@pytest.mark.parametrize("target", ELSEWHERE)
def test_set_up_never_leads_elsewhere(administrator: User, target: str) -> None:
    client, _ = after_password(administrator)
    client.get(SET_UP)

    form = {"new_code": code_of(key_in(client)), "next": target}
    answer = client.post(SET_UP, form)

    assert answer.headers["Location"] == "/account/recovery-codes/?next=/"
    kept = client.post("/account/recovery-codes/", {"next": target})
    assert kept.headers["Location"] == HOME


def test_half_signed_in_person_cannot_replace_the_phone(officer: User) -> None:
    give_phone(officer)
    client, _ = after_password(officer)

    assert client.get(SET_UP).headers["Location"].startswith(CODE)
    assert client.post(SET_UP, {"new_code": "1"}).headers["Location"].startswith(CODE)
    assert Phone.objects.get().bin_key.hex() == KEY


@pytest.mark.django_db(transaction=True)
def test_phones_set_up_in_two_tabs_at_once_leave_one() -> None:
    user = User.objects.create_user("officer", password=PASSWORD)
    keys = [f"{number}{number}" * 20 for number in (1, 2, 3, 4)]

    def take(key: str) -> None:
        in_thread(set_up_second_factor, user=user, key=key, code=code_of(key), keep=None)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take, keys))

    assert Phone.objects.count() == 1
    assert recovery_codes_left(user) == 10


def test_set_up_by_choice_asks_for_the_password_and_ends_other_sign_ins(officer: User) -> None:
    client, other = client_of(officer), client_of(officer)
    client.get(SET_UP)
    form = {"new_code": code_of(key_in(client)), "next": "/account/"}

    assert client.post(SET_UP, form).status_code == 422
    assert client.post(SET_UP, {**form, "password": "wrong"}).status_code == 422
    assert client.post(SET_UP, {**form, "password": PASSWORD}).status_code == 302

    assert client.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302
    assert Session.objects.filter(user=officer).count() == 1


@pytest.mark.once
def test_another_phone_voids_the_old_one_and_its_recovery_codes(
    officer: User, protected: Client
) -> None:
    old = kept_of_codes(officer)
    protected.get(SET_UP)
    key = key_in(protected)

    protected.post(SET_UP, {"new_code": code_of(key), "password": PASSWORD})

    assert Phone.objects.get().bin_key.hex() == key
    assert not old & kept_of_codes(officer)
    assert protected.get(HOME).status_code == 200
