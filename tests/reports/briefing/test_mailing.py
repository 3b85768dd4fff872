from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from notices.models import EmailOptOut
from offices.models import Role, User
from reports.briefing.mailing import enqueue_if_due, recipients
from tests.cast import Cast, person
from tests.reports.paper.reading import pdf_pages

DAY = date(2024, 7, 10)
AT = datetime(2024, 7, 10, 6, 0, tzinfo=UTC)


@pytest.fixture
def on_the_day() -> Any:
    with time_machine.travel(AT, tick=True):
        yield


@pytest.fixture
def reviewer(cast: Cast) -> User:
    cast.reviewer.email = "dg@example.gov.bd"
    cast.reviewer.language = "en"
    cast.reviewer.save()
    return cast.reviewer


def work() -> None:
    call_command("work", once=True)


def sent_to(user: User) -> list[Any]:
    return [one for one in mail.outbox if one.to == [user.email] and one.attachments]


@pytest.mark.once
@pytest.mark.usefixtures("on_the_day")
def test_last_month_s_pages_come_on_the_day_with_highlights_in_words(
    cast: Cast, reviewer: User
) -> None:
    cast.submit()

    assert enqueue_if_due(DAY) >= 1
    work()

    (letter,) = sent_to(reviewer)
    assert letter.subject == "Lokkho: the month in brief, June 2024"
    assert "Returns in:" in letter.body
    name, content, kind = letter.attachments[0]
    assert name.startswith("month-in-brief-apa-2024-06-accepted-")
    assert kind == "application/pdf"
    assert "June 2024" in pdf_pages(content)[0]


@pytest.mark.usefixtures("on_the_day")
def test_it_comes_once_a_month_however_often_workers_look(cast: Cast, reviewer: User) -> None:
    enqueue_if_due(DAY)
    work()
    for day in (DAY, date(2024, 7, 11), date(2024, 7, 16)):
        assert enqueue_if_due(day) == 0
    work()

    assert len(sent_to(reviewer)) == 1


@pytest.mark.once
@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize(
    ("asked", "day"), [(10, date(2024, 7, 9)), (10, date(2024, 7, 17)), (0, DAY)]
)
def test_on_other_days_none_comes(
    cast: Cast, reviewer: User, settings: Any, asked: int, day: date
) -> None:
    settings.BRIEFING_DAY = asked

    assert enqueue_if_due(day) == 0


@pytest.mark.once
@pytest.mark.usefixtures("on_the_day")
def test_worker_that_was_away_on_the_day_makes_up_for_it(cast: Cast, reviewer: User) -> None:
    assert enqueue_if_due(date(2024, 7, 13)) >= 1


def test_only_those_above_field_offices_who_take_email(cast: Cast, reviewer: User) -> None:
    silent = person("silent", Role.REVIEWER, cast.head_office)
    silent.email = "silent@example.gov.bd"
    silent.save()
    EmailOptOut.objects.create(user=silent)
    cast.officer.email = "officer@example.gov.bd"
    cast.officer.save()

    known = set(recipients(DAY))

    assert reviewer in known
    assert not {silent, cast.officer} & known


@pytest.mark.once
@pytest.mark.usefixtures("on_the_day")
def test_who_may_no_longer_look_gets_none(cast: Cast, reviewer: User) -> None:
    enqueue_if_due(DAY)
    reviewer.postings.update(ends="2024-07-01")
    work()

    assert sent_to(reviewer) == []


class Away:
    """A mail server that is not there."""

    def __init__(self, **_options: object) -> None: ...

    def send_messages(self, _letters: object) -> int:
        raise ConnectionRefusedError("away")


@pytest.mark.once
@pytest.mark.usefixtures("on_the_day")
def test_mail_that_failed_is_tried_again_later(cast: Cast, reviewer: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    enqueue_if_due(DAY)
    work()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    DBTaskResult.objects.filter(status="READY").update(run_after=AT)
    work()

    assert len(sent_to(reviewer)) == 1
