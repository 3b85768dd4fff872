from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, State
from offices.models import Level, Role, User
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from plans.workshop.services import begin_empty
from tests.alerts import alert_of
from tests.amendments import LATER, agreed_plan, change_row, proposed
from tests.cast import JUNE, MARCH, Cast, client_of, office, person

ENTRY = "/plans/khulna/2023-24/apa/2024-{:02}/"
AMENDMENT = "/plans/khulna/2023-24/apa/amendment/"
REVIEW = "/plans/khulna/2023-24/apa/2024-06/review/"


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.officer)


@pytest.mark.once
def test_officer_sees_what_the_own_office_owes(officer: Client) -> None:
    page = officer.get("/").text

    for month in (4, 5, 6):
        assert ENTRY.format(month) in page
    assert ENTRY.format(3) not in page
    assert "jashore" not in page


@pytest.mark.once
def test_returned_return_stands_first(cast: Cast, officer: Client) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.RETURNED)

    page = officer.get("/").text

    assert page.index(ENTRY.format(6)) < page.index(ENTRY.format(4)) < page.index(ENTRY.format(5))


@pytest.mark.once
def test_month_handed_in_is_owed_no_more(cast: Cast, officer: Client) -> None:
    cast.submit()

    work = officer.get("/").context["work"]

    assert [str(task.month) for task in work.tasks] == ["2024-04", "2024-05"]
    assert [str(task.month) for task in work.handed_in] == ["2024-06"]


@pytest.mark.once
def test_months_count_from_the_first_return_on(cast: Cast, officer: Client) -> None:
    cast.save(MARCH.previous, r1_1_1=1)

    work = officer.get("/").context["work"]

    assert [
        (str(task.month), task.return_status.monthly_return is None) for task in work.tasks
    ] == [
        ("2024-02", False),
        ("2024-03", True),
        ("2024-04", False),
        ("2024-05", False),
        ("2024-06", False),
    ]


@pytest.mark.once
def test_task_says_how_much_is_filled_and_how_late_it_is(cast: Cast, officer: Client) -> None:
    cast.save(r1_1_1=None)

    task = officer.get("/").context["work"].tasks[-1]

    return_status = task.return_status
    assert (task.reported, task.indicators) == (31, 32)
    assert str(return_status.term.due) == "2024-07-05"
    assert return_status.late_by == (return_status.today - return_status.term.due).days > 0
    assert return_status.days_left == -return_status.late_by


@pytest.mark.once
def test_reviewer_sees_what_waits(cast: Cast) -> None:
    cast.submit()

    assert REVIEW in client_of(cast.reviewer).get("/").text
    assert REVIEW not in client_of(cast.other_region).get("/").text


@pytest.mark.once
def test_amendment_waits_at_either_side_with_the_days_left(cast: Cast) -> None:
    amendment = begin_amendment(agreed_plan(cast), by=cast.officer)
    key = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    page = client_of(cast.officer).get("/").text
    assert AMENDMENT in page
    assert "Being written" in page
    assert AMENDMENT not in client_of(cast.superior).get("/").text

    proposed(amendment, cast)
    [waiting] = client_of(cast.superior).get("/").context["to_sign"]
    assert (waiting.url, waiting.due, waiting.late_by) == (AMENDMENT, LATER, 0)
    assert waiting.days_left > 0
    assert client_of(cast.officer).get("/").context["to_sign"] == []

    decide_amendment(amendment, {key: Decision(is_agreed=False, note="না")}, by=cast.superior)
    [back] = client_of(cast.officer).get("/").context["to_sign"]
    assert (back.subject.state, back.decides) == (State.RETURNED, False)
    assert client_of(cast.superior).get("/").context["to_sign"] == []


@pytest.mark.once
def test_office_without_a_plan_is_told_so(cast: Cast) -> None:
    user = person("fresh", Role.ENTRY, office("barguna", Level.DISTRICT, cast.region))

    page = client_of(user).get("/").text

    assert "no posting" not in page
    assert "no plan" in page


@pytest.mark.once
@pytest.mark.parametrize("role", [Role.PLANNER, Role.AUDITOR])
def test_who_hands_in_and_reviews_nothing_is_led_to_the_pages_that_tell(
    cast: Cast, role: Role
) -> None:
    visitor = client_of(person("onlooker", role, cast.head_office))

    page = visitor.get("/").text

    assert "no plan" not in page
    told = page.partition("to submit or review")[2].partition("</section>")[0]
    assert [visitor.get(link).status_code for link in re.findall(r'href="([^"]+)"', told)] == [
        200
    ] * 4


@pytest.mark.once
def test_person_without_posting_is_told_whom_to_ask(cast: Cast) -> None:
    assert "no posting" in client_of(cast.outsider).get("/").text


@pytest.mark.django_db
def test_administrator_of_an_empty_installation_is_told_what_to_do_first() -> None:
    administrator = client_of(User.objects.create_superuser("first"))

    page = administrator.get("/").text

    assert "/guide/#making" in page
    steps = re.findall(r'href="([^"]+)"', page.partition("<ol")[2].partition("</ol>")[0])
    assert len(steps) == 7
    assert {administrator.get(step).status_code for step in steps} == {200}


@pytest.mark.once
def test_administrator_is_told_of_returns_once_there_is_a_plan(cast: Cast) -> None:
    assert "/guide/#making" not in client_of(cast.administrator).get("/").text


@pytest.mark.once
def test_page_costs_the_same_for_many_returns(
    cast: Cast, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.submit()
    officer.get("/")
    with django_assert_num_queries(12):
        officer.get("/")

    cast.save(MARCH.plus(-5), r1_1_1=1)
    with django_assert_num_queries(12):
        assert len(officer.get("/").context["work"].tasks) == 8


def test_reviewers_page_costs_the_same_for_many_returns(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.submit()
    reviewer = client_of(cast.reviewer)
    reviewer.get("/")
    with django_assert_num_queries(12):
        reviewer.get("/")

    MonthlyReturn.objects.update(state=State.SUBMITTED, submitted_at="2024-07-03T04:00Z")
    with django_assert_num_queries(12):
        assert len(reviewer.get("/").context["waiting"]) == 6


@pytest.mark.once
def test_who_oversees_is_led_to_the_open_alerts_with_their_number(cast: Cast) -> None:
    alert_of(cast.plan)
    alert_of(cast.plan, row="1.1.1", dismissed_until=timezone.localdate())

    page = client_of(cast.reviewer).get("/").text

    assert "1 thing needs attention" in page
    assert "needs attention" not in client_of(cast.officer).get("/").text


@pytest.mark.once
def test_who_makes_plans_is_led_to_drafts_and_to_offices_without_a_plan(
    cast: Cast,
) -> None:
    planner = person("maker", Role.PLANNER, cast.region)
    draft = begin_empty(by=planner, office=cast.khulna)
    visitor = client_of(planner)

    page = visitor.get("/").text

    assert f"/workshop/{draft.pk}/" in page
    assert "/workshop/bring/" in page
    assert cast.khulna.short_name in page
    assert f"/workshop/{draft.pk}/" in client_of(cast.officer).get("/").text
    for other in (cast.sibling, cast.reviewer, cast.administrator):
        assert "/workshop/" not in client_of(other).get("/").text.partition("<main")[2]


@pytest.mark.once
@pytest.mark.parametrize(
    ("today", "says"),
    [
        (datetime(2024, 3, 31, tzinfo=UTC), ""),
        (datetime(2024, 4, 1, tzinfo=UTC), "to be signed by 25 June · 85 days left"),
        (datetime(2024, 6, 24, tzinfo=UTC), "to be signed by 25 June · 1 day left"),
        (datetime(2024, 6, 27, tzinfo=UTC), "2 days late, was due 25 June"),
        (datetime(2024, 7, 1, tzinfo=UTC), ""),
    ],
)
def test_who_makes_plans_is_told_when_those_of_the_next_year_are_due(
    cast: Cast, today: datetime, says: str
) -> None:
    person("maker", Role.PLANNER, cast.region)
    name = "Offices without an agreement for 2024-25"
    for username in ("maker", cast.officer.username):
        visitor = Client()
        with time_machine.travel(today):
            visitor.force_login(User.objects.get(username=username))
            page = visitor.get("/").text
        task = page.partition(name)[2].partition("</li>")[0]

        assert says in task
        assert bool(task) == (bool(says) or (username == "maker" and today.month == 7))


@pytest.mark.once
def test_planners_page_costs_the_same_for_many_drafts(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    planner = person("maker", Role.PLANNER, cast.region)
    visitor = client_of(planner)
    for count in (1, 5):
        for _ in range(count):
            begin_empty(by=planner, office=cast.khulna)
        visitor.get("/")
        with django_assert_num_queries(8):
            visitor.get("/")
