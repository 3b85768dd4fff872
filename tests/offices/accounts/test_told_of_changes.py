"""Whoever's sign-in is changed hears of it: by email, on their page, and the journal keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from indicators.audit.proof_of_people import unexplained_people
from ledger.models import Change
from offices.accounts.account_mail import PAUSES, send_account_mail, tell_person
from offices.accounts.passwords.links import path_of_link
from offices.accounts.second_factor.policy import MARK, mark_of
from offices.accounts.second_factor.services import (
    accept_code,
    remove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    set_up_second_factor,
)
from offices.accounts.services import change_password
from offices.journal.events import AccountEvent
from offices.models import User
from tests.cast import Cast, client_of
from tests.offices.accounts.second_factor.hands import (
    PASSWORD,
    code_of,
    give_phone,
    with_password,
)

NEW = "নদী-নৌকা-2024"
OTHER_KEY = "42" * 20
Deed = Callable[[User, User], object]


def set_by_link(user: User) -> None:
    client = Client()
    page = client.get(path_of_link(user), follow=True).redirect_chain[-1][0]
    client.post(page, {"new_password1": NEW, "new_password2": NEW})


def use_recovery_code(user: User) -> None:
    assert accept_code(user=user, code=renew_recovery_codes(user=user, keep=None)[0])


DEEDS: dict[AccountEvent, tuple[Deed, str, str]] = {
    AccountEvent.NEW_PASSWORD: (
        lambda user, _: change_password(user=user, password=NEW),
        "পাসওয়ার্ড পরিবর্তন",
        "Password changed",
    ),
    AccountEvent.PASSWORD_BY_LINK: (
        lambda user, _: set_by_link(user),
        "লিংকের মাধ্যমে পাসওয়ার্ড নির্ধারণ",
        "Password set by link",
    ),
    AccountEvent.PHONE: (
        lambda user, _: remove_second_factor(user=user, keep=None) or give_phone(user),
        "দুই ধাপে প্রবেশ চালু করা হয়েছে",
        "Two-step sign-in set up",
    ),
    AccountEvent.OTHER_PHONE: (
        lambda user, _: set_up_second_factor(
            user=user, key=OTHER_KEY, code=code_of(OTHER_KEY), keep=None
        ),
        "দুই ধাপে প্রবেশের জন্য অন্য ফোন যুক্ত করা হয়েছে",
        "Another phone set up for two-step sign-in",
    ),
    AccountEvent.PHONE_REMOVED: (
        lambda user, _: remove_second_factor(user=user, keep=None),
        "দুই ধাপে প্রবেশ বন্ধ করা হয়েছে",
        "Two-step sign-in removed",
    ),
    AccountEvent.NEW_CODES: (
        lambda user, _: renew_recovery_codes(user=user, keep=None),
        "নতুন জরুরি কোড তৈরি করা হয়েছে",
        "New recovery codes made",
    ),
    AccountEvent.CODE_USED: (
        lambda user, _: use_recovery_code(user),
        "জরুরি কোড ব্যবহার করা হয়েছে",
        "Recovery code used",
    ),
    AccountEvent.RESET: (
        lambda user, administrator: reset_second_factor(user=user, by=administrator),
        "দুই ধাপে প্রবেশ নতুন করে দেওয়া হয়েছে",
        "Two-step sign-in reset",
    ),
}


@pytest.fixture(autouse=True)
def no_digest(settings: Settings) -> None:
    settings.DIGEST_HOUR = 24


@pytest.fixture
def officer(cast: Cast) -> User:
    """An officer with password, phone and address, whose set-up has been told already."""
    officer = with_password(cast.officer)
    officer.email = "officer@example.org"
    officer.save()
    give_phone(officer)
    DBTaskResult.objects.all().delete()
    return officer


def browser_of(user: User) -> Client:
    """Signed in with the phone that the user has now."""
    user = User.objects.get(pk=user.pk)
    client = client_of(user)
    session = client.session
    session[MARK] = mark_of(user)
    session.save()
    return client


def sent() -> list[mail.EmailMessage]:
    """What the worker has sent once all that is queued is done, also for later."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    call_command("work", once=True)
    return list(mail.outbox)


def test_every_event_of_a_sign_in_is_tried_here() -> None:
    assert {*AccountEvent} - {*DEEDS} == {AccountEvent.LINK, AccountEvent.MAIL}


@pytest.mark.once
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("event", DEEDS)
def test_person_is_told_by_email_in_their_language(
    cast: Cast, officer: User, event: AccountEvent, language: str
) -> None:
    User.objects.filter(pk=officer.pk).update(language=language)
    officer.refresh_from_db()
    deed, bn, en = DEEDS[event]

    deed(officer, cast.administrator)
    message = sent()[-1]

    subject = f"“লক্ষ্য”: {bn}" if language == "bn" else f"Lokkho: {en}"
    assert (message.to, message.subject) == (["officer@example.org"], subject)
    assert f"“{officer.username}”" in str(message.body)
    assert "%(" not in str(message.body)


@pytest.mark.parametrize("event", DEEDS)
def test_journal_keeps_who_did_it_and_the_account_page_shows_it(
    cast: Cast, officer: User, event: AccountEvent
) -> None:
    deed, _, en = DEEDS[event]
    deed(officer, cast.administrator)

    line = Change.objects.filter(user=officer).order_by("-pk")[0]
    page = " ".join(client_of(cast.administrator).get(f"/manage/people/{officer.pk}/").text.split())

    doer = cast.administrator if event == AccountEvent.RESET else officer
    assert (line.field, line.by) == (event, doer)
    assert en in page
    assert not list(unexplained_people())


@pytest.mark.once
def test_account_page_names_who_else_changed_it(cast: Cast, officer: User) -> None:
    reset_second_factor(user=officer, by=cast.administrator)

    page = client_of(officer).get("/account/")

    assert [told.what for told in page.context["latest"]] == [
        "Two-step sign-in reset",
        "Two-step sign-in set up",
    ]
    assert page.text.count(cast.administrator.name) == 1


@pytest.mark.once
def test_account_page_shows_the_last_five_and_nobody_else_s(cast: Cast, officer: User) -> None:
    give_phone(cast.sibling)
    for _ in range(6):
        renew_recovery_codes(user=officer, keep=None)

    latest = browser_of(officer).get("/account/").context["latest"]

    assert [told.what for told in latest] == ["New recovery codes made"] * 5


@pytest.mark.once
def test_email_names_the_administrator_and_not_the_person_themselves(
    cast: Cast, officer: User
) -> None:
    renew_recovery_codes(user=officer, keep=None)
    reset_second_factor(user=officer, by=cast.administrator)

    own, reset = (str(message.body) for message in sent())

    assert "It was changed by" not in own
    with override("en"):
        assert f"It was changed by: {cast.administrator.name}" in reset


@pytest.mark.once
def test_reset_by_a_command_is_told(officer: User) -> None:
    call_command("reset_second_factor", officer.username)

    (message,) = sent()
    assert message.subject == "Lokkho: Two-step sign-in reset"


@pytest.mark.once
def test_first_password_is_not_told(officer: User) -> None:
    officer.set_unusable_password()
    officer.save()

    set_by_link(officer)

    assert User.objects.get(pk=officer.pk).check_password(NEW)
    assert sent() == []


@pytest.mark.once
def test_who_has_no_address_is_told_on_their_page_alone(cast: Cast, officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(email="")
    officer.refresh_from_db()

    for deed, _, _ in DEEDS.values():
        give_phone(officer)
        deed(officer, cast.administrator)

    assert sent() == []
    assert len(browser_of(officer).get("/account/").context["latest"]) == 5


@pytest.mark.once
@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("/account/password/", {"password": "wrong", "new": NEW, "again": NEW}),
        ("/account/second-factor/", {"password": "wrong", "new_code": "123456"}),
        ("/account/second-factor/", {"password": PASSWORD, "new_code": "000000"}),
        ("/account/second-factor/remove/", {"password": "wrong"}),
        ("/account/recovery-codes/new/", {"password": ""}),
    ],
)
def test_what_was_refused_is_told_to_nobody(officer: User, page: str, form: dict[str, str]) -> None:
    client = browser_of(officer)
    before = Change.objects.count()

    assert client.post(page, form).status_code == 422

    assert Change.objects.count() == before
    assert sent() == []


@pytest.mark.once
def test_wrong_codes_are_told_to_nobody(officer: User) -> None:
    for code in ("0000000000", "000000", "", "১২৩"):
        assert not accept_code(user=officer, code=code)

    assert sent() == []


@pytest.mark.once
def test_email_that_could_not_be_sent_is_tried_again_and_no_more(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def fails(_line: object, messages: Sequence[mail.EmailMessage]) -> int:
        tries.append(messages[0].to)
        raise OSError

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", fails)
    tell_person(officer, AccountEvent.NEW_CODES, by=officer)

    for _ in range(len(PAUSES) + 3):
        sent()

    assert tries == [["officer@example.org"]] * (len(PAUSES) + 1)


def test_who_is_gone_meanwhile_is_passed_over(officer: User) -> None:
    at = timezone.now().isoformat()

    done = send_account_mail.call([(0, "gone@example.org")], AccountEvent.RESET.value, 0, at)

    assert mail.outbox == []
    assert done == 1
