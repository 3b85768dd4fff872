from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.composite import score_plan
from indicators.scoring.values import Basis, Case, ObjectiveInput, PlanInput, Reason, Rules
from numerals import NIL, Figure, Month
from plans.document.methods import Method
from tests.indicators.scoring.examples import APRIL, JUNE, LINEAR, MAY, indicator, plan, score

HUNDRED = "100 90 80 70 60"


def test_weighted_score_is_weight_times_raw_score() -> None:
    assert score(indicator("900 850 800 745 430", "850", weight="2")).weighted == Decimal("1.8")


def test_plan_adds_up_its_objectives() -> None:
    first = ObjectiveInput("1", "strategic", Decimal(3), (indicator(HUNDRED, "90", weight="3"),))
    second = ObjectiveInput("2", "governance", Decimal(7), (indicator("4", "1", weight="7"),))
    scores = score_plan(PlanInput((first, second)), rules=LINEAR)
    assert [one.weighted for one in scores.objectives] == [Decimal("2.7"), Decimal("1.75")]
    assert (scores.weighted, scores.weight) == (Decimal("4.45"), Decimal(10))
    assert scores.normalised == Decimal("44.5")
    assert [one.key for one in scores.indicators] == ["1.1.1", "1.1.1"]
    assert [(one.section, one.weighted, one.weight) for one in scores.sections] == [
        ("strategic", Decimal("2.7"), Decimal(3)),
        ("governance", Decimal("1.75"), Decimal(7)),
    ]


def test_nothing_reported_is_no_score_and_not_zero() -> None:
    silent = ObjectiveInput("1", "strategic", Decimal(6), (indicator(HUNDRED, "", weight="6"),))
    wrong = indicator("5 4 2 3 1", "2", weight="4")
    other = ObjectiveInput("2", "governance", Decimal(4), (wrong,))

    scores = score_plan(PlanInput((silent, other)), rules=LINEAR)

    assert (scores.weighted, scores.normalised, scores.weight) == (None, None, Decimal(10))
    assert [(one.weighted, one.normalised) for one in scores.objectives] == [(None, None)] * 2
    assert [(one.weighted, one.normalised) for one in scores.sections] == [(None, None)] * 2


def test_reported_nought_is_zero() -> None:
    scores = score_plan(plan(indicator(HUNDRED, "0", weight="6")), rules=LINEAR)

    assert (scores.weighted, scores.normalised) == (Decimal(0), Decimal(0))


def test_part_that_is_reported_makes_the_score_and_the_silent_objective_has_none() -> None:
    silent = ObjectiveInput("1", "strategic", Decimal(6), (indicator(HUNDRED, "", weight="6"),))
    said = ObjectiveInput("2", "strategic", Decimal(4), (indicator(HUNDRED, "90", weight="4"),))

    scores = score_plan(PlanInput((silent, said)), rules=LINEAR)

    assert [one.weighted for one in scores.objectives] == [None, Decimal("3.6")]
    assert (scores.weighted, scores.weight) == (Decimal("3.6"), Decimal(10))


def test_indicator_without_a_score_counts_in_the_weight_and_adds_nothing() -> None:
    scores = score_plan(
        plan(indicator(HUNDRED, "", weight="6"), indicator(HUNDRED, "100", weight="4")),
        rules=LINEAR,
    )
    assert (scores.weighted, scores.weight) == (Decimal(4), Decimal(10))
    assert scores.normalised == 40


def test_weights_that_disagree_are_said() -> None:
    scores = score_plan(plan(indicator(HUNDRED, "90", weight="18"), weight="23"), rules=LINEAR)
    assert (scores.weight, scores.stated_weight) == (Decimal(18), Decimal(23))
    assert scores.weights_disagree(Decimal(23))
    assert scores.objectives[0].weights_disagree


@pytest.mark.parametrize(
    ("whole", "disagree"), [(Decimal(25), False), (Decimal(100), True), (None, False)]
)
def test_weights_are_compared_with_what_the_rules_prescribe(
    whole: Decimal | None, disagree: bool
) -> None:
    scores = score_plan(plan(indicator(HUNDRED, "90", weight="25"), weight="25"), rules=LINEAR)
    assert scores.weights_disagree(whole) is disagree


def test_plan_without_weight_has_no_normalised_composite() -> None:
    assert score_plan(PlanInput(()), rules=LINEAR).normalised is None


def test_score_names_its_rules_and_basis() -> None:
    scores = score_plan(plan(), rules=Rules(version="2023-24/apa/1"), basis=Basis.REPORTED)
    assert (scores.rules, scores.basis) == ("2023-24/apa/1", Basis.REPORTED)


@pytest.mark.parametrize(
    ("method", "achieved"), [(Method.SUM, 270), (Method.AVERAGE, 90), (Method.CUMULATIVE, 100)]
)
def test_method_makes_the_achievement_to_date(method: Method, achieved: int) -> None:
    months = {JUNE: Decimal(100), APRIL: Decimal(75), MAY: Decimal(95)}
    assert score(indicator(HUNDRED, months, method=method)).achieved == achieved


def test_only_the_given_months_count() -> None:
    months = {APRIL: Decimal(75), MAY: Decimal(95), JUNE: Decimal(100)}
    one = indicator(HUNDRED, months, method=Method.AVERAGE)
    scores = score_plan(plan(one), rules=LINEAR, months={APRIL, MAY})
    assert scores.indicators[0].achieved == 85


def test_rate_is_another_thing_than_the_raw_score() -> None:
    result = score(indicator("170 150 130 110 90", "72"))
    assert result.rate is not None
    assert round(result.rate) == 42
    assert result.raw == 0


def test_date_has_no_rate() -> None:
    assert score(indicator("2024-06-30 - - - -", "2024-06-01", method=Method.DATE)).rate is None


@pytest.mark.parametrize(
    "figures", [{}, {MAY: None, JUNE: None}, {MAY: NIL}, {MAY: NIL, JUNE: None}]
)
def test_missing_figures_are_not_reported_and_not_zero(figures: dict[Month, Figure]) -> None:
    result = score(indicator(HUNDRED, figures))
    assert (result.problem, result.raw, result.rate) == (Reason.NOT_REPORTED, None, None)
    assert result.explanation.case is Case.UNSCORED


def test_zero_is_a_figure() -> None:
    assert score(indicator(HUNDRED, "0")).raw == 0


def test_figures_without_a_method_are_not_scored() -> None:
    assert score(indicator(HUNDRED, "90", method=None)).problem is Reason.NO_METHOD


def test_missing_method_is_no_obstacle_before_the_first_figure() -> None:
    assert score(indicator(HUNDRED, "", method=None)).problem is Reason.NOT_REPORTED


def test_targets_that_are_dates_leave_one_method() -> None:
    assert score(indicator("2024-06-30 - - - -", "2024-06-01", method=None)).raw == 100


def test_missing_weight_is_a_reason() -> None:
    result = score(indicator(HUNDRED, "90", weight=None))
    assert (result.problem, result.achieved) == (Reason.NO_WEIGHT, Decimal(90))
    assert result.raw is None


def test_what_is_wrong_in_the_plan_is_named_before_any_month() -> None:
    assert score(indicator("5 4 2 3 1", "")).problem is Reason.TIER_ORDER


def test_figure_stays_in_view_where_the_plan_is_wrong() -> None:
    result = score(indicator("5 4 2 3 1", "2"))
    assert (result.achieved, result.rate) == (Decimal(2), Decimal(40))


def test_reported_basis_scores_the_printed_figure() -> None:
    one = indicator("900 850 800 745 430", "59", reported="850")
    assert score(one, basis=Basis.REPORTED).raw == 90
    assert score(one).raw == 0


def test_reported_basis_falls_back_to_the_months() -> None:
    assert score(indicator(HUNDRED, "90"), basis=Basis.REPORTED).raw == 90


def test_reported_basis_needs_no_method() -> None:
    one = indicator(HUNDRED, "1", method=None, reported="90")
    assert score(one, basis=Basis.REPORTED).raw == 90


def test_printed_figure_of_the_wrong_kind_is_not_scored() -> None:
    one = indicator(HUNDRED, "90", reported=date(2024, 6, 1).isoformat())
    assert score(one, basis=Basis.REPORTED).problem is Reason.WRONG_KIND
