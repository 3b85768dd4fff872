"""Beside each figure of a review: the same month last year, and the median of other offices."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.entry.views import page_of
from indicators.returns.models import Achievement, MonthlyReturn, State
from indicators.returns.review.held_against import HeldAgainst, held_against
from numerals import Month
from plans.models import FiscalYear, Indicator, Plan
from tests.cast import JUNE, Cast, client_of

ADDRESS = "/plans/khulna/2023-24/apa/2024-06/review/"


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return client_of(cast.reviewer)


@pytest.fixture
def last_year(cast: Cast) -> Plan:
    """Khulna's plan of the year before: the same rows, June reported with 77 in each number."""
    year = FiscalYear.objects.get_or_create(start=2022)[0]
    old = Plan.objects.create(
        office=cast.khulna, fiscal_year=year, kind=cast.plan.kind, rule_set=cast.plan.rule_set
    )
    for one in cast.plan.indicators.select_related("activity__objective"):
        objective, _ = old.objectives.get_or_create(
            position=one.activity.objective.position,
            defaults={"title": one.activity.objective.title},
        )
        activity, _ = objective.activities.get_or_create(
            position=one.activity.position, defaults={"title": one.activity.title}
        )
        one.pk, one.plan, one.activity = None, old, activity
        one.save()
    june = MonthlyReturn.objects.create(plan=old, month=Month(2023, 6), state=State.ACCEPTED)
    row = old.indicators.get(row="1.1.1")
    Achievement.objects.create(monthly_return=june, indicator=row, value=Decimal(77))
    return old


def held(cast: Cast, *others: str) -> HeldAgainst:
    page = page_of(cast.plan, JUNE)
    peers = {"1.1.1": tuple(sorted(Decimal(one) for one in others))}
    found = held_against(page.figures, page.rows, JUNE, peers=peers)
    return found[cast.indicator("1.1.1").pk]


def test_same_month_last_year_stands_beside_the_row_that_says_the_same(
    cast: Cast, last_year: Plan
) -> None:
    assert held(cast).last_year == "৭৭"


@pytest.mark.once
def test_what_was_not_handed_in_last_year_is_not_shown(cast: Cast, last_year: Plan) -> None:
    MonthlyReturn.objects.filter(plan=last_year).update(state=State.OPEN)

    assert held(cast).last_year == ""


@pytest.mark.once
def test_row_that_counts_in_another_unit_is_another(cast: Cast, last_year: Plan) -> None:
    Indicator.objects.filter(plan=last_year, row="1.1.1").update(unit="লক্ষ টাকা")

    assert held(cast).last_year == ""


def test_median_is_an_amount_of_the_offices_own_target_and_says_of_how_many(cast: Cast) -> None:
    Indicator.objects.filter(pk=cast.indicator("1.1.1").pk).update(target_100=Decimal(200))

    found = held(cast, *["0.05"] * 3, "0.1", *["0.2"] * 5)

    assert (found.middle, found.offices) == ("৪০", 9)


@pytest.mark.once
def test_few_offices_have_no_median(cast: Cast) -> None:
    assert held(cast, *["0.1"] * 7).middle == ""


@pytest.mark.once
def test_page_shows_both_and_costs_two_queries_more(
    cast: Cast,
    reviewer: Client,
    last_year: Plan,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    cast.submit()
    page = reviewer.get(ADDRESS).text
    assert 'data-label="June 2023">77</td>' in page
    assert "Others' median" in unescape(page)

    with django_assert_num_queries(15):
        reviewer.get(ADDRESS)
