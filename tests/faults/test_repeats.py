from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from indicators.returns.comments.models import Comment
from indicators.returns.models import Achievement, MonthlyReturn, ReturnStep, State
from indicators.returns.steps import return_return
from offices.models import Posting, Role, User
from tests.cast import JUNE, LONG_AGO, MARCH, Cast, client_of, make_cast, person

AT_ONCE = 20
ADDRESS = "/plans/khulna/2023-24/apa/2024-06/"
MARCH_ADDRESS = "/plans/khulna/2023-24/apa/2024-03/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def all_at_once(request: Callable[[int], Any], *, times: int = AT_ONCE) -> list[Any]:
    """The answers to requests that start together, each on a connection of its own."""
    together = Barrier(times)

    def one(number: int) -> Any:
        try:
            together.wait(timeout=20)
            return request(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


def submitter_of(cast: Cast) -> User:
    """Someone who enters figures and is head of the office too."""
    head = person("head", Role.HEAD, cast.khulna)
    Posting.objects.create(user=head, office=cast.khulna, role=Role.ENTRY, starts=LONG_AGO)
    return head


def answers(responses: list[Any]) -> Counter[int]:
    return Counter(response.status_code for response in responses)


def test_twenty_identical_saves_are_one_write(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    clients = [client_of(cast.officer) for _ in range(AT_ONCE)]
    typed = {f"cell-{pk}": "১২", f"base-{pk}": "1", f"remarks-{pk}": "মেলা"}

    responses = all_at_once(lambda number: clients[number].post(f"{ADDRESS}cells/", typed))

    assert answers(responses) == {200: AT_ONCE}
    assert (cast.monthly_return().version, cast.cell("1.1.1").version) == (2, 2)
    assert str(cast.cell("1.1.1").figure) == "12"


def test_of_twenty_stale_edits_one_is_saved_and_nineteen_see_both_values(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    clients = [client_of(cast.officer) for _ in range(AT_ONCE)]

    responses = all_at_once(
        lambda number: clients[number].post(
            f"{ADDRESS}cells/", {f"cell-{pk}": str(100 + number), f"base-{pk}": "1"}
        )
    )

    assert answers(responses) == {200: 1, 409: 19}
    kept = str(cast.cell("1.1.1").figure)
    assert cast.monthly_return().version == 2
    for number, response in enumerate(responses):
        data = response.json()
        if response.status_code == 200:
            assert kept == str(100 + number)
        else:
            conflict = data["conflicts"][str(pk)]
            assert (conflict["stored"], conflict["version"]) == (kept, 2)


def test_twenty_identical_first_saves_make_one_return(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    clients = [client_of(cast.officer) for _ in range(AT_ONCE)]
    typed = {f"cell-{pk}": "5", f"base-{pk}": "0"}

    responses = all_at_once(lambda number: clients[number].post(f"{MARCH_ADDRESS}cells/", typed))

    assert answers(responses) == {200: AT_ONCE}
    monthly_return = MonthlyReturn.objects.get(plan=cast.plan, month=MARCH)
    assert monthly_return.version == 1
    assert Achievement.objects.filter(monthly_return=monthly_return).count() == 1


def test_twenty_identical_submissions_are_one_step(cast: Cast) -> None:
    submitter = submitter_of(cast)
    clients = [client_of(submitter) for _ in range(AT_ONCE)]
    form = {"return-version": "1", "accept-missing": "1"}

    responses = all_at_once(lambda number: clients[number].post(f"{ADDRESS}check/", form))

    assert answers(responses) == {302: AT_ONCE}
    assert cast.monthly_return().state == State.SUBMITTED
    assert (
        ReturnStep.objects.filter(
            monthly_return__plan=cast.plan, monthly_return__month=JUNE
        ).count()
        == 1
    )


def test_twenty_identical_acceptances_are_one_step(cast: Cast) -> None:
    cast.submit()
    clients = [client_of(cast.reviewer) for _ in range(AT_ONCE)]
    form = {"return-version": cast.monthly_return().version, "accept": "1"}

    responses = all_at_once(lambda number: clients[number].post(f"{ADDRESS}review/", form))

    assert answers(responses) == {302: AT_ONCE}
    assert cast.monthly_return().state == State.ACCEPTED
    assert (
        ReturnStep.objects.filter(monthly_return__plan=cast.plan, to_state=State.ACCEPTED).count()
        == 1
    )


def test_twenty_identical_returns_are_one_step(cast: Cast) -> None:
    cast.submit()
    clients = [client_of(cast.reviewer) for _ in range(AT_ONCE)]
    form = {
        "return-version": cast.monthly_return().version,
        "return": "1",
        "reason": "২.৫.২ দেখুন",
    }

    responses = all_at_once(lambda number: clients[number].post(f"{ADDRESS}review/", form))

    assert answers(responses) == {302: AT_ONCE}
    assert cast.monthly_return().state == State.RETURNED
    assert (
        ReturnStep.objects.filter(monthly_return__plan=cast.plan, to_state=State.RETURNED).count()
        == 1
    )


def test_twenty_identical_comments_are_one(cast: Cast) -> None:
    clients = [client_of(cast.officer) for _ in range(AT_ONCE)]
    form = {"text": "মেলা কবে?", "after": "0"}

    responses = all_at_once(lambda number: clients[number].post(f"{ADDRESS}comments/", form))

    assert answers(responses) == {302: AT_ONCE}
    assert Comment.objects.count() == 1


def test_submission_that_arrives_again_after_the_return_is_not_done(cast: Cast) -> None:
    client = client_of(submitter_of(cast))
    form = {"return-version": cast.monthly_return().version, "accept-missing": "1"}
    client.post(f"{ADDRESS}check/", form)
    return_return(cast.monthly_return(), reason="২.৫.২ দেখুন", notes={}, by=cast.reviewer)

    client.post(f"{ADDRESS}check/", form)

    assert cast.monthly_return().state == State.RETURNED
