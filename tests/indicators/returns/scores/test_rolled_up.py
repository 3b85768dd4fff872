"""A row of the superior's own agreement is made of its districts' rows, and follows them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.audit.proof import unexplained
from indicators.returns.importing import import_document
from indicators.returns.models import MonthlyReturn, Score, ScoreLine, State
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import figures_of
from numerals import Month
from offices.models import Level, Office
from offices.services.tree import move_office, store_offices
from plans.document.rolling_up import RolledFrom, RollUp, Source
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Plan
from tests.cast import APRIL, JUNE, Cast, agreement, client_of, office

ROW, MEAN = "1.1.1", "2.4.1"
BOTH = (Source("khulna", ROW), Source("jashore", ROW))


def rolled_document(*sources: Source) -> PlanDocument:
    """Khulna's agreement as its region's own: 1.1.1 the sum of offices', 2.4.1 their average."""
    rules = {ROW: RollUp.SUM, MEAN: RollUp.AVERAGE}

    def rolled(entry: IndicatorEntry) -> IndicatorEntry:
        rule = rules.get(entry.row)
        if rule is None:
            return entry
        own = tuple(replace(one, row=entry.row) for one in sources)
        return replace(entry, achieved={}, rolled=RolledFrom(rule, own))

    return agreement().with_indicators(rolled)


@pytest.fixture
def above(cast: Cast) -> Plan:
    """The region's own agreement, with April to June reported."""
    return import_document(rolled_document(*BOTH), office=cast.region, kind="apa")


def line_of(plan: Plan, row: str = ROW, month: Month = JUNE) -> ScoreLine:
    return ScoreLine.objects.get(score__plan=plan, score__month=month, indicator__row=row)


def made_of(plan: Plan, month: Month) -> Any:
    """What the row of a month is made of, as its score keeps it."""
    return Score.objects.get(plan=plan, month=month).rolled[ROW]


def achieved(plan: Plan, row: str) -> Decimal:
    value = line_of(plan, row).achieved
    assert isinstance(value, Decimal)
    return value


@pytest.mark.once
def test_a_row_is_the_sum_or_the_average_of_its_offices(cast: Cast, above: Plan) -> None:
    offices = (cast.plan, cast.sibling_plan)
    assert achieved(above, ROW) == sum(achieved(one, ROW) for one in offices)
    mean = sum(achieved(one, MEAN) for one in offices) / 2
    assert round(achieved(above, MEAN), 6) == round(mean, 6)
    assert not above.indicators.get(row=ROW).is_asked(JUNE)


@pytest.mark.once
def test_a_save_in_an_office_moves_the_row_and_the_score_above(cast: Cast, above: Plan) -> None:
    before, own = achieved(above, ROW), achieved(cast.plan, ROW)
    score = Score.objects.get(plan=above, month=JUNE)
    cast.save(JUNE, r1_1_1=2)

    moved = achieved(cast.plan, ROW) - own
    assert moved
    assert achieved(above, ROW) == before + moved
    fresh = Score.objects.get(plan=above, month=JUNE)
    assert fresh.rolled != score.rolled
    assert fresh.rolled[ROW]["rule"] == "sum"
    assert list(unexplained(above)) == []


@pytest.mark.once
def test_a_row_that_is_of_no_sum_never_becomes_one(cast: Cast, above: Plan) -> None:
    cast.plan.indicators.filter(row=ROW).update(method="cumulative")
    store_scores(figures_of(cast.plan), since=APRIL)

    line = line_of(above)
    assert (line.problem, line.achieved) == ("not-summed", None)


@pytest.mark.once
def test_an_accepted_month_keeps_what_it_was_accepted_with(cast: Cast, above: Plan) -> None:
    MonthlyReturn.objects.filter(plan=above, month=APRIL).update(state=State.ACCEPTED)
    april, june = line_of(above, month=APRIL).achieved, line_of(above).achieved
    cast.save(APRIL, r1_1_1=3)

    assert line_of(above, month=APRIL).achieved == april
    assert line_of(above).achieved != june
    store_scores(figures_of(above), since=APRIL)
    assert line_of(above, month=APRIL).achieved == april
    assert [one for one in unexplained(above) if one.field == "score"] == []

    page = client_of(cast.superior).get(
        f"/plans/khulna-region/2023-24/apa/2024-04/offices/{above.indicators.get(row=ROW).pk}/"
    )
    assert page.context["page"].is_changed


@pytest.mark.once
def test_offices_elsewhere_never_count(cast: Cast) -> None:
    document = rolled_document(Source("khulna", ROW), Source("khulna-region", ROW))
    Office.objects.filter(pk=cast.jashore.pk).update(path=f"/{cast.jashore.pk}/")
    plan = import_document(document, office=cast.jashore, kind="innovation")

    line = line_of(plan)
    assert (line.problem, line.achieved) == ("offices-unreported", None)


def test_it_is_read_back_as_it_was_stored_and_the_form_leads_to_its_offices(
    cast: Cast, above: Plan
) -> None:
    pk = above.indicators.get(row=ROW).pk
    address = "/plans/khulna-region/2023-24/apa/2024-06/"
    client = client_of(cast.superior)
    assert f"{address}offices/{pk}/" in client.get(address).content.decode()

    MonthlyReturn.objects.filter(plan=cast.sibling_plan).update(state=State.ACCEPTED)
    page = client.get(f"{address}offices/{pk}/")
    assert [(one.name, one.state) for one in page.context["page"].lines] == [
        ("Khulna office", "open"),
        ("Jashore office", "accepted"),
    ]
    assert (
        client.get(f"{address}offices/{above.indicators.get(row='1.2.1').pk}/").status_code == 404
    )
    assert client_of(cast.outsider).get(f"{address}offices/{pk}/").status_code == 404


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.once
def test_64_offices_ask_no_more_queries_than_two(cast: Cast, above: Plan) -> None:
    pk = above.indicators.get(row=ROW).pk
    address = f"/plans/khulna-region/2023-24/apa/2024-06/offices/{pk}/"
    client = client_of(cast.superior)
    client.get(address)
    with CaptureQueriesContext(connection) as save_of_two:
        cast.save(JUNE, r1_1_1=1)
    few = queries(client, address)

    many = [
        Office(
            code=f"d{number}",
            level="district",
            parent=cast.region,
            path=f"{cast.region.path}{1000 + number}/",
            name_bn=f"d{number}",
            pk=1000 + number,
        )
        for number in range(62)
    ]
    Office.objects.bulk_create(many)
    small = agreement()
    small = replace(small, objectives=small.objectives[:1])
    for one in many[:3]:
        import_document(small, office=one, kind="apa")
    sources = [*BOTH, *(Source(one.code, ROW) for one in many)]
    above.indicators.filter(row__in=(ROW, MEAN)).update(roll_up_from=[str(one) for one in sources])
    store_scores(figures_of(above), since=APRIL)
    assert len(Score.objects.get(plan=above, month=JUNE).rolled[ROW]["offices"]) == 64

    with CaptureQueriesContext(connection) as save_of_64:
        cast.save(JUNE, r1_1_1=2)
    assert len(save_of_64) == len(save_of_two)
    assert queries(client, address) == few


@pytest.mark.once
def test_an_office_that_moves_counts_where_it_is(cast: Cast, above: Plan) -> None:
    both = made_of(above, JUNE)
    MonthlyReturn.objects.filter(plan=above, month=APRIL).update(state=State.ACCEPTED)
    april = made_of(above, APRIL)
    elsewhere = office("elsewhere", Level.REGIONAL, cast.head_office)

    move_office(cast.jashore, to=elsewhere, by=cast.administrator)
    assert made_of(above, JUNE) != both
    assert achieved(above, ROW) == achieved(cast.plan, ROW)
    assert made_of(above, APRIL) == april
    move_office(cast.jashore, to=cast.region, by=cast.administrator)
    assert made_of(above, JUNE) == both
    assert [one for one in unexplained(above) if one.field == "score"] == []


@pytest.mark.once
def test_a_workbook_that_moves_an_office_scores_anew_too(cast: Cast, above: Plan) -> None:
    office("elsewhere", Level.REGIONAL, cast.head_office)
    both = made_of(above, JUNE)
    store_offices([], parents={"jashore": "elsewhere"}, by=cast.administrator)
    assert made_of(above, JUNE) != both
