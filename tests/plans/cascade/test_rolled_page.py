"""The page on which a row of the superior's draft is said to be made of its offices' rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from numerals import FiscalYearSpan
from offices.models import Level, Role, User
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.document.draft.document import document_of
from plans.services import store_plan
from plans.workshop.models import Draft, DraftState
from plans.workshop.services.beginning import begun
from tests.cast import Cast, agreement, client_of, office, person

pytestmark = pytest.mark.django_db
ROW = "1.1.1"


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.head_office)


@pytest.fixture
def draft(cast: Cast, planner: User) -> Draft:
    """The head office's own draft of the year of the districts' agreements."""
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2023))
    return begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)


def address(draft: Draft, row: str = ROW) -> str:
    key = document_of(draft.value).keys[row]
    return reverse("plans:workshop-offices", kwargs={"pk": draft.pk, "key": key})


def rolled(draft: Draft, row: str = ROW) -> tuple[str, list[str]] | None:
    draft.refresh_from_db()
    entry = next(one for one in document_of(draft.value).document.indicators if one.row == row)
    if entry.rolled is None:
        return None
    return entry.rolled.rule.value, [str(one) for one in entry.rolled.sources]


@pytest.mark.once
def test_what_is_ticked_is_kept_in_the_draft_and_taken_away_again(
    planner: User, draft: Draft
) -> None:
    client = client_of(planner)
    assert client.get(address(draft)).status_code == 200
    ticked = {"office-khulna": "1", "row-khulna": "১.১.১", "office-jashore": "1"}
    there = client.post(address(draft), {"rule": "sum", **ticked, "row-jashore": "1.1.1"})
    assert there.status_code == 302
    assert there["Location"].endswith(f"#row-{document_of(draft.value).keys[ROW]}")
    assert rolled(draft) == ("sum", ["jashore 1.1.1", "khulna 1.1.1"])
    assert client.post(address(draft), {"rule": ""}).status_code == 302
    assert rolled(draft) is None


def test_weights_are_those_of_a_weighted_average(planner: User, draft: Draft) -> None:
    sent = {
        "rule": "weighted",
        "office-khulna": "1",
        "row-khulna": "1.1.1",
        "weight-khulna": "২",
        "office-jashore": "1",
        "row-jashore": "1.1.1",
        "weight-jashore": "1",
    }
    assert client_of(planner).post(address(draft), sent).status_code == 302
    assert rolled(draft) == ("weighted", ["jashore 1.1.1", "khulna 1.1.1 × 2"])


@pytest.mark.once
@pytest.mark.parametrize(
    "wrong",
    [
        {"row-khulna": "9.9.9"},
        {"rule": "weighted", "weight-khulna": "-1"},
        {"rule": "weighted", "weight-khulna": "x"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    planner: User, draft: Draft, wrong: dict[str, str]
) -> None:
    sent = {"rule": "sum", "office-khulna": "1", "row-khulna": "1.1.1", **wrong}
    answer = client_of(planner).post(address(draft), sent)
    assert answer.status_code == 422
    assert any(one.error for one in answer.context["fields"])
    assert rolled(draft) is None


@pytest.mark.once
def test_nobody_else_declares_it_nor_in_a_draft_that_is_kept(
    cast: Cast, planner: User, draft: Draft
) -> None:
    sent = {"rule": "sum", "office-khulna": "1", "row-khulna": "1.1.1"}
    for user in (cast.officer, cast.outsider):
        assert client_of(user).post(address(draft), sent).status_code == 404
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.DISCARDED)
    assert client_of(planner).post(address(draft), sent).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("more", [0, 6])
def test_queries_do_not_grow_with_the_offices(
    cast: Cast, planner: User, draft: Draft, more: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(more):
        branch = office(f"branch-{number}", Level.DISTRICT, cast.region)
        store_plan(replace(agreement(), months=()), office=branch, kind="apa")
    client: Client = client_of(planner)
    client.get(address(draft))
    with django_assert_max_num_queries(20):
        assert client.get(address(draft)).status_code == 200
