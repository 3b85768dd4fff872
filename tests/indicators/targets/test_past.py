"""What is read of earlier years and other offices, and what it says beside a plan's rows."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.periods.models import EvaluatedValue, PeriodReport, ReportKind
from indicators.returns.importing import import_document
from indicators.targets.expected.judging import Sign
from indicators.targets.selectors import past_of_plan
from plans.models import Plan
from plans.services import store_plan
from tests.cast import Cast
from tests.indicators.targets.world import D, document, promised, put_world

pytestmark = pytest.mark.django_db


@pytest.mark.once
def test_own_years_and_other_offices_stand_beside_a_row(cast: Cast) -> None:
    put_world(cast.khulna)
    plan = store_plan(promised(), office=cast.khulna, kind="integrity")
    past = past_of_plan(plan)
    row = past.rows["1.1.1"]

    assert past.years == (2023, 2022, 2021)
    assert [(one.year, one.value) for one in row.own] == [(2023, D(39)), (2022, D(30))]
    assert row.offices == 9
    # 12, 26, 28, 40, 42, 45, 50, 55, 60 in 2023-24.
    assert row.middle == D(42)
    assert row.best is not None
    assert row.softness is not None
    assert row.rests_on is not None
    assert row.rests_on.en == "Rests on 2 years of this office and 9 other offices."
    assert row.said[0].en == "With the figures of 2023-24 this row would earn 100 of 100."


@pytest.mark.once
def test_a_target_below_the_last_result_is_said(cast: Cast) -> None:
    put_world(cast.khulna)
    plan = store_plan(promised(best=D(12)), office=cast.khulna, kind="integrity")
    past = past_of_plan(plan)
    row = past.rows["1.1.1"]

    assert row.signs == (Sign.SOFT, Sign.BELOW_LAST)
    assert "The 100% target asks for 12; the result of 2023-24, 39, was better." in [
        one.en for one in row.said
    ]
    assert past.quality.share == 0


def test_other_words_for_the_same_row_are_the_same_row(cast: Cast) -> None:
    put_world(cast.khulna)
    new = promised().with_indicators(
        lambda entry: replace(entry, title=f"[{entry.code}] {entry.title}।")
    )
    plan = store_plan(new, office=cast.khulna, kind="integrity")

    assert past_of_plan(plan).rows["1.1.2"].own[0].value == D(78)


@pytest.mark.once
def test_another_unit_is_another_amount(cast: Cast) -> None:
    put_world(cast.khulna)
    new = promised().with_indicators(lambda entry: replace(entry, unit="লক্ষ টাকা"))
    plan = store_plan(new, office=cast.khulna, kind="integrity")
    past = past_of_plan(plan)

    assert all(row.is_silent for row in past.rows.values())
    assert past.quality.unjudged == 60


def test_what_was_recognised_finally_is_what_came_of_the_year(cast: Cast) -> None:
    """A year without a final evaluation keeps what the office reported."""
    put_world(cast.khulna)
    earlier = Plan.objects.get(office=cast.khulna, fiscal_year=2023, kind="integrity")
    report = PeriodReport.objects.create(plan=earlier, kind=ReportKind.YEAR, number=1)
    EvaluatedValue.objects.create(
        report=report,
        indicator=earlier.indicators.get(row="1.1.1"),
        value=D(25),
        reason="Counted again.",
        changed_by=cast.reviewer,
    )
    plan = store_plan(promised(), office=cast.khulna, kind="integrity")

    assert past_of_plan(plan).rows["1.1.1"].own[0].value == D(39)


def test_a_year_that_is_not_over_is_told_apart(cast: Cast) -> None:
    plan = store_plan(promised(2025), office=cast.khulna, kind="integrity")
    running = document(2024, 3)
    months = running.months[0].plus(-4)
    import_document(
        replace(
            running.with_indicators(lambda entry: replace(entry, achieved={months: D(7)})),
            months=(months,),
        ),
        office=cast.khulna,
        kind="integrity",
    )
    row = past_of_plan(plan).rows["1.1.1"]

    assert row.own == ()
    assert row.so_far is not None
    assert (row.so_far.year, row.so_far.until, row.so_far.value) == (2024, months, D(7))


@pytest.mark.parametrize("offices", [2, 12])
def test_queries_are_the_same_however_many_offices_and_rows(cast: Cast, offices: int) -> None:
    put_world(cast.khulna, offices=offices)
    plan = store_plan(promised(), office=cast.khulna, kind="integrity")
    plan = Plan.objects.select_related("office", "rule_set").get(pk=plan.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        past_of_plan(plan)

    assert len(asked) <= 12
