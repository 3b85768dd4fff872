from __future__ import annotations

import smtplib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from indicators.periods.models import PeriodReport
from indicators.returns.importing import import_document
from indicators.returns.models import MonthlyReturn
from indicators.returns.steps import accept_return, return_return, submit_return
from indicators.work.notices.digest import letters_to
from indicators.work.notices.jobs import PAUSES, send_digests
from notices.models import Digest, EmailOptOut, Notice, NoticeKind
from offices.models import Level, Posting, Role, User
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import DayRule, PeriodKind, TermRule
from plans.document.defaults import Kind
from plans.models import Plan
from tests.calendars import set_rule
from tests.cast import JUNE, Cast, agreement, office, person

SITE = "https://lokkho.example.gov.bd"


@pytest.fixture(autouse=True)
def site(settings: object) -> None:
    settings.SITE_URL = SITE  # type: ignore[attr-defined]
    settings.REMINDER_DAYS = (3, 1, 0)  # type: ignore[attr-defined]


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Everybody has an address."""
    for user in vars(cast).values():
        if isinstance(user, User):
            user.email = f"{user.username}@example.gov.bd"
            user.save()
    return cast


def due(cast: Cast) -> date:
    """The day on which Khulna's June is due."""
    plan = Plan.objects.select_related("office").get(pk=cast.plan.pk)
    return calendar_of(plan).of_month(JUNE).due


def send(day: date) -> list[mail.EmailMessage]:
    """Everybody's emails of a day, as the worker sends them."""
    mail.outbox.clear()
    call_command("send_digests", day=day.isoformat())
    call_command("work", once=True)
    return list(mail.outbox)


def to(user: User, sent: list[mail.EmailMessage]) -> mail.EmailMessage | None:
    return next((one for one in sent if one.to == [user.email]), None)


def accept_the_past(cast: Cast) -> None:
    """Nothing is owed but June."""
    cast.plan.monthly_returns.exclude(month=JUNE).update(state="accepted")
    cast.sibling_plan.monthly_returns.update(state="accepted")
    PeriodReport.objects.bulk_create(
        PeriodReport(plan=plan, kind=kind, number=number, state="accepted")
        for plan in (cast.plan, cast.sibling_plan)
        for kind, number in (("quarter", 4), ("year", 1))
    )


def test_officer_is_reminded_of_the_quarter_and_the_year(cast: Cast) -> None:
    accept_the_past(cast)
    cast.plan.monthly_returns.update(state="accepted")
    cast.plan.period_reports.all().delete()

    assert send(date(2024, 7, 11)) == []
    [letter] = send(date(2024, 7, 12))

    assert letter.to == ["officer@example.gov.bd"]
    assert "April–June 2024 (quarter)" in letter.body
    assert "due on 15 July 2024, in 3 days" in letter.body
    assert f"{SITE}/plans/khulna/2023-24/apa/quarter-4/" in letter.body
    assert f"{SITE}/plans/khulna/2023-24/apa/evaluation/" in letter.body


def test_reviewer_is_reminded_of_reports_that_wait(cast: Cast) -> None:
    accept_the_past(cast)
    at = datetime(2024, 7, 10, 10, tzinfo=UTC)
    PeriodReport.objects.filter(plan=cast.plan).update(state="submitted", submitted_at=at)

    letter = to(cast.superior, send(date(2024, 7, 11)))

    assert letter is not None
    assert "2 reports of quarters and years, the oldest since 10 July 2024" in letter.body
    assert f"{SITE}/\n" in letter.body
    assert to(cast.superior, send(date(2024, 7, 12))) is None


@pytest.mark.once
def test_of_the_steps_of_one_return_the_newest_is_told_and_the_others_never_again(
    cast: Cast,
) -> None:
    accept_the_past(cast)
    monthly_return = cast.submit()
    return_return(monthly_return, reason="Which fair?", notes={}, by=cast.superior)
    submit_return(monthly_return, by=cast.officer, blanks_confirmed=True)
    accept_return(monthly_return, by=cast.superior)
    today = timezone.localdate()

    letter = to(cast.officer, send(today))

    assert letter is not None
    assert "accepted and locked" in letter.body
    assert "Which fair?" not in letter.body
    assert to(cast.officer, send(today + timedelta(1))) is None


@pytest.mark.once
def test_nobody_is_reminded_of_a_quarter_that_closed(cast: Cast) -> None:
    accept_the_past(cast)
    cast.plan.monthly_returns.update(state="accepted")
    cast.plan.period_reports.all().delete()
    rule = TermRule(due=DayRule(15), closes=DayRule(15))
    for kind in (PeriodKind.QUARTER, PeriodKind.YEAR):
        set_rule(cast.plan.fiscal_year, kind, rule=rule, by=cast.administrator)

    assert to(cast.officer, send(date(2024, 7, 16))) is None


@pytest.mark.once
@pytest.mark.parametrize(("before", "reminded"), [(4, False), (3, True), (2, False), (1, True)])
def test_officer_is_reminded_on_the_days_before(cast: Cast, before: int, reminded: bool) -> None:
    accept_the_past(cast)

    sent = send(due(cast) - timedelta(days=before))

    assert [one.to for one in sent] == ([["officer@example.gov.bd"]] if reminded else [])


@pytest.mark.once
def test_reminder_names_the_return_its_day_and_its_address(cast: Cast) -> None:
    accept_the_past(cast)

    (sent,) = send(due(cast) - timedelta(days=1))

    assert sent.subject == (
        "Lokkho: Khulna office, June 2024 (Annual Performance Agreement): "
        "enter it and submit it – due on 5 July 2024, in 1 day"
    )
    assert "Khulna office, June 2024" in sent.body
    assert "in 1 day" in sent.body
    assert f"{SITE}/plans/khulna/2023-24/apa/2024-06/" in sent.body
    assert f"{SITE}/notices/" in sent.body
    assert "&#" not in sent.body


@pytest.mark.once
def test_mail_speaks_the_persons_language(cast: Cast) -> None:
    accept_the_past(cast)
    cast.officer.language = "bn"
    cast.officer.save()

    (sent,) = send(due(cast))

    assert "জুন ২০২৪" in sent.body
    assert "officer জন" in sent.body
    assert "due today" not in sent.body


@pytest.mark.once
def test_nothing_goes_to_those_who_owe_nothing(cast: Cast) -> None:
    accept_the_past(cast)
    cast.plan.monthly_returns.update(state="accepted")

    for day in range(-4, 10):
        assert send(due(cast) + timedelta(days=day)) == []


@pytest.mark.once
def test_late_return_is_reminded_of_less_and_less(cast: Cast) -> None:
    accept_the_past(cast)

    days = [days for days in range(1, 22) if send(due(cast) + timedelta(days=days))]

    assert days == [1, 3, 7, 14, 21]


@pytest.mark.once
def test_reviewers_hear_of_what_waits_and_officers_no_more(cast: Cast) -> None:
    accept_the_past(cast)
    cast.submit()
    Notice.objects.all().delete()
    today = timezone.localdate()

    sent = send(today + timedelta(days=3))

    assert to(cast.officer, sent) is None
    letter = to(cast.superior, sent)
    assert letter is not None
    assert "decide on 1 return, since" in letter.body
    assert letter.subject.startswith("Lokkho: decide on 1 return, since")
    assert f"{SITE}/review/" in letter.body
    assert to(cast.other_region, sent) is None
    assert send(today + timedelta(days=4)) == []


def test_news_are_mailed_once_and_read_ones_never(cast: Cast) -> None:
    accept_the_past(cast)
    return_return(cast.submit(), reason="Look at 1.1.1.", notes={}, by=cast.superior)
    Notice.objects.filter(recipient=cast.reviewer).update(read_at=timezone.now())
    day = due(cast) - timedelta(days=20)

    sent = send(day)

    letter = to(cast.officer, sent)
    assert letter is not None
    assert "returned with a reason" in letter.body
    assert "“Look at 1.1.1.”" in letter.body
    assert to(cast.reviewer, sent) is None
    assert send(day + timedelta(days=1)) == []


@pytest.mark.once
def test_one_mail_a_day_however_often_it_is_asked_for(cast: Cast) -> None:
    accept_the_past(cast)
    day = due(cast)

    assert len(send(day)) == 1
    assert send(day) == []
    send_digests.call([cast.officer.pk], day.isoformat())

    assert mail.outbox == []
    assert Digest.objects.get().stage == Digest.Stage.SENT


def without_address(cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(email="")


def inactive(cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)


def transferred(cast: Cast) -> None:
    Posting.objects.filter(user=cast.officer).update(ends="2021-06-30")


def unwilling(cast: Cast) -> None:
    EmailOptOut.objects.create(user=cast.officer)


@pytest.mark.once
@pytest.mark.parametrize("why", [without_address, inactive, transferred, unwilling])
def test_no_mail_to(cast: Cast, why: Callable[[Cast], None]) -> None:
    accept_the_past(cast)
    why(cast)

    assert send(due(cast)) == []


class Away(locmem.EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, _messages: Sequence[mail.EmailMessage]) -> int:
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


class Picky(locmem.EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        if messages[0].to == ["officer@example.gov.bd"]:
            raise smtplib.SMTPRecipientsRefused({"officer@example.gov.bd": (550, b"no such user")})
        return super().send_messages(messages)


def try_all_again() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    call_command("work", once=True)


def test_mail_that_failed_is_tried_again_later_and_sent_once(cast: Cast, settings: object) -> None:
    accept_the_past(cast)
    working = settings.EMAIL_BACKEND  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = f"{__name__}.Away"  # type: ignore[attr-defined]

    assert send(due(cast)) == []
    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.run_after - timezone.now() > PAUSES[0] - timedelta(minutes=1)
    settings.EMAIL_BACKEND = working  # type: ignore[attr-defined]
    try_all_again()
    try_all_again()

    assert len(mail.outbox) == 1
    digest = Digest.objects.get()
    assert (digest.stage, digest.attempts) == (Digest.Stage.SENT, 2)


def test_mail_is_given_up_after_some_attempts(cast: Cast, settings: object) -> None:
    accept_the_past(cast)
    settings.EMAIL_BACKEND = f"{__name__}.Away"  # type: ignore[attr-defined]

    send(due(cast))
    for _ in range(len(PAUSES) + 2):
        try_all_again()

    digest = Digest.objects.get()
    assert (digest.stage, digest.attempts) == (Digest.Stage.FAILED, 1 + len(PAUSES))
    assert "SMTPServerDisconnected" in digest.problem
    assert not DBTaskResult.objects.filter(status="READY").exists()


@pytest.mark.once
def test_refused_address_keeps_nobody_else_from_theirs(cast: Cast, settings: object) -> None:
    accept_the_past(cast)
    beside = person("beside", Role.ENTRY, cast.khulna)
    User.objects.filter(pk=beside.pk).update(email="beside@example.gov.bd")
    settings.EMAIL_BACKEND = f"{__name__}.Picky"  # type: ignore[attr-defined]

    assert [one.to for one in send(due(cast))] == [["beside@example.gov.bd"]]


def test_mail_of_a_worker_that_died_while_sending_is_not_sent_twice(cast: Cast) -> None:
    accept_the_past(cast)
    Digest.objects.create(recipient=cast.officer, day=due(cast), stage=Digest.Stage.SENDING)

    assert send(due(cast)) == []


def test_letters_cost_the_same_for_many_people(
    cast: Cast, django_assert_num_queries: Callable
) -> None:
    few = [cast.sibling.pk, cast.superior.pk]
    with CaptureQueriesContext(connection) as usual:
        letters_to(few, day=due(cast))
    assert len(usual) <= 20
    cast.plan.monthly_returns.update(state="returned")
    many = [person(f"more-{number}", Role.ENTRY, cast.jashore).pk for number in range(30)]
    User.objects.filter(pk__in=many).update(email="more@example.gov.bd")

    with django_assert_num_queries(len(usual)):
        letters = letters_to([*few, *many, cast.officer.pk], day=due(cast))

    assert len(letters) == 1 + 30 + 1, "the sibling, the thirty beside, and the officer"


@pytest.mark.once
def test_day_that_is_none_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match=r"“tomorrow” could not be read\. Enter a date"):
        call_command("send_digests", day="tomorrow")


def html_of(letter: mail.EmailMessage) -> str:
    assert isinstance(letter, mail.EmailMultiAlternatives)
    ((content, kind),) = letter.alternatives
    assert kind == "text/html"
    return str(content)


def test_mail_says_the_same_as_html(cast: Cast) -> None:
    accept_the_past(cast)
    User.objects.filter(pk=cast.officer.pk).update(name_en="A <b>& Sons", language="en")

    letter = to(cast.officer, send(due(cast)))

    assert letter
    html = html_of(letter)
    assert "A &lt;b&gt;&amp; Sons" in html
    assert "<b>" not in html
    text = str(letter.body)
    addresses = {line.strip() for line in text.splitlines() if line.strip().startswith("http")}
    assert {f'href="{one}"' in html for one in addresses} == {True}
    assert '<html lang="en">' in html


def test_mail_says_how_many_figures_are_entered(cast: Cast) -> None:
    accept_the_past(cast)
    asked = cast.plan.indicators.filter(linked_kind="", roll_up="").count()

    letter = to(cast.officer, send(due(cast)))

    assert letter
    assert f" of {asked} figures entered" in str(letter.body)
    assert f" of {asked} figures entered" in html_of(letter)


def test_many_offices_that_submit_are_one_line(cast: Cast) -> None:
    accept_the_past(cast)
    plans = []
    for number in range(5):
        there = office(f"more-{number}", Level.DISTRICT, cast.region)
        plans.append(import_document(agreement(), office=there, kind=Kind.APA))
    for plan in plans:
        MonthlyReturn.objects.filter(plan=plan).update(state="accepted")
        MonthlyReturn.objects.filter(plan=plan, month=JUNE).update(state="submitted")
        Notice.objects.create(
            recipient=cast.superior,
            plan=plan,
            month=JUNE,
            what=NoticeKind.SUBMITTED,
            by=cast.officer,
        )

    letter = to(cast.superior, send(due(cast)))

    assert letter
    body = str(letter.body)
    assert body.count("submitted for your review") == 1
    assert "- 5 offices, June 2024: submitted for your review" in body
    assert " and 2 more\n" in body
    assert f"{SITE}/review/" in body
