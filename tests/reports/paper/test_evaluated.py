"""The evaluation form of a year whose evaluation is final: both achievements, both scores."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import normalize

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.services import accept_report
from plans.models import Plan
from reports.paper import CumulativeBasis, PaperForm, PaperRequest
from reports.paper.heading import heading_of
from reports.paper.table import PaperTotal, table_of
from reports.selectors.paper import paper_of_plan
from tests.cast import JUNE, MAY, Cast
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit
from tests.reports.paper.reading import grid, printed_pages

pytestmark = pytest.mark.once

KEYS = ["raw", "weighted", "evaluated_achieved", "evaluated", "remarks"]


def evaluation(cast: Cast, **asked: object) -> PaperRequest:
    wanted = {"month": JUNE, "cumulative": CumulativeBasis.YEAR, "language": "en", **asked}
    return paper_of_plan(
        Plan.objects.get(pk=cast.plan.pk),
        form=PaperForm.EVALUATION,
        **wanted,  # type: ignore[arg-type]
    )


@pytest.fixture
def evaluated(cast: Cast) -> Cast:
    """Khulna's year, in which the evaluator recognises 0 of 1.3.1."""
    accept_months(cast)
    submit(cast, YEAR)
    row = cast.plan.indicators.get(row="1.3.1")
    judgements = {row.pk: Judgement(Decimal(0), "প্রমাণক নেই")}
    evaluate(report(cast, YEAR), judgements=judgements, by=cast.superior)
    return cast


def test_final_evaluation_prints_what_is_recognised_beside_the_self_score(evaluated: Cast) -> None:
    accept_report(report(evaluated, YEAR), by=evaluated.superior)

    request = evaluation(evaluated)
    table = table_of(request)
    rows = {row["indicator"]: row for row in grid(request) if row["indicator"].startswith("[1.")}
    [judged] = [row for title, row in rows.items() if title.startswith("[1.3.1]")]
    [kept] = [row for title, row in rows.items() if title.startswith("[1.10.1]")]

    assert [column.key for column in table.columns][-5:] == KEYS
    assert (judged["weighted"], judged["evaluated_achieved"]) == ("0.70", "0")
    assert judged["evaluated"] == "0.00"
    assert (kept["weighted"], kept["evaluated"]) == ("2.00", "2.00")
    assert kept["cumulative"] == kept["evaluated_achieved"]


def test_totals_and_heading_state_both_composites(evaluated: Cast) -> None:
    accept_report(report(evaluated, YEAR), by=evaluated.superior)
    request = evaluation(evaluated)

    totals = [
        {cell.key: cell.text for cell in entry.cells}
        for entry in table_of(request).entries
        if isinstance(entry, PaperTotal)
    ]
    result = heading_of(request).result

    assert (totals[0]["weighted"], totals[0]["evaluated"]) == ("2.70", "2.00")
    assert (totals[-1]["weighted"], totals[-1]["evaluated"]) == ("19.44", "18.74")
    assert result
    assert result.label == "Composite self-score"
    assert result.evaluated.startswith("18.74 / 102")


def test_it_prints_with_a_numbers_row_of_22(evaluated: Cast) -> None:
    accept_report(report(evaluated, YEAR), by=evaluated.superior)

    first = printed_pages(evaluation(evaluated, language="bn"))[0]

    assert normalize("NFC", "মূল্যায়িত কম্পোজিট স্কোর ১৮.৭৪ / ১০২") in first
    assert "২২" in first


def test_nothing_is_told_before_it_is_final_or_of_another_month(evaluated: Cast) -> None:
    assert evaluation(evaluated).evaluated is None
    accept_report(report(evaluated, YEAR), by=evaluated.superior)

    assert evaluation(evaluated, month=MAY).evaluated is None
    assert evaluation(evaluated, cumulative=CumulativeBasis.SHOWN).evaluated is None


def test_final_evaluation_takes_a_fixed_number_of_queries(
    evaluated: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    accept_report(report(evaluated, YEAR), by=evaluated.superior)

    with django_assert_max_num_queries(12):
        evaluation(evaluated)
