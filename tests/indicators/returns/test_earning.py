"""An action plan and the agreement's indicator that it earns show each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.returns.cells.services import save_return
from indicators.returns.forms import read_cells
from indicators.returns.importing import import_document
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.earning import earning_of
from indicators.returns.selectors.figures import figures_of
from plans.document.defaults import Kind
from plans.document.values import Form
from plans.models import Indicator, Plan
from presentation.figures import sentence
from tests.cast import APRIL, JUNE, MAY, Cast, agreement, client_of, over_newest

ROW = "governance/2"


@pytest.fixture
def innovation(cast: Cast) -> Plan:
    """Khulna's action plan, by which a row of its agreement earns."""
    document = agreement()
    plan = import_document(
        replace(document, form=Form.PLAN, objectives=document.objectives[:1], months=()),
        office=cast.khulna,
        kind=Kind.INNOVATION,
    )
    assert cast.plan.indicators.filter(row=ROW).update(linked_kind=Kind.INNOVATION)
    store_scores(figures_of(cast.plan), since=APRIL)
    return plan


def report(cast: Cast, plan: Plan, figure: int) -> None:
    pk = plan.indicators.get(row="1.1.1").pk
    save_return(plan, JUNE, cells=over_newest(plan, JUNE, {pk: figure}), by=cast.officer)


@pytest.mark.usefixtures("entered_at_once")
def test_what_is_earned_follows_the_action_plan(cast: Cast, innovation: Plan) -> None:
    before = earning_of(innovation, JUNE)
    report(cast, innovation, 5)
    after = earning_of(innovation, JUNE)

    assert before
    assert after
    assert before.weighted is None
    assert before.weight == 10
    assert after.weighted
    assert after.at == cast.plan.at
    assert earning_of(innovation, MAY) == before


@pytest.mark.once
def test_an_agreement_earns_for_nobody_and_asks_nothing(
    cast: Cast, innovation: Plan, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert earning_of(cast.plan, JUNE) is None


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_both_plans_pages_say_what_is_earned_and_lead_to_each_other(
    cast: Cast, innovation: Plan
) -> None:
    client = client_of(cast.officer)
    waiting = client.get("/plans/khulna/2023-24/apa/2024-06/").content.decode()
    report(cast, innovation, 5)
    agreement_page = client.get("/plans/khulna/2023-24/apa/2024-06/").content.decode()
    of_plan = client.get("/plans/khulna/2023-24/innovation/2024-06/").content.decode()
    shown = client.get("/plans/khulna/2023-24/innovation/?month=2024-06").content.decode()

    assert "which has no score yet" in waiting
    assert 'href="/plans/khulna/2023-24/innovation/"' in agreement_page
    row = cast.indicator(ROW).pk
    for page in (of_plan, shown):
        assert f'href="/plans/khulna/2023-24/apa/#row-{row}"' in page
        assert "earned in the agreement" in page


@pytest.mark.once
def test_nothing_is_asked_or_taken_for_what_a_plan_earns(cast: Cast, innovation: Plan) -> None:
    indicator: Indicator = cast.indicator(ROW)
    typed = read_cells(
        {f"cell-{indicator.pk}": "1", f"base-{indicator.pk}": "0"}, [indicator], month=JUNE
    )

    assert not indicator.is_asked(JUNE)
    assert not typed.changes
    assert "e-governance and innovation" in typed.errors[indicator.pk].en
    assert "উদ্ভাবন" in sentence(typed.errors[indicator.pk])
