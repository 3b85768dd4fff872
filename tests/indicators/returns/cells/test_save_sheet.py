from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.returns.cells.services import ReturnLocked, save_return
from indicators.returns.models import Achievement, MonthlyReturn, Score, ScoreLine, State
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.scores.selectors import score_of
from indicators.returns.selectors.figures import figures_of
from indicators.returns.workflow import Lock
from numerals import NIL, Month
from plans.document.values import Reported
from plans.models import SectionRule
from plans.services import store_plan
from tests.cast import APRIL, JUNE, MARCH, MAY, Cast, agreement, change, known, over_newest
from tests.unguarded import unguarded

FIVE = Decimal(5)
QUERIES_OF_A_SAVE = 13
"""Queries, the transaction's own two among them."""


def assert_stored_scores_are_those_of_a_full_rescore(cast: Cast) -> None:
    figures = figures_of(cast.plan)
    rules = rules_of(cast.plan.rule_set)
    for month in figures.monthly_returns:
        stored = score_of(figures, month)
        anew = score_figures(figures, month=month, rules=rules)
        assert round(known(stored.weighted), 9) == round(known(anew.weighted), 9)
        for one, other in zip(stored.indicators, anew.indicators, strict=True):
            assert (one.key, one.achieved, one.problem) == (
                other.key,
                other.achieved,
                other.problem,
            )
            assert one.explanation == other.explanation
            for mine, theirs in ((one.raw, other.raw), (one.weighted, other.weighted)):
                assert (mine is None) == (theirs is None)
                assert round(mine or 0, 9) == round(theirs or 0, 9)


@pytest.mark.once
def test_real_agreement_scores_as_computed_by_hand(cast: Cast) -> None:
    score = Score.objects.get(plan=cast.plan, month=JUNE)

    assert f"{score.weighted:.2f} of {score.weight}, {score.normalised:.2f}" == (
        "19.44 of 102.00, 19.06"
    )
    assert score.stated_weight == 100
    assert (score.reported, score.indicators) == (32, 32)


def test_cells_are_written_with_their_scores(cast: Cast) -> None:
    before = Score.objects.get(plan=cast.plan, month=JUNE)

    saved = cast.save(r1_1_1=5, r2_5_2=46)

    written = {cast.indicator("1.1.1").pk, cast.indicator("2.5.2").pk}
    after = Score.objects.get(plan=cast.plan, month=JUNE)
    line = ScoreLine.objects.get(score=after, indicator__row="1.1.1")
    assert saved.written == written
    assert (cast.cell("1.1.1").value, cast.cell("1.1.1").changed_by) == (FIVE, cast.officer)
    assert (line.achieved, line.raw, line.weighted) == (FIVE, Decimal(100), Decimal(3))
    assert after.pk == before.pk
    assert known(after.weighted) > known(before.weighted)
    assert_stored_scores_are_those_of_a_full_rescore(cast)


@pytest.mark.once
def test_an_earlier_month_rescores_the_later_ones(cast: Cast) -> None:
    june = Score.objects.get(plan=cast.plan, month=JUNE).weighted
    april = Score.objects.get(plan=cast.plan, month=APRIL).weighted

    saved = cast.save(MAY, r1_1_1=5)

    assert list(saved.scores) == [MAY, JUNE]
    assert Score.objects.get(plan=cast.plan, month=APRIL).weighted == april
    assert known(Score.objects.get(plan=cast.plan, month=JUNE).weighted) > known(june)
    assert_stored_scores_are_those_of_a_full_rescore(cast)


@pytest.mark.once
def test_a_month_before_all_others_is_stored_and_rescores_them(cast: Cast) -> None:
    saved = cast.save(MARCH, r1_1_1=5)

    assert list(saved.scores) == [MARCH, APRIL, MAY, JUNE]
    assert ScoreLine.objects.filter(score__plan=cast.plan, score__month=MARCH).count() == 32
    assert_stored_scores_are_those_of_a_full_rescore(cast)


def test_the_first_save_makes_the_return(cast: Cast) -> None:
    saved = cast.save(MARCH, r1_1_1=5)

    monthly_return = cast.monthly_return(MARCH)
    assert (saved.monthly_return, monthly_return.version, monthly_return.state) == (
        monthly_return,
        1,
        State.OPEN,
    )
    assert Achievement.objects.filter(monthly_return=monthly_return).count() == 1


def test_nothing_typed_makes_no_return(cast: Cast) -> None:
    saved = cast.save(MARCH, r1_1_1=None, r2_5_2=None)

    assert not saved.written
    assert saved.monthly_return.version == 0
    assert not MonthlyReturn.objects.filter(plan=cast.plan, month=MARCH).exists()


def test_a_return_without_scores_gets_all_its_lines(cast: Cast) -> None:
    Score.objects.filter(plan=cast.plan, month=JUNE).delete()

    cast.save(MAY, r1_1_1=5)

    assert ScoreLine.objects.filter(score__plan=cast.plan, score__month=JUNE).count() == 32
    assert_stored_scores_are_those_of_a_full_rescore(cast)


@pytest.mark.once
def test_what_is_stored_already_is_not_written(cast: Cast) -> None:
    before = cast.cell("2.5.2")

    saved = cast.save(r2_5_2=Decimal("15.00"))

    assert not saved.written
    assert saved.monthly_return.version == 1
    assert cast.cell("2.5.2").changed_at == before.changed_at
    assert cast.monthly_return().version == 1


def test_the_same_submission_twenty_times_is_one_write(cast: Cast) -> None:
    cells = {cast.indicator("1.1.1").pk: change(5, base=1, remarks="মেলা")}

    saves = [save_return(cast.plan, JUNE, cells=cells, by=cast.officer) for _ in range(20)]

    assert [len(saved.written) for saved in saves] == [1] + [0] * 19
    assert not any(saved.conflicts for saved in saves)
    assert cast.monthly_return().version == 2
    assert cast.cell("1.1.1").version == 2


@pytest.mark.once
def test_a_stale_edit_is_a_conflict_with_both_values(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    cast.save(r1_1_1=5)

    saved = save_return(cast.plan, JUNE, cells={pk: change(7, base=1)}, by=cast.superior)

    (conflict,) = saved.conflicts
    assert (conflict.indicator, conflict.stored.figure) == (pk, FIVE)
    assert conflict.typed.figure == 7
    assert conflict.by == cast.officer
    assert (cast.cell("1.1.1").value, cast.monthly_return().version) == (FIVE, 2)


@pytest.mark.once
def test_other_cells_are_saved_beside_a_conflict(cast: Cast) -> None:
    stale, fresh = cast.indicator("1.1.1").pk, cast.indicator("2.5.2").pk
    cast.save(r1_1_1=5)

    saved = save_return(
        cast.plan,
        JUNE,
        cells={stale: change(7, base=1), fresh: change(16, base=1)},
        by=cast.superior,
    )

    assert saved.written == {fresh}
    assert [one.indicator for one in saved.conflicts] == [stale]
    assert cast.cell("2.5.2").value == 16


@pytest.mark.once
def test_a_conflict_is_settled_by_saving_over_the_newer_version(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    cast.save(r1_1_1=5)

    save_return(cast.plan, JUNE, cells={pk: change(7, base=2)}, by=cast.officer)

    assert cast.cell("1.1.1").value == 7


def test_many_conflicts_name_their_authors_in_one_query(cast: Cast) -> None:
    pks = list(cast.plan.indicators.values_list("pk", flat=True))
    newer = {pk: change(3, base=1, remarks="new") for pk in pks}
    save_return(cast.plan, JUNE, cells=newer, by=cast.officer)

    stale = {pk: change(4, base=1) for pk in pks}
    with CaptureQueriesContext(connection) as queries:
        saved = save_return(cast.plan, JUNE, cells=stale, by=cast.superior)

    authors = {conflict.by for conflict in saved.conflicts}
    assert (len(saved.conflicts), authors) == (32, {cast.officer})
    assert sum('FROM "offices_user"' in one["sql"] for one in queries) == 1


def test_a_cell_of_another_plan_is_refused_and_nothing_is_written(cast: Cast) -> None:
    own = cast.indicator("1.1.1").pk
    foreign = cast.sibling_plan.indicators.get(row="1.1.1").pk

    with pytest.raises(KeyError):
        save_return(
            cast.plan,
            MARCH,
            cells={own: change(5), foreign: change(5)},
            by=cast.officer,
        )

    assert not MonthlyReturn.objects.filter(month=MARCH).exists()


@pytest.mark.once
@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_a_return_that_is_not_with_the_office_is_locked(cast: Cast, state: State) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=state)

    with pytest.raises(ReturnLocked) as refused:
        cast.save(r1_1_1=5)

    assert refused.value.lock in (Lock.IN_REVIEW, Lock.ACCEPTED)
    assert cast.cell("1.1.1").value == 0
    assert cast.monthly_return().version == 1


@pytest.mark.once
def test_a_returned_return_is_written_to(cast: Cast) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.RETURNED)

    assert cast.save(r1_1_1=5).written


@pytest.mark.once
def test_what_cannot_be_scored_is_not_half_written(cast: Cast) -> None:
    with unguarded(SectionRule):
        SectionRule.objects.filter(rule_set=cast.plan.rule_set).update(mode="guessed")

    with pytest.raises(ValueError, match="guessed"):
        cast.save(r1_1_1=5)

    assert cast.cell("1.1.1").value == 0
    assert cast.monthly_return().version == 1


@pytest.mark.once
def test_none_blank_and_zero_are_three_things(cast: Cast) -> None:
    cast.save(r1_1_1=NIL, r2_5_2=None, r2_3_2=0)

    stored = {row: cast.cell(row) for row in ("1.1.1", "2.5.2", "2.3.2")}
    assert [(cell.value, cell.is_nil) for cell in stored.values()] == [
        (None, True),
        (None, False),
        (0, False),
    ]
    assert Score.objects.get(plan=cast.plan, month=JUNE).reported == 31
    assert_stored_scores_are_those_of_a_full_rescore(cast)


@pytest.mark.once
def test_remarks_alone_are_a_write(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    cells = {pk: change(0, base=1, remarks="মেলা পেছানো হয়েছে")}

    saved = save_return(cast.plan, JUNE, cells=cells, by=cast.officer)

    assert saved.written == {pk}
    assert cast.cell("1.1.1").remarks == "মেলা পেছানো হয়েছে"


@pytest.mark.once
def test_remarks_that_are_not_given_stay(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    cells = {pk: change(0, base=1, remarks="থাকুক")}
    save_return(cast.plan, JUNE, cells=cells, by=cast.officer)

    cast.save(r1_1_1=5)

    assert cast.cell("1.1.1").remarks == "থাকুক"


@pytest.mark.once
def test_printed_figures_are_kept_but_no_longer_speak_of_what_changed(cast: Cast) -> None:
    cast.save(r2_5_2=16)

    assert cast.cell("2.5.2").reported_cumulative == 60
    assert printed(cast)["2.5.2"] == Reported()
    assert printed(cast)["2.4.1"].cumulative == 87


def test_printed_figures_speak_again_once_a_figure_is_changed_back(cast: Cast) -> None:
    before = printed(cast)["2.5.2"]

    cast.save(r2_5_2=16)
    cast.save(APRIL, r2_5_2=5)
    cast.save(r2_5_2=15)
    assert printed(cast)["2.5.2"] == Reported()

    cast.save(APRIL, r2_5_2=0)
    assert printed(cast)["2.5.2"] == before
    assert before.cumulative == 60


@pytest.mark.once
def test_printed_figures_of_later_months_are_left_behind_too(cast: Cast) -> None:
    cast.save(APRIL, r2_5_2=1)

    assert printed(cast)["2.5.2"] == Reported()
    assert printed(cast)["2.4.1"].cumulative == 87


def printed(cast: Cast) -> dict[str, Reported]:
    document = figures_of(cast.plan).document(until=JUNE)
    return {entry.row: entry.reported for entry in document.indicators}


def queries_of_a_full_save(cast: Cast, month: Month, figure: int) -> int:
    pks = cast.plan.indicators.values_list("pk", flat=True)
    cells = over_newest(cast.plan, month, dict.fromkeys(pks, figure), remarks="নতুন")
    assert len(cells) == 32
    with CaptureQueriesContext(connection) as queries:
        save_return(cast.plan, month, cells=cells, by=cast.officer)
    return len(queries)


@pytest.mark.once
def test_a_whole_month_costs_few_queries(cast: Cast) -> None:
    assert queries_of_a_full_save(cast, JUNE, 3) == QUERIES_OF_A_SAVE
    assert queries_of_a_full_save(cast, APRIL, 3) == QUERIES_OF_A_SAVE


def test_the_first_month_of_a_plan_costs_no_more(cast: Cast) -> None:
    plan = store_plan(agreement(), office=cast.region, kind="apa")

    # There are no cells to ask for.
    begun = replace(cast, plan=plan)
    assert queries_of_a_full_save(begun, JUNE, 3) == QUERIES_OF_A_SAVE - 1
