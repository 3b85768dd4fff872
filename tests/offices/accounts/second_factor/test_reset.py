from __future__ import annotations

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken

from offices.accounts.models import SignInAttempts
from offices.accounts.second_factor.models import Phone
from offices.accounts.second_factor.policy import MARK, mark_of
from offices.accounts.second_factor.services import (
    reset_second_factor,
)
from offices.accounts.throttling import BY_CODE
from offices.journal.events import AccountEvent
from offices.models import User
from offices.refusal import Refused
from tests.cast import Cast, client_of
from tests.offices.accounts.second_factor.hands import (
    CODE,
    HOME,
    after_password,
    give_phone,
)
from tests.offices.journal.lines import lines_about


@pytest.mark.once
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

    assert set(Phone.objects.values_list("user", flat=True)) == {superuser.pk, cast.sibling.pk}
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
    assert Phone.objects.filter(user=officer).exists(), "looking alone changes nothing"

    told = client.post(address, follow=True).text

    assert protected.get(HOME).status_code == 302
    assert not Phone.objects.filter(user=officer).exists()
    assert "Two-step sign-in reset" in told
    assert address not in told
    (entry,) = lines_about(officer).filter(field=AccountEvent.RESET)
    assert entry.by == cast.administrator
    assert client.post(address).status_code == 404, "there is none left"


@pytest.mark.once
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

    assert Phone.objects.filter(user=administrator).exists()


def test_reset_forgives_the_wrong_codes_of_before(officer: User) -> None:
    give_phone(officer)
    client, _ = after_password(officer)
    for _ in range(BY_CODE.free + 1):
        client.post(CODE, {"code": "000000"})

    reset_second_factor(user=officer, by=None)

    assert not SignInAttempts.objects.filter(address="*").exists()


@pytest.mark.once
def test_command_resets_for_an_administrator_who_is_locked_out(
    administrator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    give_phone(administrator)

    call_command("reset_second_factor", "administrator")

    assert "administrator" in capsys.readouterr().out
    assert not Phone.objects.exists()
    with pytest.raises(CommandError, match="no user nobody"):
        call_command("reset_second_factor", "nobody")
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_second_factor", "administrator")


def test_concealed_fields_of_devices_are_not_in_the_administration(cast: Cast) -> None:
    client = client_of(cast.administrator)

    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
