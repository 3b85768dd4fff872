from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.scale import Scale, scale_of
from indicators.scoring.values import Case, Direction, Reason
from plans.document.methods import Method
from plans.document.values import TierTargets
from tests.indicators.scoring.examples import (
    JUNE,
    NO_CUT_OFF,
    STEP,
    indicator,
    score,
    targets,
)


@pytest.mark.parametrize(
    ("tiers", "direction"),
    [
        ("5 4 3 2 1", Direction.HIGHER),
        ("1 2 3 4 5", Direction.LOWER),
        ("7 - - - -", Direction.HIGHER),
        ("7 7 7 - -", Direction.HIGHER),
        ("2020-07-30 2020-08-04 - - -", Direction.EARLIER),
        ("2020-07-30 - - - -", Direction.EARLIER),
    ],
)
def test_direction_follows_from_the_targets(tiers: str, direction: Direction) -> None:
    scale = scale_of(targets(tiers))
    assert isinstance(scale, Scale)
    assert scale.direction is direction


@pytest.mark.parametrize(
    ("tiers", "reason"),
    [
        ("- - - - -", Reason.NO_TARGETS),
        ("5 4 2 3 1", Reason.TIER_ORDER),
        ("1 2 4 3 5", Reason.TIER_ORDER),
        ("5 4 - 4.5 -", Reason.TIER_ORDER),
        ("5 6 5 - -", Reason.TIER_ORDER),
        ("2020-12-19 2020-12-24 2020-11-30 2021-01-05 2021-01-10", Reason.TIER_ORDER),
        ("2020-08-04 2020-07-30 - - -", Reason.TIER_ORDER),
        ("5 2020-08-04 - - -", Reason.WRONG_KIND),
    ],
)
def test_targets_that_make_no_scale_say_why(tiers: str, reason: Reason) -> None:
    assert scale_of(targets(tiers)) is reason


@pytest.mark.parametrize(
    ("tiers", "achieved", "raw", "case"),
    [
        ("170 150 130 110 90", "170", 100, Case.AT_TOP),
        ("170 150 130 110 90", "1000", 100, Case.AT_TOP),
        ("170 150 130 110 90", "140", 85, Case.BETWEEN),
        ("170 150 130 110 90", "90", 60, Case.AT_TIER),
        ("170 150 130 110 90", "89.9999", 0, Case.BELOW_LAST),
        ("170 150 130 110 90", "0", 0, Case.BELOW_LAST),
        ("4 3 2 1 1", "1", 70, Case.AT_TIER),
        ("4 4 4 4 4", "4", 100, Case.AT_TOP),
        ("10 - - - 5", "8", 84, Case.BETWEEN),
        ("- 10 - 5 -", "20", 90, Case.AT_TIER),
        ("- 10 - 5 -", "7.5", 80, Case.BETWEEN),
        ("0 1 2 - -", "0", 100, Case.AT_TOP),
        ("0 1 2 - -", "1.5", 85, Case.BETWEEN),
        ("0 1 2 - -", "3", 0, Case.BELOW_LAST),
    ],
)
def test_tiers_give_the_raw_score(tiers: str, achieved: str, raw: int, case: Case) -> None:
    result = score(indicator(tiers, achieved))
    assert (result.raw, result.explanation.case) == (Decimal(raw), case)


def test_step_gives_the_lower_tier_between_two() -> None:
    assert score(indicator("170 150 130 110 90", "149", weight="10"), rules=STEP).weighted == 8


def test_days_count_across_the_end_of_a_year() -> None:
    tiers = "2020-12-27 2021-01-06 - - -"
    result = score(indicator(tiers, "2021-01-01", method=Method.DATE))
    assert result.raw == 95


def test_explanation_names_the_neighbouring_tiers() -> None:
    explanation = score(indicator("170 150 130 110 90", "140")).explanation
    assert (explanation.lower, explanation.upper) == ((80, Decimal(130)), (90, Decimal(150)))


def test_explanation_below_the_last_tier_names_it() -> None:
    explanation = score(indicator("8 7 - - -", "6")).explanation
    assert (explanation.lower, explanation.upper) == (None, (90, Decimal(7)))


@pytest.mark.parametrize(
    ("tiers", "achieved"), [("5 4 3 2 1", "2024-06-30"), ("2024-06-30 - - - -", "5")]
)
def test_figure_of_the_wrong_kind_is_not_scored(tiers: str, achieved: str) -> None:
    method = Method.CUMULATIVE
    assert score(indicator(tiers, achieved, method=method)).problem is Reason.WRONG_KIND


def test_mixed_figures_are_not_scored() -> None:
    one = indicator("5 4 3 2 1", {JUNE: Decimal(1), JUNE.previous: date(2024, 5, 1)})
    assert score(one).problem is Reason.WRONG_KIND


def test_no_targets_at_all_is_not_a_scale() -> None:
    assert scale_of(TierTargets()) is Reason.NO_TARGETS


@pytest.mark.parametrize(
    ("tiers", "achieved", "raw"),
    [
        ("3 2 1 - -", "0.5", "40"),
        ("3 2 0.5 - -", "0.25", "40"),
        ("4 2 0 - -", "-1", "0"),
        ("300 320 340 - -", "400", "0"),
        ("-3 -2 -1 - -", "4", "0"),
    ],
)
def test_without_a_cut_off_the_last_tier_runs_down_to_zero_if_there_is_one(
    tiers: str, achieved: str, raw: str
) -> None:
    assert score(indicator(tiers, achieved), rules=NO_CUT_OFF).raw == Decimal(raw)
