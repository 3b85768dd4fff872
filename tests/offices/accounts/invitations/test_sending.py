from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from offices.accounts.invitations import sending
from offices.accounts.invitations.models import InvitationBatch, InvitationState, InvitationWay
from offices.accounts.invitations.progress import progress_of
from offices.accounts.invitations.sending import MOST_TRIES, PAUSES, send_portion
from offices.accounts.invitations.services import begin_round, go_on
from offices.models import User
from offices.services.people import change_user, deactivate_user
from tests.cast import person
from tests.offices.journal.lines import lines_about

pytestmark = pytest.mark.django_db
HERE = "tests.offices.accounts.invitations.test_sending"


class Fussy(locmem.EmailBackend):
    """Refuses ``mailed0`` for good, puts ``mailed1`` off, takes the others."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        address = messages[0].to[0]
        if "mailed0" in address:
            raise SMTPRecipientsRefused({address: (550, b"no such user")})
        if "mailed1" in address:
            raise SMTPDataError(451, b"try later")
        return super().send_messages(messages)


class Away(locmem.EmailBackend):
    """No mail server answers."""

    def open(self) -> bool:
        raise ConnectionRefusedError(111, "refused")


class HangsUp(locmem.EmailBackend):
    """Takes one message of each line."""

    taken = 0

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        if self.taken:
            raise SMTPServerDisconnected("enough")
        self.taken = 1
        return super().send_messages(messages)


@pytest.fixture
def made(admin: User, newcomers: list[User]) -> InvitationBatch:
    assert newcomers
    return begin_round(
        User.objects.order_by(), pk=uuid4(), way=InvitationWay.MAIL, chosen="", by=admin
    )


def use(settings: Settings, backend: type[locmem.EmailBackend]) -> None:
    settings.EMAIL_BACKEND = f"{HERE}.{backend.__name__}"


def work() -> None:
    """One look of the worker at the queue, also at what is queued for later."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    call_command("work", once=True)


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"https://[^/]+(/password/\S+)", str(message.body))
    assert found is not None
    return found[1]


def states(made: InvitationBatch) -> dict[str, str]:
    return dict(made.links.values_list("user__username", "state"))


@pytest.mark.once
def test_each_gets_a_link_that_opens(made: InvitationBatch) -> None:
    work()

    assert [Client().get(link_in(one), follow=True).status_code for one in mail.outbox] == [200] * 3
    assert len({link_in(one) for one in mail.outbox}) == 3


def test_link_ends_with_its_round(made: InvitationBatch) -> None:
    InvitationBatch.objects.update(ends_at=timezone.now() + timedelta(seconds=30))
    work()
    link = link_in(mail.outbox[0])
    assert Client().get(link, follow=True).status_code == 200

    InvitationBatch.objects.update(ends_at=timezone.now() - timedelta(seconds=5))
    mail.outbox.clear()
    made.links.update(state=InvitationState.WAITING)
    send_portion.call(str(made.pk))

    assert Client().get(link_in(mail.outbox[0]), follow=True).status_code == 410


def test_message_speaks_each_one_s_language(made: InvitationBatch) -> None:
    User.objects.filter(username="mailed0").update(language="bn")

    work()

    subjects = {one.to[0].partition("@")[0]: one.subject for one in mail.outbox}
    assert "পাসওয়ার্ড" in subjects["mailed0"]
    assert subjects["mailed1"] == "Lokkho: set your password"


def test_large_round_goes_out_in_portions(
    made: InvitationBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PORTION", 2)

    work()

    assert len(mail.outbox) == 3
    assert DBTaskResult.objects.filter(task_path__endswith="send_portion").count() == 2


def test_job_begun_twice_sends_once(made: InvitationBatch) -> None:
    send_portion.call(str(made.pk))
    send_portion.call(str(made.pk))

    assert len(mail.outbox) == 3


def test_worker_that_died_goes_on_where_it_was_with_the_same_link(made: InvitationBatch) -> None:
    send_portion.call(str(made.pk))
    first = {one.to[0]: link_in(one) for one in mail.outbox}
    made.links.filter(user__username="mailed1").update(state=InvitationState.WAITING)
    mail.outbox.clear()

    send_portion.call(str(made.pk))

    [again] = mail.outbox
    assert link_in(again) == first["mailed1@example.org"]


@pytest.mark.once
def test_refused_address_is_told_and_others_get_theirs(
    made: InvitationBatch, settings: Settings
) -> None:
    use(settings, Fussy)

    for _attempt in range(MOST_TRIES):
        work()

    assert states(made) == {"mailed0": "failed", "mailed1": "failed", "mailed2": "made"}
    journal = lines_about(User.objects.get(username="mailed0"))
    assert [one.field for one in journal.all()] == ["mail", "link"]


@pytest.mark.once
def test_address_that_is_put_off_is_tried_again(made: InvitationBatch, settings: Settings) -> None:
    use(settings, Fussy)
    work()
    assert states(made)["mailed1"] == "waiting"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    work()

    assert states(made)["mailed1"] == "made"


@pytest.mark.once
def test_round_waits_for_a_mail_server_that_is_away_and_then_halts(
    made: InvitationBatch, settings: Settings
) -> None:
    use(settings, Away)
    for _attempt in range(len(PAUSES)):
        work()
        assert progress_of(made).is_under_way
    work()

    assert progress_of(made).has_halted
    assert set(states(made).values()) == {"waiting"}


@pytest.mark.once
def test_halted_round_is_sent_on(made: InvitationBatch, settings: Settings) -> None:
    use(settings, Away)
    for _attempt in range(len(PAUSES) + 1):
        work()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    go_on(made)
    work()

    assert len(mail.outbox) == 3


@pytest.mark.once
def test_line_that_breaks_off_loses_nobody(made: InvitationBatch, settings: Settings) -> None:
    use(settings, HangsUp)

    for _attempt in range(3):
        work()

    assert sorted(one.to[0] for one in mail.outbox) == [f"mailed{n}@example.org" for n in range(3)]


def test_log_never_holds_a_link(
    made: InvitationBatch, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    use(settings, Fussy)

    work()

    assert "SMTPRecipientsRefused" in caplog.text
    assert "/password/" not in caplog.text


def test_who_needs_none_any_more_is_left_out(
    made: InvitationBatch, admin: User, newcomers: list[User]
) -> None:
    deactivate_user(newcomers[0], by=admin)
    change_user(newcomers[1], email="", by=admin)
    change_user(newcomers[2], email="newer@example.org", by=admin)

    work()

    links = [one.to for one in mail.outbox if "/password/" in one.body]
    assert links == [["newer@example.org"]]
    assert states(made) == {"mailed0": "passed", "mailed1": "passed", "mailed2": "made"}


@pytest.mark.once
def test_round_that_is_gone_sends_nothing() -> None:
    assert send_portion.call(str(uuid4())) == 0
    assert person("anybody").email == ""
