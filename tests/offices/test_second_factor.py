from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from offices.models import Level, Posting, Role, Session, SignInAttempts, User
from offices.second_factor import MARK, mark_of, requires_second_factor
from offices.services.refusal import Refused
from offices.services.second_factor import (
    accept_code,
    recovery_codes_of,
    reset_second_factor,
    set_up_second_factor,
    typed_digits,
)
from offices.throttling import BY_CODE
from tests.cast import LONG_AGO, Cast, client_of, office, person
from tests.test_access import PRIVATE

PASSWORD = "ভালো-থাকুন-২৪"
KEY = "3132333435363738393031323334353637383930"
HOME, SIGN_IN, CODE, SET_UP = "/", "/sign-in/", "/sign-in/code/", "/account/second-factor/"
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)")


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def officer(cast: Cast) -> User:
    return with_password(cast.officer)


@pytest.fixture
def administrator(cast: Cast, required: None) -> User:
    return with_password(cast.administrator)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(key: str = KEY, *, later: int = 0) -> str:
    return f"{totp(bytes.fromhex(key), drift=later):06}"


def give_phone(user: User) -> str:
    """The user's phone holds KEY; the code of now, which it gives, is spent."""
    code = code_of()
    set_up_second_factor(user=user, key=KEY, code=code, keep=None)
    return code


def forget_last_code() -> None:
    TOTPDevice.objects.update(last_t=-1)


def after_password(user: User, onward: str = "", **extra: Any) -> tuple[Client, str]:
    """A browser in which the password was given, and where it was sent."""
    client = Client(**extra)
    data = {"username": user.username, "password": PASSWORD, "next": onward}
    client.post(SIGN_IN, data)
    response = client.get(onward or HOME, follow=True)
    final = response.redirect_chain[-1][0] if response.redirect_chain else onward or HOME
    return client, final


@pytest.mark.parametrize(
    ("role", "level", "needed"),
    [
        (Role.ENTRY, Level.DEPARTMENT, False),
        (Role.HEAD, Level.DEPARTMENT, False),
        (Role.AUDITOR, Level.DEPARTMENT, False),
        (Role.REVIEWER, Level.MINISTRY, True),
        (Role.REVIEWER, Level.DEPARTMENT, True),
        (Role.REVIEWER, Level.REGIONAL, False),
        (Role.PLANNER, Level.DISTRICT, True),
        (Role.ADMINISTRATOR, Level.UPAZILA, True),
    ],
)
@pytest.mark.django_db
def test_posting_decides_who_needs_a_second_factor(
    required: None, role: Role, level: Level, needed: bool
) -> None:
    assert requires_second_factor(person("somebody", role, office("there", level))) == needed


@pytest.mark.django_db
def test_superuser_needs_a_second_factor_and_nobody_where_it_is_off(
    settings: Settings,
) -> None:
    superuser = User.objects.create_superuser("root")

    settings.SECOND_FACTOR_REQUIRED = True
    assert requires_second_factor(superuser)
    settings.SECOND_FACTOR_REQUIRED = False
    assert not requires_second_factor(superuser)


@pytest.mark.parametrize(("name", "named"), PRIVATE)
def test_no_page_opens_before_the_set_up(
    administrator: User, name: str, named: dict[str, str]
) -> None:
    client, _ = after_password(administrator)
    if name == "offices:second-factor":
        return
    address = reverse(name, kwargs=named)

    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith(SET_UP)
    assert client.post(address).status_code in (302, 401, 405)


def test_administration_does_not_open_before_the_set_up(administrator: User) -> None:
    client, _ = after_password(administrator)

    for address in (reverse("admin:index"), reverse("admin:offices_office_export")):
        assert client.get(address, follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_sign_in_before_a_posting_that_needs_more_is_held_back_at_once(
    cast: Cast, required: None
) -> None:
    client = client_of(cast.officer)
    assert client.get(HOME).status_code == 200

    Posting.objects.create(
        user=cast.officer, office=cast.khulna, role=Role.PLANNER, starts=LONG_AGO
    )

    assert client.get(HOME, follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_set_up_leads_to_the_recovery_codes_and_on(administrator: User) -> None:
    client, _ = after_password(administrator, "/plans/")
    page = client.get(f"{SET_UP}?next=/plans/")
    key = client.session["second_factor_key"]

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


def test_wrong_first_code_sets_nothing_up_and_keeps_the_key(administrator: User) -> None:
    client, _ = after_password(administrator)
    client.get(SET_UP)
    key = client.session["second_factor_key"]

    answer = client.post(SET_UP, {"new_code": "000000"})

    assert answer.status_code == 422
    assert client.session["second_factor_key"] == key
    assert not TOTPDevice.objects.exists()
    assert not User.objects.get(pk=administrator.pk).second_factor_since


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


@pytest.mark.parametrize("target", ELSEWHERE)
def test_set_up_never_leads_elsewhere(administrator: User, target: str) -> None:
    client, _ = after_password(administrator)
    client.get(SET_UP)

    form = {"new_code": code_of(client.session["second_factor_key"]), "next": target}
    answer = client.post(SET_UP, form)

    assert answer.headers["Location"] == "/account/recovery-codes/?next=/"
    kept = client.post("/account/recovery-codes/", {"next": target})
    assert kept.headers["Location"] == HOME


def test_half_signed_in_person_cannot_replace_the_phone(officer: User) -> None:
    give_phone(officer)
    client, _ = after_password(officer)

    assert client.get(SET_UP).headers["Location"].startswith(CODE)
    assert client.post(SET_UP, {"new_code": "1"}).headers["Location"].startswith(CODE)
    assert TOTPDevice.objects.get().key == KEY


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


def test_code_of_the_phone_counts_once(officer: User) -> None:
    give_phone(officer)
    forget_last_code()

    code = code_of()
    assert accept_code(user=officer, code=code)
    assert not accept_code(user=officer, code=code)
    assert accept_code(user=officer, code=code_of(later=1))


def test_first_code_of_the_set_up_cannot_be_used_again(officer: User) -> None:
    code = give_phone(officer)

    assert not accept_code(user=officer, code=code)


def test_recovery_code_counts_once_however_it_is_written(officer: User) -> None:
    give_phone(officer)
    code, other = recovery_codes_of(officer)[:2]

    assert accept_code(user=officer, code=f" {code[:5]}-{code[5:]} ".translate(BENGALI))
    assert not accept_code(user=officer, code=code)
    assert accept_code(user=officer, code=other)
    assert len(recovery_codes_of(officer)) == 8


@pytest.mark.django_db(transaction=True)
def test_recovery_code_typed_twice_at_once_opens_once() -> None:
    user = User.objects.create_user("officer", password=PASSWORD)
    give_phone(user)
    code = recovery_codes_of(user)[0]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: in_thread(accept_code, user=user, code=code), range(4)))

    assert sorted(answers) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_phones_set_up_in_two_tabs_at_once_leave_one() -> None:
    user = User.objects.create_user("officer", password=PASSWORD)
    keys = [f"{number}{number}" * 20 for number in (1, 2, 3, 4)]

    def take(key: str) -> None:
        in_thread(set_up_second_factor, user=user, key=key, code=code_of(key), keep=None)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take, keys))

    assert TOTPDevice.objects.count() == 1
    assert len(recovery_codes_of(user)) == 10


def in_thread(work: Callable[..., Any], **arguments: Any) -> Any:
    try:
        return work(**arguments)
    finally:
        connection.close()


def test_code_of_another_person_does_not_count(officer: User, cast: Cast) -> None:
    give_phone(officer)
    set_up_second_factor(user=cast.sibling, key="41" * 20, code=code_of("41" * 20), keep=None)
    forget_last_code()

    assert not accept_code(user=officer, code=code_of("41" * 20))
    assert not accept_code(user=officer, code=recovery_codes_of(cast.sibling)[0])


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("123456", "123456"),
        (" ১২৩ ৪৫৬ ", "123456"),
        ("12345-67890", "1234567890"),
        ("012\u200b345", "012345"),
        ("12345a", ""),
        ("１２３４５６", "123456"),
        ("½23456", ""),
        ("", ""),
    ],
)
def test_digits_of_either_language_are_read(text: str, digits: str) -> None:
    assert typed_digits(text) == digits


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


def test_set_up_by_choice_asks_for_the_password_and_ends_other_sign_ins(officer: User) -> None:
    client, other = client_of(officer), client_of(officer)
    client.get(SET_UP)
    form = {"new_code": code_of(client.session["second_factor_key"]), "next": "/account/"}

    assert client.post(SET_UP, form).status_code == 422
    assert client.post(SET_UP, {**form, "password": "wrong"}).status_code == 422
    assert client.post(SET_UP, {**form, "password": PASSWORD}).status_code == 302

    assert client.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302
    assert Session.objects.filter(user=officer).count() == 1


@pytest.fixture
def protected(officer: User) -> Client:
    """The officer's browser, signed in with the code."""
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)
    client.post(CODE, {"code": code_of()})
    return client


def test_another_phone_voids_the_old_one_and_its_recovery_codes(
    officer: User, protected: Client
) -> None:
    old = recovery_codes_of(officer)
    protected.get(SET_UP)
    key = protected.session["second_factor_key"]

    protected.post(SET_UP, {"new_code": code_of(key), "password": PASSWORD})

    assert TOTPDevice.objects.get().key == key
    assert not set(old) & set(recovery_codes_of(officer))
    assert protected.get(HOME).status_code == 200


def test_new_recovery_codes_ask_for_the_password_and_void_the_old(
    officer: User, protected: Client
) -> None:
    address, old = reverse("offices:new-recovery-codes"), set(recovery_codes_of(officer))

    assert protected.post(address, {"password": "wrong"}).status_code == 422
    assert set(recovery_codes_of(officer)) == old
    answer = protected.post(address, {"password": PASSWORD}, follow=True)

    assert not old & set(recovery_codes_of(officer))
    assert len(answer.context["codes"]) == 10


def test_removal_asks_for_the_password_and_ends_other_sign_ins(
    officer: User, protected: Client
) -> None:
    address, other = reverse("offices:remove-second-factor"), client_of(officer)

    assert protected.post(address, {"password": "wrong"}).status_code == 422
    assert TOTPDevice.objects.exists()
    assert protected.post(address, {"password": PASSWORD}).status_code == 302

    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert protected.get(HOME).status_code == 200
    assert not other.session.items()


def test_person_without_a_password_of_ours_confirms_by_code(
    officer: User, protected: Client
) -> None:
    officer.set_unusable_password()
    officer.save()
    client = client_of(officer)
    session = client.session
    session["second_factor"] = User.objects.get(pk=officer.pk).second_factor_since.isoformat()  # type: ignore[union-attr]
    session.save()
    address = reverse("offices:new-recovery-codes")

    assert client.post(address, {"password": PASSWORD}).status_code == 422
    assert client.post(address, {"code": code_of(later=1)}).status_code == 302


def test_who_needs_it_cannot_remove_it(administrator: User) -> None:
    give_phone(administrator)
    forget_last_code()
    client, _ = after_password(administrator)
    client.post(CODE, {"code": code_of()})
    address = reverse("offices:remove-second-factor")

    assert client.get("/account/").status_code == 200
    assert address not in client.get("/account/").text
    assert client.post(address, {"password": PASSWORD}).status_code == 404


def test_password_guesses_on_these_pages_are_slowed_as_at_the_door(
    officer: User, protected: Client
) -> None:
    address = reverse("offices:remove-second-factor")
    for _ in range(5):
        assert protected.post(address, {"password": "wrong"}).status_code == 422

    assert protected.post(address, {"password": PASSWORD}).status_code == 429


def test_reset_ends_every_sign_in_and_is_logged_with_who_and_whose(
    cast: Cast, officer: User, protected: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "offices"):
        reset_second_factor(user=officer, by=cast.administrator)

    assert protected.get(HOME).status_code == 302
    assert not StaticToken.objects.exists()
    assert "second factor of officer reset by administrator" in caplog.text
    fresh, where = after_password(officer)
    assert where == HOME
    assert fresh.get(HOME).status_code == 200


def test_administrator_resets_from_the_list_of_users_but_no_superuser(
    cast: Cast, officer: User
) -> None:
    superuser = User.objects.create_superuser("root")
    for user in (officer, superuser, cast.sibling):
        give_phone(user)
    client = client_of(cast.administrator)
    form = {"action": "reset_second_factor", "_selected_action": [officer.pk, superuser.pk]}

    client.post(reverse("admin:offices_user_changelist"), form)

    assert set(TOTPDevice.objects.values_list("user", flat=True)) == {superuser.pk, cast.sibling.pk}
    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.object_id) == (cast.administrator, str(officer.pk))


def test_administrator_resets_from_the_person_s_page_and_the_journal_tells(
    cast: Cast, officer: User, protected: Client
) -> None:
    client = client_of(cast.administrator)
    page, address = (
        reverse(f"offices:{name}", args=[officer.pk]) for name in ("person", "person-phone")
    )
    assert address in client.get(page).text
    client.get(address)
    assert TOTPDevice.objects.filter(user=officer).exists(), "looking alone changes nothing"

    told = client.post(address, follow=True).text

    assert protected.get(HOME).status_code == 302
    assert not TOTPDevice.objects.filter(user=officer).exists()
    assert "Two-step sign-in reset" in told
    assert address not in told
    (entry,) = officer.journal.all()
    assert (entry.field, entry.by) == ("second_factor", cast.administrator)
    assert client.post(address).status_code == 404, "there is none left"


def test_nobody_resets_their_own(administrator: User) -> None:
    give_phone(administrator)
    administrator.refresh_from_db()
    client = client_of(administrator)
    session = client.session
    session[MARK] = mark_of(administrator)
    session.save()
    address = reverse("offices:person-phone", args=[administrator.pk])
    assert client.get(reverse("offices:person", args=[administrator.pk])).status_code == 200

    assert client.post(address).status_code == 404
    with pytest.raises(Refused):
        reset_second_factor(user=administrator, by=administrator)

    assert TOTPDevice.objects.filter(user=administrator).exists()


def test_reset_forgives_the_wrong_codes_of_before(officer: User) -> None:
    give_phone(officer)
    client, _ = after_password(officer)
    for _ in range(BY_CODE.free + 1):
        client.post(CODE, {"code": "000000"})

    reset_second_factor(user=officer, by=None)

    assert not SignInAttempts.objects.filter(address="*").exists()


def test_session_that_outlives_its_factor_opens_nothing(officer: User, protected: Client) -> None:
    """Even if its row had not been removed."""
    rows = list(Session.objects.all())
    reset_second_factor(user=officer, by=None)
    give_phone(officer)
    Session.objects.bulk_create(rows)

    assert protected.get(HOME, follow=True).redirect_chain[-1][0].startswith(CODE)


def test_command_resets_for_an_administrator_who_is_locked_out(
    administrator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    give_phone(administrator)

    call_command("reset_second_factor", "administrator")

    assert "administrator" in capsys.readouterr().out
    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="no user nobody"):
        call_command("reset_second_factor", "nobody")
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_second_factor", "administrator")


def test_check_costs_no_query_on_ordinary_pages(cast: Cast, settings: Settings) -> None:
    pages = [HOME, "/plans/khulna/2023-24/apa/2024-06/"]
    counts = []
    for settings.SECOND_FACTOR_REQUIRED in (False, True):
        client = client_of(cast.officer)
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_concealed_fields_of_devices_are_not_in_the_administration(cast: Cast) -> None:
    client = client_of(cast.administrator)

    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
