from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken

from offices.accounts.second_factor.models import Phone
from offices.models import User
from tests.cast import client_of
from tests.offices.accounts.second_factor.hands import (
    HOME,
    PASSWORD,
    code_of,
    kept_of_codes,
)


def test_new_recovery_codes_ask_for_the_password_and_void_the_old(
    officer: User, protected: Client
) -> None:
    address, old = reverse("offices:new-recovery-codes"), kept_of_codes(officer)

    assert protected.post(address, {"password": "wrong"}).status_code == 422
    assert kept_of_codes(officer) == old
    answer = protected.post(address, {"password": PASSWORD}, follow=True)

    assert not old & kept_of_codes(officer)
    assert len(answer.context["codes"]) == 10


def test_removal_asks_for_the_password_and_ends_other_sign_ins(
    officer: User, protected: Client
) -> None:
    address, other = reverse("offices:remove-second-factor"), client_of(officer)

    assert protected.post(address, {"password": "wrong"}).status_code == 422
    assert Phone.objects.exists()
    assert protected.post(address, {"password": PASSWORD}).status_code == 302

    assert not Phone.objects.exists()
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


def test_password_guesses_on_these_pages_are_slowed_as_at_the_door(
    officer: User, protected: Client
) -> None:
    address = reverse("offices:remove-second-factor")
    for _ in range(5):
        assert protected.post(address, {"password": "wrong"}).status_code == 422

    assert protected.post(address, {"password": PASSWORD}).status_code == 429
