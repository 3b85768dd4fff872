from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, ReturnStep, State
from tests.cast import JUNE, Cast, client_of

pytestmark = pytest.mark.once

ENTRY = "/plans/khulna/2023-24/apa/2024-06/"
ADDRESS = f"{ENTRY}check/"
EMPTY = "/plans/khulna/2023-24/apa/2024-03/check/"


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.officer)


def test_page_shows_what_is_missing_and_what_is_odd(cast: Cast, officer: Client) -> None:
    cast.save(r1_1_1=None)

    page = officer.get(ADDRESS)

    assert [row.indicator.row for row in page.context["page"].missing] == ["1.1.1"]
    assert f"{ENTRY}#row-{cast.indicator('1.1.1').pk}" in page.text
    assert f"{ENTRY}#row-{cast.indicator('2.5.2').pk}" in page.text


def test_full_return_is_submitted(cast: Cast, officer: Client) -> None:
    response = officer.post(ADDRESS, {"return-version": "1"})

    assert response.headers["Location"] == ENTRY
    assert (cast.monthly_return().state, cast.monthly_return().submitted_by) == (
        State.SUBMITTED,
        cast.officer,
    )


def test_submitting_twice_is_one_submission(cast: Cast, officer: Client) -> None:
    for _ in range(2):
        response = officer.post(ADDRESS, {"return-version": "1"}, follow=True)

    assert "submitted already" in response.text
    assert ReturnStep.objects.count() == 1


def test_blank_cells_must_be_confirmed(cast: Cast, officer: Client) -> None:
    cast.save(r1_1_1=None)

    refused = officer.post(ADDRESS, {"return-version": "2"})
    assert (refused.status_code, cast.monthly_return().state) == (422, State.OPEN)

    officer.post(ADDRESS, {"return-version": "2", "accept-missing": "1"})
    assert cast.monthly_return().state == State.SUBMITTED


@pytest.mark.parametrize("version", ["", "0", "x", "2"])
def test_other_figures_than_those_looked_at_are_not_submitted(
    cast: Cast, officer: Client, version: str
) -> None:
    response = officer.post(ADDRESS, {"return-version": version})

    assert (response.status_code, cast.monthly_return().state) == (422, State.OPEN)


def test_empty_return_cannot_be_submitted(cast: Cast, officer: Client) -> None:
    response = officer.post(EMPTY, {"return-version": "0", "accept-missing": "1"})

    assert response.status_code == 422
    assert not ReturnStep.objects.exists()


def test_return_of_nothing_but_remarks_is_empty(cast: Cast, officer: Client) -> None:
    cast.monthly_return().achievements.update(value=None, remarks="কিছু নেই")

    response = officer.post(ADDRESS, {"return-version": "1", "accept-missing": "1"})

    assert (response.status_code, cast.monthly_return().state) == (422, State.OPEN)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_locked_return_offers_no_submission(cast: Cast, officer: Client, state: State) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(
        state=state, submitted_at="2024-07-03T04:00Z", decided_at="2024-07-04T04:00Z"
    )

    assert "submit-panel" not in officer.get(ADDRESS).text
    officer.post(ADDRESS, {"return-version": "1"})
    assert cast.monthly_return().state == state


def test_remarks_are_shown_inert(cast: Cast, officer: Client) -> None:
    cast.monthly_return().achievements.update(remarks="<script>alert(1)</script>")

    assert "<script>alert" not in officer.get(ADDRESS).text


def test_page_costs_few_queries(
    cast: Cast, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get(ADDRESS)

    with django_assert_num_queries(10):
        officer.get(ADDRESS)
    cache.clear()
    with django_assert_num_queries(11):
        officer.get(ADDRESS)


def test_one_figure_all_down_the_page_is_named(cast: Cast, officer: Client) -> None:
    cast.monthly_return().achievements.update(value=Decimal(1), is_nil=False)

    page = officer.get(ADDRESS).text

    assert "32 of the 32 cells that give a number give the same one, 1" in page
    assert "No unusual figures." not in page


def test_submission_keeps_how_much_is_odd(cast: Cast, officer: Client) -> None:
    cast.monthly_return().achievements.update(value=Decimal(1), is_nil=False)

    officer.post(ADDRESS, {"return-version": "1"})

    assert cast.monthly_return().odd_indicators >= 1


def test_warning_of_the_plan_is_not_one_of_the_month(cast: Cast, officer: Client) -> None:
    """1.9.1 is a percentage with the method sum: the office cannot mend that."""
    sentence = "but the method is sum"

    for page in (ENTRY, ADDRESS):
        assert sentence not in officer.get(page).text
    assert sentence in officer.get("/plans/khulna/2023-24/apa/").text
