from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document
from indicators.returns.models import Achievement, MonthlyReturn, State
from indicators.returns.plausibility import peers
from indicators.returns.plausibility.findings import implausible_in
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.selectors.figures import figures_of
from offices.models import Level
from plans.models import Indicator, Plan
from tests.cast import APRIL, JUNE, MAY, Cast, agreement, office


def hand_in(plan: Plan) -> None:
    MonthlyReturn.objects.filter(plan=plan).update(
        state=State.SUBMITTED, submitted_at="2024-07-03T04:00Z"
    )


@pytest.fixture
def sibling(cast: Cast) -> Plan:
    hand_in(cast.sibling_plan)
    return cast.sibling_plan


def of(plan: Plan, row: str) -> Indicator:
    return plan.indicators.get(row=row)


@pytest.mark.once
def test_others_figures_are_shares_of_their_own_targets(cast: Cast, sibling: Plan) -> None:
    Indicator.objects.filter(plan=sibling, row="1.8.1").update(target_100=Decimal(400))
    Achievement.objects.filter(indicator=of(sibling, "1.8.1"), monthly_return__month=JUNE).update(
        value=Decimal(30)
    )

    assert peers_of(cast.plan, JUNE)["1.8.1"] == (Decimal("0.075"),)


def test_a_cumulatives_share_is_its_increment(cast: Cast, sibling: Plan) -> None:
    for plan in (cast.plan, sibling):
        Indicator.objects.filter(plan=plan, row="1.8.1").update(
            method="cumulative", target_100=Decimal(100)
        )
    for month, value in ((APRIL, 40), (MAY, 60), (JUNE, 75)):
        Achievement.objects.filter(
            indicator=of(sibling, "1.8.1"), monthly_return__month=month
        ).update(value=Decimal(value))

    assert peers_of(cast.plan, JUNE)["1.8.1"] == (Decimal("0.15"),)


@pytest.mark.parametrize("change", [{"title": "অন্য কিছু"}, {"unit": "একর"}, {"method": "average"}])
def test_another_indicator_under_the_same_code_is_no_peer(
    cast: Cast, sibling: Plan, change: dict[str, str]
) -> None:
    Indicator.objects.filter(plan=sibling, row="1.8.1").update(**change)

    assert "1.8.1" not in peers_of(cast.plan, JUNE)
    assert "1.7.1" in peers_of(cast.plan, JUNE)


@pytest.mark.once
def test_what_is_not_handed_in_is_no_measure(cast: Cast) -> None:
    assert peers_of(cast.plan, JUNE) == {}


@pytest.mark.once
def test_own_figures_are_no_measure_for_themselves(cast: Cast, sibling: Plan) -> None:
    hand_in(cast.plan)

    assert {len(one) for one in peers_of(cast.plan, JUNE).values()} == {1}


def test_nearest_offices_are_looked_at_first(
    cast: Cast, sibling: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = office("dhaka", Level.DISTRICT, cast.other_region.postings.get().office)
    hand_in(import_document(agreement(), office=far, kind="apa"))
    monkeypatch.setattr(peers, "MOST", 1)
    Achievement.objects.filter(indicator=of(sibling, "1.8.1")).update(value=Decimal(0))

    assert peers_of(cast.plan, JUNE)["1.8.1"] == (Decimal(0),)


def test_others_are_read_once_for_a_while(
    cast: Cast, sibling: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        first = peers_of(cast.plan, JUNE)
    with django_assert_num_queries(0):
        assert peers_of(cast.plan, JUNE) == first
    cache.clear()
    with django_assert_num_queries(1):
        peers_of(cast.plan, JUNE)


@pytest.mark.once
def test_figure_unlike_eight_others_is_odd(cast: Cast) -> None:
    for place in range(8):
        other = office(f"district-{place}", Level.DISTRICT, cast.region)
        hand_in(import_document(agreement(), office=other, kind="apa"))
    assert implausible(cast) == []

    cast.save(JUNE, r2_5_1=9000)

    assert implausible(cast) == ["2.5.1"]


def implausible(cast: Cast) -> list[str]:
    found = implausible_in(figures_of(cast.plan), JUNE, peers=peers_of(cast.plan, JUNE))
    return [one.row for one in found if one.rule == "unlike-other-offices"]
