"""The page of an agreement: each step by its button, and what stands against it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from offices.models import Role, User
from offices.selectors import access_of
from plans.agreements.findings import findings_of, stopping
from plans.agreements.models import AgreementNote
from plans.agreements.selectors import agreement_of, plans_to_sign
from plans.agreements.services import agree_outright, propose
from plans.handing_in.states import State
from plans.models import Plan
from tests.cast import Cast, client_of, person
from tests.plans.agreements.signing import let_errors_stand, planner_of
from tests.test_access import PLAN

pytestmark = pytest.mark.once

PAGE = reverse("plans:agreement", kwargs=PLAN)


def press(user: User, cast: Cast, **typed: str) -> int:
    """A button pressed on the page as it is now."""
    seen = str(agreement_of(cast.plan).version)
    return client_of(user).post(PAGE, {"seen": seen, **typed}).status_code


def state(cast: Cast) -> str:
    return agreement_of(cast.plan).state


def test_from_a_draft_to_both_signatures(cast: Cast) -> None:
    let_errors_stand(cast)
    assert press(cast.officer, cast, propose="1") == 302
    pk = cast.indicator("1.1.1").pk
    noted = {"return": "1", "reason": "লক্ষ্যমাত্রা কম", f"note-{pk}": "বাড়ান"}
    assert press(cast.superior, cast, **noted) == 302
    assert AgreementNote.objects.get().text == "বাড়ান"
    page = client_of(cast.officer).get(PAGE).text
    assert "লক্ষ্যমাত্রা কম" in page
    assert "বাড়ান" in page
    assert press(cast.officer, cast, propose="1") == 302
    assert press(cast.superior, cast, agree="1") == 302
    assert Plan.objects.get(pk=cast.plan.pk).is_frozen
    page = client_of(cast.officer).get(PAGE).text
    assert "Officer" in page
    assert "Superior" in page


def test_officer_and_head_by_their_buttons(cast: Cast) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    let_errors_stand(cast)
    assert 'name="hand-up"' in client_of(cast.officer).get(PAGE).text
    assert press(cast.officer, cast, propose="1") == 404
    assert press(cast.officer, cast, **{"hand-up": "1"}) == 302
    with time_machine.travel(date(2024, 6, 20)):
        assert [*plans_to_sign(access_of(head))] == [cast.plan]
        assert not plans_to_sign(access_of(User.objects.get(pk=cast.officer.pk))).exists()
    assert "With the head of the office" in client_of(cast.officer).get(PAGE).text
    assert "With the head of the office" not in client_of(cast.superior).get(PAGE).text
    assert press(head, cast, word=" ", **{"hand-down": "1"}) == 422
    assert press(head, cast, word="১.১.১ দেখুন", **{"hand-down": "1"}) == 302
    assert "১.১.১ দেখুন" in client_of(cast.officer).get(PAGE).text
    assert "১.১.১ দেখুন" not in client_of(cast.superior).get(PAGE).text
    assert press(cast.officer, cast, **{"hand-up": "1"}) == 302
    assert press(cast.officer, cast, **{"take-from-head": "1"}) == 302
    assert press(cast.officer, cast, **{"hand-up": "1"}) == 302
    assert press(head, cast, propose="1") == 302
    assert state(cast) == State.SUBMITTED


def test_errors_are_shown_first_and_stop_it(cast: Cast) -> None:
    page = client_of(cast.officer).get(PAGE).text
    assert "Errors that stand in the way" in page
    assert 'name="propose"' not in page
    assert press(cast.officer, cast, propose="1") == 422
    assert state(cast) == State.OPEN


def test_a_planner_lets_an_error_stand_with_a_reason(cast: Cast) -> None:
    planner = planner_of(cast)
    one = stopping(findings_of(cast.plan))[0]
    answer = client_of(planner).post(
        PAGE, {"seen": "0", "override": "1", "finding": one.digest, "why": " "}
    )
    assert answer.status_code == 422
    assert "Write why the error may stand." in answer.text
    assert press(planner, cast, override="1", finding=one.digest, why="এমনই আছে") == 302
    assert one.digest not in {left.digest for left in stopping(findings_of(cast.plan))}
    assert "এমনই আছে" in client_of(cast.officer).get(PAGE).text
    assert press(cast.superior, cast, override="1", finding=one.digest, why="x") == 404


def test_returning_without_a_reason_keeps_what_was_typed(cast: Cast) -> None:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    pk = cast.indicator("1.1.1").pk
    seen = str(agreement_of(cast.plan).version)
    typed = {"seen": seen, "return": "1", "reason": " ", f"note-{pk}": "বাড়ান"}
    answer = client_of(cast.superior).post(PAGE, typed)
    assert answer.status_code == 422
    assert "Write what the office is to change." in answer.text
    assert "বাড়ান" in answer.text
    assert state(cast) == State.SUBMITTED


def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(cast: Cast) -> None:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    stale = {"seen": "0", "return": "1", "reason": "কারণ আছে"}
    answer = client_of(cast.superior).post(PAGE, stale)
    assert answer.status_code == 409
    assert "কারণ আছে" in answer.text
    assert state(cast) == State.SUBMITTED


def test_pressed_twice_it_is_done_once(cast: Cast) -> None:
    let_errors_stand(cast)
    officer, seen = client_of(cast.officer), {"seen": "0", "propose": "1"}
    assert officer.post(PAGE, seen).status_code == 302
    assert officer.post(PAGE, seen).status_code == 409
    assert agreement_of(cast.plan).steps.count() == 1


def test_once_opened_above_it_is_not_taken_back(cast: Cast) -> None:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    assert 'name="take-back"' in client_of(cast.officer).get(PAGE).text
    client_of(cast.superior).get(PAGE)
    assert 'name="take-back"' not in client_of(cast.officer).get(PAGE).text
    assert press(cast.officer, cast, **{"take-back": "1"}) == 422
    assert state(cast) == State.SUBMITTED


@pytest.mark.parametrize("typed", [{}, {"seen": "x"}, {"nonsense": "1"}, {"propose": "1"}])
def test_garbage_is_refused(cast: Cast, typed: dict[str, str]) -> None:
    assert client_of(cast.officer).post(PAGE, typed).status_code in (404, 409)


def test_a_frozen_plan_is_not_reopened_in_the_workshop(cast: Cast) -> None:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    client: Client = client_of(cast.officer)
    assert 'action="/workshop/reopen/' not in client.get(PAGE).text


def test_the_page_costs_the_same_however_long_the_way(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    let_errors_stand(cast)
    officer, superior = client_of(cast.officer), client_of(cast.superior)
    officer.get(PAGE)
    for _ in range(2):
        propose(agreement_of(cast.plan), by=cast.officer)
        superior.get(PAGE)
        press(cast.superior, cast, **{"return": "1", "reason": "কারণ"})
        with django_assert_num_queries(12):
            officer.get(PAGE)
