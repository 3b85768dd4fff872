from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.returns.comments.models import Comment, CommentKind
from indicators.returns.models import MonthlyReturn, ReturnStep, State
from ledger.models import Change
from offices.models import Posting, Role
from tests.alerts import alert_of
from tests.cast import JUNE, LONG_AGO, MAY, Cast, client_of

PAGE = reverse("indicators:accept-many")
TICK = 'name="return"'


@pytest.fixture
def waiting(cast: Cast) -> list[MonthlyReturn]:
    """May and June of Khulna, submitted, with nothing to look at."""
    cast.submit(MAY)
    cast.submit(JUNE)
    MonthlyReturn.objects.update(odd_indicators=0)
    return [cast.monthly_return(MAY), cast.monthly_return(JUNE)]


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return client_of(cast.reviewer)


def key(one: MonthlyReturn) -> str:
    return f"{one.pk}:{one.version}"


def states(cast: Cast) -> tuple[str, str]:
    return cast.monthly_return(MAY).state, cast.monthly_return(JUNE).state


def test_returns_without_anything_to_look_at_are_accepted_together(
    cast: Cast, reviewer: Client, waiting: list[MonthlyReturn]
) -> None:
    assert reviewer.get(PAGE).text.count(TICK) == 2

    answer = reviewer.post(PAGE, {"return": [key(one) for one in waiting]}, follow=True)

    assert states(cast) == (State.ACCEPTED, State.ACCEPTED)
    assert "2 returns were accepted" in answer.text
    assert ReturnStep.objects.filter(to_state=State.ACCEPTED, by=cast.reviewer).count() == 2
    lines = Change.objects.filter(field=Change.Field.STATE, after=State.ACCEPTED, by=cast.reviewer)
    assert {line.monthly_return_id for line in lines} == {one.pk for one in waiting}


@pytest.mark.once
def test_what_is_not_ticked_stays(
    cast: Cast, reviewer: Client, waiting: list[MonthlyReturn]
) -> None:
    reviewer.post(PAGE, {"return": [key(waiting[0])]})

    assert states(cast) == (State.ACCEPTED, State.SUBMITTED)


def odd(cast: Cast) -> None:
    MonthlyReturn.objects.filter(month=JUNE).update(odd_indicators=1)


def alerted(cast: Cast) -> None:
    alert_of(cast.plan, rule="spike", row="1.1.1", sentence_bn="ক", sentence_en="A", rests_on=9)


def asked(cast: Cast) -> None:
    Comment.objects.create(
        plan=cast.plan, month=JUNE, kind=CommentKind.SAID, text="Why?", by=cast.officer
    )


@pytest.mark.parametrize("doubt", [odd, alerted, asked])
def test_return_with_something_open_is_neither_offered_nor_accepted(
    cast: Cast, reviewer: Client, waiting: list[MonthlyReturn], doubt: object
) -> None:
    assert callable(doubt)
    doubt(cast)

    page = reviewer.get(PAGE).text
    answer = reviewer.post(PAGE, {"return": [key(one) for one in waiting]}, follow=True)

    assert page.count(TICK) == 1
    assert "1 return to look at first" in page
    assert states(cast) == (State.ACCEPTED, State.SUBMITTED)
    assert "1 return was accepted" in answer.text
    assert "Khulna office, June 2024: not accepted, something is to be looked at" in answer.text


@pytest.mark.once
def test_return_that_changed_since_it_was_shown_stays(
    cast: Cast, reviewer: Client, waiting: list[MonthlyReturn]
) -> None:
    old = f"{waiting[1].pk}:{waiting[1].version - 1}"

    answer = reviewer.post(PAGE, {"return": [key(waiting[0]), old]}, follow=True)

    assert states(cast) == (State.ACCEPTED, State.SUBMITTED)
    assert "it changed after you opened the page" in answer.text


def test_sent_twice_accepts_once(
    cast: Cast, reviewer: Client, waiting: list[MonthlyReturn]
) -> None:
    ticked = {"return": [key(one) for one in waiting]}
    reviewer.post(PAGE, ticked)

    answer = reviewer.post(PAGE, ticked, follow=True)

    assert "2 returns waited no longer" in answer.text
    assert ReturnStep.objects.filter(to_state=State.ACCEPTED).count() == 2


@pytest.mark.once
def test_who_submitted_does_not_decide(cast: Cast, waiting: list[MonthlyReturn]) -> None:
    Posting.objects.create(
        user=cast.officer, office=cast.khulna, role=Role.REVIEWER, starts=LONG_AGO
    )
    both = client_of(cast.officer)

    page = both.get(PAGE).text
    both.post(PAGE, {"return": [key(one) for one in waiting]})

    assert TICK not in page
    assert states(cast) == (State.SUBMITTED, State.SUBMITTED)


@pytest.mark.once
@pytest.mark.parametrize("sent", ["", "x", "1", ":", "9" * 40 + ":1", "-1:2", "১:২"])
def test_what_names_no_return_accepts_nothing(
    cast: Cast, reviewer: Client, waiting: list[MonthlyReturn], sent: str
) -> None:
    assert reviewer.post(PAGE, {"return": sent}).status_code == 302
    assert states(cast) == (State.SUBMITTED, State.SUBMITTED)


def test_page_costs_the_same_for_many_returns(
    cast: Cast,
    reviewer: Client,
    waiting: list[MonthlyReturn],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reviewer.get(PAGE)
    with django_assert_num_queries(9):
        reviewer.get(PAGE)

    MonthlyReturn.objects.update(
        state=State.SUBMITTED, submitted_at="2024-07-03T04:00:00Z", submitted_by=cast.officer
    )
    with django_assert_num_queries(9):
        assert reviewer.get(PAGE).text.count(TICK) >= 6
