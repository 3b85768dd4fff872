from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.returns.cells.services import save_return
from indicators.returns.importing import import_document
from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.reckoning import (
    earned_as_of,
    earned_by_month,
    rules_of,
    score_figures,
)
from indicators.returns.scores.selectors import score_of
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import PlanFigures, figures_of
from numerals import NIL, Figure, Month, round_half_up
from plans.document.defaults import Kind
from plans.document.values import Form
from plans.models import Plan
from tests.cast import APRIL, JUNE, MAY, Cast, agreement, known, over_newest

GOVERNED = "governance/2"
"""The agreement's row that is earned by carrying out the innovation plan."""


@pytest.fixture
def innovation(cast: Cast) -> Plan:
    """An innovation plan of Khulna's own year: the agreement's strategic objectives, unreported."""
    document = agreement()
    return import_document(
        type(document)(
            form=Form.PLAN,
            office=document.office,
            title="",
            fiscal_year=document.fiscal_year,
            objectives=document.objectives[:3],
        ),
        office=cast.khulna,
        kind=Kind.INNOVATION,
    )


@pytest.fixture
def linked(cast: Cast, innovation: Plan) -> Plan:
    """Khulna's agreement, one row of which the innovation plan earns."""
    assert cast.plan.indicators.filter(row=GOVERNED).update(linked_kind=Kind.INNOVATION)
    store_scores(figures_of(cast.plan), since=APRIL)
    return cast.plan


def line_of(plan: Plan, row: str, month: Month = JUNE) -> ScoreLine:
    return ScoreLine.objects.get(score__plan=plan, score__month=month, indicator__row=row)


def report(cast: Cast, plan: Plan, row: str, figure: int, month: Month = JUNE) -> None:
    pk = plan.indicators.get(row=row).pk
    save_return(plan, month, cells=over_newest(plan, month, {pk: figure}), by=cast.officer)


@pytest.mark.once
def test_a_linked_row_waits_for_its_plan(linked: Plan) -> None:
    line = line_of(linked, GOVERNED)

    assert (line.problem, line.weighted) == ("linked-plan-unscored", None)


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_a_linked_row_follows_its_plan(cast: Cast, linked: Plan, innovation: Plan) -> None:
    before = Score.objects.get(plan=linked, month=JUNE).weighted

    report(cast, innovation, "1.1.1", 5)

    composite = Score.objects.get(plan=innovation, month=JUNE).normalised
    line = line_of(linked, GOVERNED)
    weight = linked.indicators.get(row=GOVERNED).weight
    assert composite
    assert weight
    assert line.problem == ""
    assert round(line.raw or 0, 8) == round(composite, 8)
    assert round(line.weighted or 0, 8) == round(weight * composite / 100, 8)
    assert Score.objects.get(plan=linked, month=JUNE).weighted == known(before) + (
        line.weighted or 0
    )


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_a_linked_row_takes_the_composite_of_its_own_month_or_the_last_before(
    cast: Cast, linked: Plan, innovation: Plan
) -> None:
    report(cast, innovation, "1.1.1", 2, APRIL)
    report(cast, innovation, "1.1.1", 3, JUNE)

    april, may, june = (line_of(linked, GOVERNED, month).raw for month in (APRIL, MAY, JUNE))
    assert april == may
    assert june is not None
    assert april is not None
    assert june > april


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_a_later_score_of_the_linked_plan_never_reaches_an_earlier_month(
    cast: Cast, linked: Plan, innovation: Plan
) -> None:
    report(cast, innovation, "1.1.1", 2, APRIL)
    report(cast, innovation, "1.1.1", 3, JUNE)
    months = (APRIL, MAY, JUNE)
    before = [line_of(linked, GOVERNED, month).raw for month in months]
    figures = figures_of(linked)

    store_scores(figures, since=APRIL)

    assert [line_of(linked, GOVERNED, month).raw for month in months] == before
    composite = {month: _composite(figures, month) for month in months}
    assert composite[APRIL] == composite[MAY] < composite[JUNE]
    assert earned_by_month(figures) == {
        month: {GOVERNED: figure} for month, figure in composite.items()
    }


def _composite(figures: PlanFigures, month: Month) -> Decimal:
    earned = earned_as_of(figures, month)[GOVERNED]
    assert isinstance(earned, Decimal)
    return earned


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_saving_a_linking_plan_keeps_what_it_is_linked_to(
    cast: Cast, linked: Plan, innovation: Plan
) -> None:
    report(cast, innovation, "1.1.1", 5)
    earned = line_of(linked, GOVERNED).weighted

    cast.save(MAY, r1_1_1=5)

    assert line_of(linked, GOVERNED).weighted == earned


@pytest.mark.once
def test_linked_rows_cost_no_more_queries_for_more_months(cast: Cast, linked: Plan) -> None:
    with CaptureQueriesContext(connection) as one_month:
        cast.save(JUNE, r1_1_1=1)
    with CaptureQueriesContext(connection) as three_months:
        cast.save(APRIL, r1_1_1=1)

    assert len(one_month) == len(three_months)


@pytest.mark.once
def test_a_score_is_read_back_as_it_was_stored(cast: Cast) -> None:
    figures = figures_of(cast.plan)
    with CaptureQueriesContext(connection) as queries:
        stored = score_of(figures, JUNE)
    assert len(queries) == 1

    anew = score_figures(figures, month=JUNE, rules=rules_of(cast.plan.rule_set))
    assert (stored.rules, stored.basis) == (anew.rules, anew.basis)
    for one, other in zip(stored.objectives, anew.objectives, strict=True):
        assert (one.key, one.section, one.stated_weight, one.weight, one.weighted) == (
            other.key,
            other.section,
            other.stated_weight,
            other.weight,
            other.weighted,
        )


@pytest.mark.once
def test_a_month_without_a_return_is_scored_from_the_months_before(cast: Cast) -> None:
    until_may = replace(agreement(), months=(APRIL, MAY))
    figures = figures_of(import_document(until_may, office=cast.region, kind="apa"))

    assert score_of(figures, JUNE).weighted == score_of(figures, MAY).weighted


def test_every_score_names_its_rules(cast: Cast) -> None:
    assert {score.rule_set.name for score in Score.objects.all()} == {"2023-24/apa/1"}


figures = st.one_of(
    st.none(),
    st.just(NIL),
    st.decimals(min_value=0, max_value=2000, places=4),
    st.integers(0, 10**15 - 1).map(Decimal),
)


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(typed=st.lists(figures, min_size=32, max_size=32))
def test_stored_scores_show_the_same_digits_as_computed_ones(
    cast: Cast, typed: list[Figure]
) -> None:
    pks = cast.plan.indicators.values_list("pk", flat=True)
    cells = over_newest(cast.plan, MAY, dict(zip(pks, typed, strict=True)))

    saved = save_return(cast.plan, MAY, cells=cells, by=cast.officer)

    fresh = figures_of(cast.plan)
    for month in (MAY, JUNE):
        stored = score_of(fresh, month)
        anew = score_figures(fresh, month=month, rules=rules_of(cast.plan.rule_set))
        for one in (anew, saved.scores.get(month, anew)):
            assert shown(stored.weighted) == shown(one.weighted)
            assert shown(stored.normalised) == shown(one.normalised)
            assert [shown(line.weighted) for line in stored.indicators] == [
                shown(line.weighted) for line in one.indicators
            ]
            assert [line.achieved for line in stored.indicators] == [
                line.achieved for line in one.indicators
            ]


def shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(value, decimals=2)
