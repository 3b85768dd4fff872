from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.returns.importing import import_document
from indicators.returns.models import Achievement, MonthlyReturn, Score
from plans.document.defaults import Kind
from plans.models import Plan
from plans.services import DoesNotFit, PlanExists
from tests.cast import APRIL, JUNE, Cast, agreement


def test_figures_are_stored_with_what_the_office_printed(cast: Cast) -> None:
    cell = cast.cell("2.5.2")

    assert (cell.value, cell.reported_cumulative, cell.reported_rate) == (
        Decimal(15),
        Decimal(60),
        Decimal(7),
    )
    assert cast.cell("2.5.2", APRIL).reported_cumulative is None
    assert cell.changed_by is None


def test_importer_is_named(cast: Cast) -> None:
    import_document(agreement(), office=cast.region, kind=Kind.APA, by=cast.administrator)

    authors = Achievement.objects.filter(monthly_return__plan__office=cast.region)
    assert set(authors.values_list("changed_by", flat=True)) == {cast.administrator.pk}


@pytest.mark.parametrize("change", ["exists", "too long"])
def test_refused_document_leaves_nothing(cast: Cast, change: str) -> None:
    before = [model.objects.count() for model in (Plan, MonthlyReturn, Achievement, Score)]
    document, office = agreement(), cast.khulna
    if change == "too long":
        office = cast.region
        document = document.with_indicators(lambda entry: replace(entry, unit="ক" * 61))

    with pytest.raises((PlanExists, DoesNotFit)):
        import_document(document, office=office, kind=Kind.APA)

    assert [model.objects.count() for model in (Plan, MonthlyReturn, Achievement, Score)] == before


def test_every_month_is_scored(cast: Cast) -> None:
    scores = Score.objects.filter(plan=cast.plan).order_by("month")

    assert [str(score.month) for score in scores] == ["2024-04", "2024-05", "2024-06"]
    assert f"{scores[2].weighted:.2f}" == "19.44"
    assert [score.lines.count() for score in scores] == [32, 32, 32]
    assert cast.monthly_return(JUNE).version == 1
