"""Who owes the half-yearly feedback and its answer, when, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.feedback.owed import answers_owed, feedback_to_give
from indicators.periods.feedback.services import (
    FeedbackClosed,
    FeedbackWords,
    answer_feedback,
    give_feedback,
)
from indicators.returns.selectors.work import tasks_of
from indicators.work.notices.reminders import ToDo, owed_by
from numerals import Month
from offices.models import Posting, Reach, Role, User
from offices.selectors import held_on
from plans.calendar.services import grant_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import Cast, client_of, person

HALF = Period(Month(2023, 7), PeriodKind.HALF)
CLOSING = TermRule(due=DayRule(30), closes=DayRule(31))
IN_JANUARY = date(2024, 1, 20)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Both districts had a return in December."""
    cast.save(Month(2023, 12), r1_1_1=1)
    cast.sibling_plan.monthly_returns.create(month=Month(2023, 12))
    return cast


def give(cast: Cast, *, on: date = IN_JANUARY) -> HalfYearFeedback:
    given = give_feedback(cast.plan, words=FeedbackWords("Good."), version=0, by=cast.superior)
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    HalfYearFeedback.objects.update(given_at=at)
    return given


def to_give(*, on: date = IN_JANUARY) -> set[tuple[str, str]]:
    """Who is to give whom feedback."""
    users = dict(User.objects.values_list("pk", "username"))
    found = feedback_to_give(list(Posting.objects.on(on)), today=on)
    return {(users[user], one.plan.office.code) for user, owed in found.items() for one in owed}


def to_answer(cast: Cast, *, on: date) -> list[tuple[date, int]]:
    """When Khulna's answer is due, and how late it is."""
    tasks = tasks_of([cast.khulna.pk], today=on)
    return [(one.term.due, one.late_by) for one in answers_owed(tasks, today=on)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("on", "is_owed"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2024, 6, 30), True),
        (date(2024, 7, 1), False),
    ],
)
def test_feedback_is_owed_from_january_until_the_year_is_over(
    cast: Cast, on: date, is_owed: bool
) -> None:
    assert bool(to_give(on=on)) is is_owed


def test_the_office_that_decides_on_the_returns_owes_it_and_none_above(cast: Cast) -> None:
    assert to_give() == {("superior", "khulna"), ("superior", "jashore")}

    Posting.objects.filter(user=cast.superior).delete()

    assert to_give() == {("reviewer", "khulna"), ("reviewer", "jashore")}


def test_reviewer_of_direct_subordinates_owes_it_to_them_alone(cast: Cast) -> None:
    Posting.objects.filter(user=cast.superior).delete()
    Posting.objects.filter(user=cast.reviewer).update(reach=Reach.DIRECT)

    assert to_give() == set()


@pytest.mark.once
def test_given_feedback_is_owed_by_the_office_until_it_is_answered(cast: Cast) -> None:
    given = give(cast)

    assert to_give() == {("superior", "jashore")}
    assert to_answer(cast, on=IN_JANUARY) == [(date(2024, 1, 30), 0)]

    answer_feedback(cast.plan, answer="Thanks.", version=given.version, by=cast.officer)

    assert to_answer(cast, on=IN_JANUARY) == []


def test_late_feedback_leaves_a_week_to_answer(cast: Cast) -> None:
    give(cast, on=date(2024, 2, 20))

    assert to_answer(cast, on=date(2024, 2, 27)) == [(date(2024, 2, 27), 0)]
    assert to_answer(cast, on=date(2024, 2, 29)) == [(date(2024, 2, 27), 2)]


def test_plan_that_began_after_the_half_year_waits_for_no_feedback(cast: Cast) -> None:
    cast.sibling_plan.monthly_returns.filter(month=Month(2023, 12)).delete()

    assert to_give() == {("superior", "khulna")}


@pytest.mark.once
def test_closed_half_year_takes_no_feedback_until_time_is_given(cast: Cast) -> None:
    set_rule(cast.plan.fiscal_year, PeriodKind.HALF, rule=CLOSING, by=cast.administrator)

    assert to_give(on=date(2024, 2, 1)) == set()
    with pytest.raises(FeedbackClosed):
        give(cast)

    until = timezone.localdate() + timedelta(2)
    grant_extension(cast.khulna, HALF, until=until, reason="Flood", by=cast.administrator)

    assert to_give(on=date(2024, 2, 1)) == {("superior", "khulna")}
    assert give(cast).version == 1


@pytest.mark.once
def test_feedback_that_was_given_is_answered_after_closing_and_not_rewritten(cast: Cast) -> None:
    given = give(cast)
    set_rule(cast.plan.fiscal_year, PeriodKind.HALF, rule=CLOSING, by=cast.administrator)

    with pytest.raises(FeedbackClosed):
        give_feedback(cast.plan, words=FeedbackWords("Bad."), version=1, by=cast.superior)
    answer_feedback(cast.plan, answer="Thanks.", version=given.version, by=cast.officer)

    assert HalfYearFeedback.objects.get().text == "Good."


@pytest.mark.once
def test_closed_page_says_so_and_keeps_what_was_typed(cast: Cast) -> None:
    set_rule(cast.plan.fiscal_year, PeriodKind.HALF, rule=CLOSING, by=cast.administrator)
    superior, address = client_of(cast.superior), "/plans/khulna/2023-24/apa/half-year/"

    page = superior.get(address).text
    answer = superior.post(address, {"text": "Well done", "version": "0"})

    assert "This feedback closed on 31 January 2024" in page
    assert "<textarea" not in page
    assert answer.status_code == 423
    assert "Well done" in answer.text


@pytest.mark.once
def test_digest_names_what_is_to_be_given_and_answered(cast: Cast) -> None:
    give(cast)

    found = owed_by(held_on(IN_JANUARY, Posting.objects.on(IN_JANUARY)), today=IN_JANUARY)

    def feedback(user: User) -> list[tuple[str, ToDo]]:
        owed = found.get(user.pk, [])
        return [(one.plan.office.code, one.task) for one in owed if "feedback" in one.task]

    assert feedback(cast.superior) == [("jashore", ToDo.GIVE_FEEDBACK)]
    assert feedback(cast.officer) == [("khulna", ToDo.ANSWER_FEEDBACK)]
    assert feedback(cast.reviewer) == []


@pytest.mark.once
def test_reviewer_is_reminded_before_the_feedback_is_due(cast: Cast) -> None:
    cast.superior.email = "superior@example.gov.bd"
    cast.superior.save()

    for day, reminded in ((date(2024, 1, 26), False), (date(2024, 1, 27), True)):
        mail.outbox.clear()
        call_command("send_digests", day=day.isoformat())
        call_command("work", once=True)
        assert bool(mail.outbox) is reminded

    assert "give the feedback – due on 30 January 2024, in 3 days" in mail.outbox[0].body
    assert "/plans/khulna/2023-24/apa/half-year/" in mail.outbox[0].body


@pytest.mark.once
@time_machine.travel(datetime(2024, 1, 20, 10, tzinfo=UTC))
def test_my_work_lists_what_is_to_be_given_and_answered(cast: Cast) -> None:
    address = "/plans/{}/2023-24/apa/half-year/"
    give(cast)

    page = client_of(cast.superior).get("/").text
    assert address.format("jashore") in page
    assert address.format("khulna") not in page
    assert "due 30 January" in page
    page = client_of(cast.officer).get("/").text
    assert address.format("khulna") in page
    assert "To be answered" in page
    assert "half-year/" not in client_of(cast.reviewer).get("/").text


@time_machine.travel(datetime(2024, 1, 20, 10, tzinfo=UTC))
def test_my_work_costs_the_same_for_any_number_of_offices(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    superior = client_of(cast.superior)
    superior.get("/")
    with django_assert_num_queries(11):
        assert len(superior.get("/").context["owed_feedback"]) == 2

    give(cast)
    with django_assert_num_queries(11):
        assert len(superior.get("/").context["owed_feedback"]) == 1


@pytest.mark.once
def test_who_gave_feedback_does_not_owe_its_answer(cast: Cast) -> None:
    Posting.objects.create(
        user=cast.superior, office=cast.khulna, role=Role.HEAD, starts=date(2020, 7, 1)
    )
    head = person("head", Role.HEAD, cast.khulna)
    give(cast)

    found = owed_by(held_on(IN_JANUARY, Posting.objects.on(IN_JANUARY)), today=IN_JANUARY)

    def answers(user: User) -> int:
        return sum(one.task is ToDo.ANSWER_FEEDBACK for one in found.get(user.pk, []))

    assert (answers(head), answers(cast.superior)) == (1, 0)


def test_feedback_costs_the_same_for_any_number_of_offices(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    postings = list(Posting.objects.on(IN_JANUARY).select_related("office"))
    with django_assert_num_queries(2):
        feedback_to_give(postings, today=IN_JANUARY)

    give(cast)
    with django_assert_num_queries(2):
        feedback_to_give(postings, today=IN_JANUARY)
    with django_assert_num_queries(0):
        feedback_to_give(postings, today=date(2023, 12, 31))
