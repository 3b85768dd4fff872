"""What a report keeps is all of it; whoever alters it past the services is found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from indicators.audit.proof import unexplained
from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.kept.data import snapshot_data, whole_snapshot
from indicators.periods.kept.figures import read_snapshot
from indicators.periods.models import EvaluatedValue, FinalScore, PeriodStep
from indicators.periods.moves import OtherClaims
from indicators.periods.services import accept_report, return_report
from indicators.returns.selectors.figures import figures_of
from indicators.returns.steps import accept_return, reopen_return, submit_return
from numerals import NIL
from tests.cast import JUNE, Cast, client_of
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit
from tests.indicators.periods.test_services import tomorrow
from tests.unguarded import unguarded

EVALUATION = "/plans/khulna/2023-24/apa/evaluation/"


@pytest.fixture
def year(cast: Cast) -> Cast:
    accept_months(cast)
    submit(cast, YEAR)
    return cast


def judge(cast: Cast, row: str = "3.1.1", figure: Any = 0, *, again: bool = False) -> None:
    value = Decimal(figure) if isinstance(figure, int) else figure
    judgements = {cast.indicator(row).pk: Judgement(value, "প্রমাণক নেই", is_confirmed=again)}
    evaluate(report(cast, YEAR), judgements=judgements, by=cast.superior)


def hand_in_another_claim(cast: Cast) -> None:
    """The year goes back, June is corrected, and both are handed in again."""
    return_report(report(cast, YEAR), reason="জুন দেখুন", by=cast.superior)
    return_report(report(cast), reason="জুন দেখুন", by=cast.superior)
    reopen_return(cast.monthly_return(JUNE), reason="ভুল", until=tomorrow(), by=cast.superior)
    cast.save(JUNE, r3_1_1=3)
    submit_return(cast.monthly_return(JUNE), by=cast.officer, blanks_confirmed=True)
    accept_return(cast.monthly_return(JUNE), by=cast.superior)
    submit(cast)
    submit(cast, YEAR)


@pytest.mark.once
def test_snapshot_reads_back_as_it_was_written(year: Cast) -> None:
    judge(year, "2.3.2", NIL)
    data = accept_report(report(year, YEAR), by=year.superior).reported

    assert snapshot_data(whole_snapshot(data)) == data
    document = whole_snapshot(data).document
    live = figures_of(year.plan).document(until=JUNE)
    assert [one.targets for one in document.indicators] == [one.targets for one in live.indicators]
    assert [one.title for one in document.indicators] == [one.title for one in live.indicators]


def _rewrite(step: PeriodStep) -> None:
    with unguarded(PeriodStep):
        step.save()


def _alter_kept_score(step: PeriodStep) -> None:
    step.reported["weighted"] = "99"
    _rewrite(step)


def _alter_kept_target(step: PeriodStep) -> None:
    step.reported["objectives"][0]["activities"][0]["indicators"][0]["targets"][0] = "1"
    _rewrite(step)


def _alter_reason(step: PeriodStep) -> None:
    step.reason = "অন্য"
    _rewrite(step)


def _alter_person(step: PeriodStep) -> None:
    step.by_id = step.report.decided_by_id or 0
    _rewrite(step)


def _remove(step: PeriodStep) -> None:
    _remove_final(step)
    with unguarded(PeriodStep):
        step.delete()


def _alter_final(_step: PeriodStep) -> None:
    with unguarded(FinalScore):
        FinalScore.objects.update(weighted=99)


def _alter_final_weight(_step: PeriodStep) -> None:
    with unguarded(FinalScore):
        FinalScore.objects.update(weight=1)


def _alter_final_share(_step: PeriodStep) -> None:
    with unguarded(FinalScore):
        FinalScore.objects.update(normalised=99)


def _remove_final(_step: PeriodStep) -> None:
    with unguarded(FinalScore):
        FinalScore.objects.all().delete()


@pytest.mark.parametrize(
    "alter",
    [
        _alter_kept_score,
        _alter_kept_target,
        _alter_reason,
        _alter_person,
        _remove,
        _alter_final,
        _alter_final_weight,
        _alter_final_share,
        _remove_final,
    ],
)
def test_what_was_altered_past_the_services_is_found(
    year: Cast, alter: Callable[[PeriodStep], None]
) -> None:
    accept_report(report(year, YEAR), by=year.superior)
    assert list(unexplained(year.plan)) == []

    alter(PeriodStep.objects.filter(report__kind="year").order_by("pk")[0])

    assert {one.row for one in unexplained(year.plan)} == {"year"}


def test_value_given_for_another_claim_is_asked_again(year: Cast) -> None:
    judge(year)
    assert EvaluatedValue.objects.get().claimed == "1"
    hand_in_another_claim(year)

    with pytest.raises(OtherClaims) as refused:
        accept_report(report(year, YEAR), by=year.superior)
    assert refused.value.rows == ["3.1.1"]
    judge(year)
    with pytest.raises(OtherClaims):
        accept_report(report(year, YEAR), by=year.superior)
    judge(year, again=True)

    assert accept_report(report(year, YEAR), by=year.superior)
    assert list(unexplained(year.plan)) == []


def test_page_marks_it_and_takes_the_answer(year: Cast) -> None:
    judge(year)
    hand_in_another_claim(year)
    superior, pk = client_of(year.superior), year.indicator("3.1.1").pk
    form = {f"value-{pk}": "0", f"reason-{pk}": "প্রমাণক নেই", "accept": "1"}

    page = superior.get(EVALUATION).text
    refused = superior.post(EVALUATION, form, follow=True).text
    done = superior.post(EVALUATION, {**form, f"again-{pk}": "1"}, follow=True).text

    assert f'name="again-{pk}"' in page
    assert "Given when the office claimed" in page
    assert "not final yet" in refused
    assert "The evaluation is final" in done


def test_report_that_was_kept_before_is_read_with_what_it_has(year: Cast) -> None:
    step = PeriodStep.objects.get(report__kind="year")
    lines = {
        one["row"]: {key: one[key] for key in ("figures", "achieved", "raw", "weighted")}
        for objective in step.reported["objectives"]
        for activity in objective["activities"]
        for one in activity["indicators"]
    }
    lines["3.1.1"]["weighted"] = "7"
    older = {
        "rules": "2023-24/apa/1",
        "weighted": "16.44",
        "weight": "102",
        "normalised": "16.12",
        "lines": lines,
    }
    step.reported = older
    _rewrite(step)

    kept = read_snapshot(older, figures=figures_of(year.plan))
    page = client_of(year.officer).get(EVALUATION)

    assert not kept.is_whole
    assert {one.key: one.weighted for one in kept.score.indicators}["3.1.1"] == 7
    assert f"{page.context['page'].self_total:.2f}" == "16.44"
    assert "stored by an earlier version" in page.text
