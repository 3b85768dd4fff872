from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from offices.accounts.models import Session
from offices.accounts.sealing import Unopened, seal, unseal
from offices.accounts.second_factor.models import Phone
from offices.accounts.second_factor.services import accept_code
from offices.accounts.sessions import SessionStore
from offices.models import User
from tests.cast import Cast
from tests.offices.accounts.second_factor.hands import (
    KEY,
    SET_UP,
    after_password,
    code_of,
    forget_last_code,
    give_phone,
    key_in,
)


def stored(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # a table's name
        return repr(cursor.fetchall())


def test_what_is_sealed_opens_again() -> None:
    assert unseal(seal(b"secret", about="a"), about="a") == b"secret"


def test_no_two_seals_are_alike() -> None:
    assert seal(b"secret", about="a") != seal(b"secret", about="a")


@pytest.mark.parametrize("text", ["", "1.", "1.AAAA", KEY, "2.AAAA", "1.নদী"])
def test_what_is_not_sealed_does_not_open(text: str) -> None:
    with pytest.raises(Unopened):
        unseal(text, about="a")


def test_sealed_value_of_another_does_not_open() -> None:
    with pytest.raises(Unopened):
        unseal(seal(b"secret", about="phone 1"), about="phone 2")


def test_altered_value_does_not_open() -> None:
    sealed = seal(b"secret", about="a")
    altered = sealed[:-2] + ("A" if sealed[-2] != "A" else "B") + sealed[-1]

    with pytest.raises(Unopened):
        unseal(altered, about="a")


def test_database_holds_neither_secret_nor_codes(officer: User) -> None:
    codes = give_phone(officer)

    assert KEY not in stored("otp_totp_totpdevice")
    assert not any(code in stored("otp_static_statictoken") for code in codes)


def test_session_holds_neither_secret_nor_codes(administrator: User) -> None:
    client, _ = after_password(administrator)
    key = key_in(client)
    assert key not in repr(dict(client.session))
    client.post(SET_UP, {"new_code": code_of(key)})

    shown = client.get("/account/recovery-codes/").context["codes"]

    held = [SessionStore().decode(row.session_data) for row in Session.objects.all()]
    assert len(shown) == 10
    assert not any(code.replace(" ", "") in repr(held) for code in shown)


def test_phone_moved_to_another_person_opens_nothing(cast: Cast, officer: User) -> None:
    give_phone(officer)
    forget_last_code()
    Phone.objects.update(user=cast.sibling)

    assert not accept_code(user=cast.sibling, code=code_of())


class TestChangedKey:
    @pytest.fixture(autouse=True)
    def codes(self, officer: User, settings: Settings) -> list[str]:
        """A phone of the time of the old key, and its recovery codes."""
        settings.SECRET_KEY = "old"
        codes = give_phone(officer)
        forget_last_code()
        settings.SECRET_KEY = "new"
        settings.SECRET_KEY_FALLBACKS = ["older", "old"]
        return codes

    @pytest.mark.once
    def test_phone_of_before_still_opens(self, officer: User) -> None:
        assert accept_code(user=officer, code=code_of())

    @pytest.mark.once
    def test_recovery_code_of_before_still_opens(self, officer: User, codes: list[str]) -> None:
        assert accept_code(user=officer, code=codes[0])

    @pytest.mark.once
    def test_without_the_old_key_nothing_opens_and_the_log_says_why(
        self, officer: User, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.SECRET_KEY_FALLBACKS = []

        assert not accept_code(user=officer, code=code_of())
        assert "SECRET_KEY_FALLBACKS" in caplog.text

    def test_command_seals_anew_so_that_the_old_key_can_go(
        self,
        officer: User,
        codes: list[str],
        settings: Settings,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        call_command("seal_phones")
        settings.SECRET_KEY_FALLBACKS = []

        assert accept_code(user=officer, code=code_of())
        assert accept_code(user=officer, code=codes[0])
        call_command("seal_phones")
        assert capsys.readouterr().out.split() == ["Sealed", "anew:", "1.", "Sealed", "anew:", "0."]

    @pytest.mark.once
    def test_command_names_whose_phone_does_not_open(
        self, officer: User, settings: Settings
    ) -> None:
        settings.SECRET_KEY_FALLBACKS = []

        with pytest.raises(CommandError, match="officer"):
            call_command("seal_phones")
