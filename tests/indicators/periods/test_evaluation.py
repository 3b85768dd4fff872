"""The year's self-score stands beside the evaluated one, value by value with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.audit.proof import unexplained
from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.kept.data import whole_snapshot
from indicators.periods.models import EvaluatedValue
from indicators.periods.rescoring.services import rescore_plan
from indicators.periods.services import accept_report
from indicators.returns.models import State
from indicators.returns.scores.reckoning import evaluated_score
from indicators.returns.selectors.figures import figures_of
from ledger.models import Change
from numerals import NIL
from plans.handing_in.refusals import SamePerson, StepRefused
from tests.cast import Cast, client_of, known
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit

ADDRESS = "/plans/khulna/2023-24/apa/evaluation/"


@pytest.fixture
def year(cast: Cast) -> Cast:
    accept_months(cast)
    submit(cast, YEAR, remarks="নিজের মূল্যায়ন")
    return cast


def judge(cast: Cast, row: str, figure: object, reason: str = "প্রমাণক নেই") -> None:
    pk = cast.indicator(row).pk
    value = Decimal(figure) if isinstance(figure, int) else figure
    judgement = None if figure is None else Judgement(value, reason)  # type: ignore[arg-type]
    evaluate(report(cast, YEAR), judgements={pk: judgement}, by=cast.superior)


@pytest.mark.once
def test_evaluated_score_follows_the_rules_of_scoring(year: Cast) -> None:
    row = year.indicator("3.1.1")
    claimed = evaluated_score(figures_of(year.plan), {})
    lower = evaluated_score(figures_of(year.plan), {row.pk: Decimal(0)})
    best = evaluated_score(figures_of(year.plan), {row.pk: row.target_100})

    assert f"{claimed.weighted:.2f}" == "19.44"
    line = {one.key: one for one in lower.indicators}["3.1.1"]
    assert (line.achieved, line.weighted) == (Decimal(0), Decimal(0))
    assert known(lower.weighted) < known(claimed.weighted)
    assert {one.key: one for one in best.indicators}["3.1.1"].raw == 100


@pytest.mark.once
def test_other_rows_keep_the_offices_value(year: Cast) -> None:
    claimed = {one.key: one for one in evaluated_score(figures_of(year.plan), {}).indicators}
    changed = evaluated_score(figures_of(year.plan), {year.indicator("3.1.1").pk: NIL})

    assert all(
        one.weighted == claimed[one.key].weighted
        for one in changed.indicators
        if one.key != "3.1.1"
    )


@pytest.mark.once
def test_value_needs_a_reason_and_another_person(year: Cast) -> None:
    pk = year.indicator("3.1.1").pk

    with pytest.raises(ValueError, match="reason"):
        judge(year, "3.1.1", 5, reason="  ")
    with pytest.raises(SamePerson):
        evaluate(report(year, YEAR), judgements={pk: Judgement(Decimal(5), "x")}, by=year.officer)
    assert not EvaluatedValue.objects.exists()


def test_every_value_is_told_and_accounted_for(year: Cast) -> None:
    last = Change.objects.latest("pk").pk
    judge(year, "3.1.1", 5)
    judge(year, "3.1.1", 6, reason="আংশিক")
    judge(year, "3.1.1", None)

    told = Change.objects.filter(pk__gt=last, field="evaluated").order_by("pk")
    assert list(told.values_list("row", "before", "after")) == [
        ("3.1.1", None, "5"),
        ("3.1.1", "5", "6"),
        ("3.1.1", "6", None),
    ]
    judge(year, "2.5.2", NIL)
    assert list(unexplained(year.plan)) == []
    EvaluatedValue.objects.update(reason="অন্য")
    assert [one.field for one in unexplained(year.plan)] == ["evaluation_reason"]


@pytest.mark.once
def test_final_evaluation_keeps_what_was_evaluated(year: Cast) -> None:
    judge(year, "3.1.1", 0)

    step = accept_report(report(year, YEAR), by=year.superior)

    kept = whole_snapshot(step.reported)
    assert {one.key: one.weighted for one in kept.score.indicators}["3.1.1"] == 0
    assert known(kept.score.weighted) < Decimal("19.44")
    with pytest.raises(StepRefused):
        judge(year, "3.1.1", 5)


@pytest.mark.once
def test_final_totals_are_those_that_were_kept(year: Cast) -> None:
    judge(year, "3.1.1", 0)
    accept_report(report(year, YEAR), by=year.superior)
    row = year.indicator("1.10.1")
    row.weight = Decimal(9)
    row.save()
    rescore_plan(year.plan)

    page = client_of(year.officer).get(ADDRESS)

    assert f"{page.context['page'].now.weighted:.2f}" != "19.44"
    assert f"{page.context['page'].self_total:.2f}" == "19.44"
    assert f"{page.context['page'].evaluated_total:.2f}" == "9.44"
    assert "Reported then, computed now" in page.text


@pytest.mark.once
def test_evaluator_fills_in_differing_rows_alone(year: Cast) -> None:
    pk, other = year.indicator("3.1.1").pk, year.indicator("2.5.2").pk
    superior = client_of(year.superior)
    form = {f"value-{pk}": "০", f"reason-{pk}": "প্রমাণক নেই", f"value-{other}": ""}

    answer = superior.post(ADDRESS, {"version": "2", "evaluate": "1", **form}, follow=True)

    assert "evaluation is saved" in answer.text
    value = EvaluatedValue.objects.get()
    assert (value.indicator_id, value.figure, value.reason) == (pk, Decimal(0), "প্রমাণক নেই")
    assert "19.44" in answer.text
    assert "প্রমাণক নেই" not in client_of(year.officer).get(ADDRESS).text

    superior.post(ADDRESS, {"version": "3", "accept": "1", **form})

    assert report(year, YEAR).state == State.ACCEPTED
    assert "প্রমাণক নেই" in client_of(year.officer).get(ADDRESS).text


@pytest.mark.once
@pytest.mark.parametrize(
    ("value", "reason", "sentence"),
    [
        ("5", "", "needs a reason"),
        ("", "কারণ", "a reason but no value"),
        ("পাঁচ", "কারণ", "পাঁচ"),
    ],
)
def test_what_cannot_be_taken_is_kept_beside_its_sentence(
    year: Cast, value: str, reason: str, sentence: str
) -> None:
    pk, good = year.indicator("3.1.1").pk, year.indicator("2.5.2").pk
    form = {f"value-{pk}": value, f"reason-{pk}": reason}
    form |= {f"value-{good}": "44", f"reason-{good}": "গণনা"}

    answer = client_of(year.superior).post(ADDRESS, {"version": "2", "evaluate": "1", **form})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "গণনা" in answer.text
    assert not EvaluatedValue.objects.exists()


@pytest.mark.once
def test_day_outside_the_year_is_asked_back_from_the_evaluator_too(cast: Cast) -> None:
    row, year = cast.indicator("3.1.1"), cast
    row.method, row.target_100 = "date", date(2024, 6, 15)
    row.save()
    accept_months(cast)
    submit(cast, YEAR)
    form = {f"value-{row.pk}": "1-1-1999", f"reason-{row.pk}": "প্রমাণক"}

    answer = client_of(year.superior).post(ADDRESS, {"version": "2", "evaluate": "1", **form})

    assert answer.status_code == 422
    assert "1 January 1999 is outside this period. Enter a date from 1 July 2023" in answer.text
    assert not EvaluatedValue.objects.exists()


@pytest.mark.once
def test_what_a_slashed_date_was_read_as_stands_beside_the_evaluators_field(cast: Cast) -> None:
    row, other = cast.indicator("3.1.1"), cast.indicator("2.5.2")
    row.method, row.target_100 = "date", date(2024, 6, 15)
    row.save()
    accept_months(cast)
    submit(cast, YEAR)
    superior = client_of(cast.superior)
    form = {f"value-{row.pk}": "5/6/2024", f"reason-{row.pk}": "প্রমাণক", "evaluate": "1"}

    refused = superior.post(ADDRESS, {"version": "1", **form, f"value-{other.pk}": "x"})
    saved = superior.post(ADDRESS, {"version": "1", **form}, follow=True)

    for page in (refused, saved):
        assert f'id="read-{row.pk}">5 June 2024</span>' in page.text


@pytest.mark.once
def test_strangers_and_the_office_do_not_evaluate(year: Cast) -> None:
    for who in (year.officer, year.sibling, year.other_region, year.administrator):
        for action in ("evaluate", "accept"):
            form = {"version": "2", action: "1"}
            assert client_of(who).post(ADDRESS, form).status_code == 404


def test_stale_evaluation_is_refused(year: Cast) -> None:
    pk = year.indicator("3.1.1").pk
    form = {"version": "1", "evaluate": "1", f"value-{pk}": "5", f"reason-{pk}": "x"}

    answer = client_of(year.superior).post(ADDRESS, form, follow=True)

    assert "Nothing was done" in answer.text
    assert not EvaluatedValue.objects.exists()


def test_page_costs_the_same_however_many_values(
    year: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    judge(year, "3.1.1", 5)
    superior = client_of(year.superior)
    superior.get(ADDRESS)
    with django_assert_num_queries(11):
        superior.get(ADDRESS)
    for row in ("2.5.2", "1.1.1", "1.3.1"):
        judge(year, row, 1)
    with django_assert_num_queries(11):
        superior.get(ADDRESS)
