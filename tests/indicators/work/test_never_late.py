"""Days late are told of what is owed, and of nothing else."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from indicators.periods.feedback.services import FeedbackWords, answer_feedback, give_feedback
from offices.models import Office
from tests.cast import Cast, client_of

PLAN = "/plans/khulna/2023-24/apa/"


@pytest.mark.once
@pytest.mark.parametrize(
    ("page", "is_owed"),
    [
        ("2024-06/", True),
        ("2024-03/", False),  # before the first return
        ("2024-06/check/", True),
        ("2024-03/check/", False),
        ("", True),
        ("quarter-4/", True),
        ("quarter-1/", False),
        ("half-year/", False),
    ],
)
def test_page_of_what_is_not_waited_for_tells_no_days(cast: Cast, page: str, is_owed: bool) -> None:
    html = client_of(cast.officer).get(f"{PLAN}{page}").text

    assert ("days late" in html) is is_owed


def test_evidence_of_a_month_before_the_first_return_is_not_late(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    client = client_of(cast.officer)

    assert "days late" in client.get(f"{PLAN}2024-06/evidence/{pk}/").text
    assert "days late" not in client.get(f"{PLAN}2024-03/evidence/{pk}/").text


@pytest.mark.once
def test_closed_office_is_late_with_nothing_after_it(cast: Cast) -> None:
    Office.objects.filter(pk=cast.khulna.pk).update(active_to=date(2024, 5, 15))
    client = client_of(cast.superior)

    assert "days late" in client.get(f"{PLAN}2024-04/").text
    assert "days late" not in client.get(f"{PLAN}2024-05/").text


@pytest.mark.once
def test_plan_that_asks_by_quarter_is_late_with_the_quarters_last_month(cast: Cast) -> None:
    cast.plan.indicators.update(frequency="quarterly")
    client = client_of(cast.officer)

    assert "days late" in client.get(f"{PLAN}2024-06/").text
    assert "days late" not in client.get(f"{PLAN}2024-05/").text


@pytest.mark.once
def test_answered_feedback_is_as_late_as_its_answer(cast: Cast) -> None:
    with time_machine.travel(date(2024, 2, 1)):
        given = give_feedback(cast.plan, words=FeedbackWords("Good."), version=0, by=cast.superior)
    with time_machine.travel(date(2024, 2, 12)):
        answer_feedback(cast.plan, answer="Thanks.", version=given.version, by=cast.officer)

    html = client_of(cast.officer).get(f"{PLAN}half-year/").text

    assert "4 days late" in html
