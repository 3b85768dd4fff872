from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.steps import accept_return, reopen_return, return_return, submit_return
from offices.models import Posting, Role
from tests.cast import JUNE, LONG_AGO, MAY, Cast, client_of

QUEUE = reverse("indicators:review-queue")
ADDRESS = "/plans/khulna/2023-24/apa/2024-06/review/"


@pytest.fixture
def monthly_return(cast: Cast) -> MonthlyReturn:
    return cast.submit()


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return client_of(cast.reviewer)


def test_accept_locks_the_return(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    response = reviewer.post(ADDRESS, {"accept": "1", "return-version": "2"})

    assert response.headers["Location"] == QUEUE
    assert (cast.monthly_return().state, cast.monthly_return().decided_by) == (
        State.ACCEPTED,
        cast.reviewer,
    )


@pytest.mark.once
def test_return_carries_reason_and_notes_to_the_officer(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    pk = cast.indicator("2.5.2").pk
    reviewer.post(
        ADDRESS,
        {
            "return": "1",
            "return-version": "2",
            "reason": "যোগফল মেলে না",
            f"note-{pk}": "৫৯ হবে <script>alert(1)</script>",
        },
    )

    page = client_of(cast.officer).get(ADDRESS.removesuffix("review/")).text
    assert cast.monthly_return().state == State.RETURNED
    assert "যোগফল মেলে না" in page
    assert "৫৯ হবে &lt;script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.once
def test_return_without_reason_keeps_the_notes(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    pk = cast.indicator("2.5.2").pk

    response = reviewer.post(
        ADDRESS,
        {"return": "1", "return-version": "2", "reason": " ", f"note-{pk}": "৫৯ হবে"},
    )

    assert response.status_code == 422
    assert "৫৯ হবে" in response.text
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.once
@pytest.mark.parametrize("step", ["accept", "return"])
def test_whoever_submitted_is_told_that_another_decides(cast: Cast, step: str) -> None:
    Posting.objects.create(
        user=cast.officer, office=cast.khulna, role=Role.REVIEWER, starts=LONG_AGO
    )
    cast.submit()
    both = client_of(cast.officer)
    told = "another reviewer decides"

    page = both.get(ADDRESS).text
    answer = both.post(ADDRESS, {step: "1", "return-version": "2", "reason": "যোগফল"}, follow=True)

    assert told in page
    assert 'name="accept"' not in page
    assert told in answer.text
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.parametrize("step", ["accept", "return"])
@pytest.mark.parametrize("version", ["0", "", "x", "9" * 5000])
def test_other_figures_than_those_looked_at_are_not_decided_on(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn, *, step: str, version: str
) -> None:
    pk = cast.indicator("2.5.2").pk
    form = {step: "1", "return-version": version, "reason": "যোগফল", f"note-{pk}": "৫৯ হবে"}

    response = reviewer.post(ADDRESS, form)

    assert response.status_code == 422
    assert "যোগফল</textarea>" in response.text
    assert "৫৯ হবে</textarea>" in response.text
    assert not ReturnStep.objects.filter(to_state__in=("accepted", "returned")).exists()


@pytest.mark.once
@pytest.mark.parametrize("step", ["accept", "return"])
def test_second_of_two_decisions_does_nothing(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn, step: str
) -> None:
    form = {"return-version": "2", "reason": "দেখুন"}
    client_of(cast.superior).post(ADDRESS, {**form, "accept": "1"})

    response = reviewer.post(ADDRESS, {**form, step: "1"})

    assert response.headers["Location"] == ADDRESS
    assert cast.monthly_return().decided_by == cast.superior
    assert ReturnStep.objects.count() == 2


@pytest.mark.once
@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED, State.ACCEPTED])
def test_return_that_is_not_submitted_can_be_read_only(
    cast: Cast, reviewer: Client, state: State
) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=state)

    page = main_of(reviewer.get(ADDRESS).text)
    assert 'name="accept"' not in page
    assert 'name="return"' not in page
    reviewer.post(ADDRESS, {"accept": "1", "return-version": "2"})

    assert cast.monthly_return().state == state


@pytest.mark.once
def test_administrator_reads_without_deciding(cast: Cast, monthly_return: MonthlyReturn) -> None:
    page = client_of(cast.administrator).get(ADDRESS).text

    assert 'id="row-' in page
    assert main_of(page).count("<button") == main_of(page).count('<button type="button"')


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_remarks_are_shown_inert(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    monthly_return.achievements.update(remarks="<img src=x onerror=alert(1)>")

    page = reviewer.get(ADDRESS).text

    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


@pytest.mark.once
def test_notes_of_another_plan_are_not_looked_at(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    foreign = cast.sibling_plan.indicators.get(row="1.1.1").pk

    reviewer.post(
        ADDRESS,
        {"return": "1", "return-version": "2", "reason": "দেখুন", f"note-{foreign}": "x"},
    )

    assert cast.monthly_return().state == State.RETURNED
    assert not CellNote.objects.exists()


@pytest.mark.once
def test_reviewer_sees_what_changed_since_it_was_opened_again(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    return_return(
        monthly_return, reason="দেখুন", notes={cast.indicator("1.1.1").pk: "?"}, by=cast.reviewer
    )
    submit_return(
        monthly_return,
        by=cast.officer,
        answers={cast.indicator("1.1.1").pk: "ঠিক আছে"},
        blanks_confirmed=True,
    )
    accept_return(monthly_return, by=cast.reviewer)
    reopen_return(monthly_return, reason="ভুল", until=timezone.localdate(), by=cast.reviewer)
    cast.save(r2_5_2=16)
    submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    page = reviewer.get(ADDRESS).text

    panel = page.split("Since it was returned")[1].split("</section>")[0]
    assert "2.5.2" in panel
    assert "15 → <strong>16</strong>" in panel
    assert "1.1.1" not in panel


def test_reopening_that_is_over_waits_for_the_reviewer_to_accept(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    accept_return(monthly_return, by=cast.reviewer)
    reopen_return(monthly_return, reason="ভুল", until=timezone.localdate(), by=cast.reviewer)
    officer = client_of(cast.officer)
    assert ADDRESS not in reviewer.get(QUEUE).text
    MonthlyReturn.objects.filter(pk=monthly_return.pk).update(open_until=date(2024, 7, 20))

    sent = officer.post(ADDRESS.replace("review", "check"), {"return-version": "4"})
    assert sent.status_code == 423
    assert [str(one.month) for one in officer.get("/").context["work"].tasks] == [
        "2024-04",
        "2024-05",
    ]
    assert ADDRESS in reviewer.get(QUEUE).text
    assert ADDRESS in reviewer.get("/").text
    page = " ".join(reviewer.get(ADDRESS).text.split())
    assert "was open until 20 July" in page
    assert 'name="accept"' in page
    assert f"with {cast.region.name}" in page

    reviewer.post(ADDRESS, {"accept": "1", "return-version": "4"})

    assert cast.monthly_return().state == State.ACCEPTED


@pytest.mark.once
def test_officer_reads_why_and_until_when_it_was_opened_again(
    cast: Cast, monthly_return: MonthlyReturn
) -> None:
    accept_return(monthly_return, by=cast.reviewer)
    today = timezone.localdate()
    reopen_return(monthly_return, reason="মেলার সংখ্যা ভুল", until=today, by=cast.reviewer)

    page = client_of(cast.officer).get(ADDRESS.removesuffix("review/")).text

    assert "মেলার সংখ্যা ভুল" in page
    assert f"until {today.day} {today:%B %Y}" in " ".join(page.split())


@pytest.mark.once
def test_page_costs_few_queries(
    cast: Cast,
    reviewer: Client,
    monthly_return: MonthlyReturn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reviewer.get(ADDRESS)

    with django_assert_num_queries(14):
        reviewer.get(ADDRESS)


@pytest.mark.once
def test_queue_shows_the_submitted_returns_of_ones_offices(
    cast: Cast, monthly_return: MonthlyReturn
) -> None:
    MonthlyReturn.objects.filter(plan=cast.sibling_plan, month=MAY).update(
        state=State.SUBMITTED, submitted_at="2024-06-03T04:00:00Z", odd_indicators=1
    )
    sibling = "/plans/jashore/2023-24/apa/2024-05/review/"

    for who in (cast.superior, cast.reviewer, cast.administrator):
        page = client_of(who).get(QUEUE).text
        assert page.index(sibling) < page.index(ADDRESS)
    assert ADDRESS not in client_of(cast.other_region).get(QUEUE).text


def test_next_return_follows_each_decision(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    MonthlyReturn.objects.filter(plan=cast.sibling_plan, month=MAY).update(
        state=State.SUBMITTED, submitted_at="2024-06-03T04:00:00Z", odd_indicators=0
    )
    sibling = "/plans/jashore/2023-24/apa/2024-05/review/"
    assert f'href="{sibling}"' in reviewer.get(ADDRESS).text

    answer = reviewer.post(ADDRESS, {"accept": "1", "return-version": "2"})
    assert answer.headers["Location"] == sibling
    page = reviewer.get(sibling)
    assert "Khulna office, June 2024: The return was accepted." in page.text
    assert 'rel="next"' not in page.text

    version = MonthlyReturn.objects.get(plan=cast.sibling_plan, month=MAY).version
    answer = reviewer.post(sibling, {"accept": "1", "return-version": str(version)})
    assert answer.headers["Location"] == QUEUE


def test_own_return_is_never_the_next(
    cast: Cast, reviewer: Client, monthly_return: MonthlyReturn
) -> None:
    MonthlyReturn.objects.filter(plan=cast.sibling_plan, month=MAY).update(
        state=State.SUBMITTED,
        submitted_at="2024-06-03T04:00:00Z",
        submitted_by=cast.reviewer,
    )
    assert 'rel="next"' not in reviewer.get(ADDRESS).text


def test_queue_has_oddities_on_top(cast: Cast, monthly_return: MonthlyReturn) -> None:
    MonthlyReturn.objects.filter(plan=cast.sibling_plan, month=MAY).update(
        state=State.SUBMITTED, submitted_at="2024-06-03T04:00:00Z", odd_indicators=0
    )
    sibling = "/plans/jashore/2023-24/apa/2024-05/review/"

    page = client_of(cast.reviewer).get(QUEUE).text
    assert monthly_return.odd_indicators == 2
    assert page.index(ADDRESS) < page.index(sibling)
    assert "2 things to check" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("office=Khul", True),
        ("office=খুল", False),
        ("office=khulna কা", True),
        ("office=jash", False),
        ("region=khulna-region", True),
        ("region=dhaka-region", False),
        ("region=nowhere", True),
        ("page=99", True),
        ("page=x", True),
        ("sort=-office", True),
        ("sort=password", True),
    ],
)
def test_queue_is_filtered_by_its_address(
    reviewer: Client, monthly_return: MonthlyReturn, *, query: str, found: bool
) -> None:
    response = reviewer.get(f"{QUEUE}?{query}")

    assert response.status_code == 200
    assert (ADDRESS in response.text) is found


@pytest.mark.once
def test_queue_costs_the_same_for_many_returns(
    cast: Cast,
    reviewer: Client,
    monthly_return: MonthlyReturn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reviewer.get(QUEUE)
    with django_assert_num_queries(10):
        reviewer.get(QUEUE)

    MonthlyReturn.objects.update(
        state=State.SUBMITTED, submitted_at="2024-07-03T04:00:00Z", submitted_by=cast.officer
    )
    with django_assert_num_queries(10):
        assert reviewer.get(QUEUE).text.count('/review/">') >= 6


@pytest.mark.once
def test_queue_is_taken_home_as_a_file(cast: Cast, monthly_return: MonthlyReturn) -> None:
    answer = client_of(cast.reviewer).get(f"{QUEUE}?format=csv")

    heading, row, blank, about = answer.content.decode("utf-8-sig").splitlines()
    assert heading.startswith("Office,code,Month")
    assert blank == ""
    assert "downloaded by" in about
    assert row.startswith("Khulna office,khulna,2024-06,Annual Performance Agreement,")
    assert client_of(cast.officer).get(f"{QUEUE}?format=csv").status_code == 404
