from decimal import Decimal, localcontext

import pytest

from indicators.scoring.composite import score_plan
from indicators.scoring.precision import rounded
from indicators.scoring.values import PlanInput
from plans.document.methods import Method
from tests.indicators.scoring.examples import APRIL, JUNE, LINEAR, MAY, indicator, plan, score


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("19.435", 2, "19.44"),
        ("-0.005", 2, "-0.01"),
        ("41.5", 0, "42"),
        ("7", 2, "7.00"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)
def test_rounded_goes_half_up(value: str, places: int, shown: str) -> None:
    assert str(rounded(Decimal(value), places)) == shown


def test_exact_sum_reaches_its_tier() -> None:
    months = {APRIL: Decimal("37.8"), MAY: Decimal("37.8"), JUNE: Decimal("37.8")}
    assert score(indicator("200 180 160 140 113.4", months)).raw == 60


def test_unending_quotient_still_rounds_as_the_fraction_would() -> None:
    months = {APRIL: Decimal(500), MAY: Decimal(500), JUNE: Decimal(501)}
    result = score(indicator("502 500 - - -", months, method=Method.AVERAGE, weight="0.3"))
    assert result.weighted == Decimal("0.275")


def test_thirds_of_several_indicators_add_up_exactly() -> None:
    months = {APRIL: Decimal(90), MAY: Decimal(90), JUNE: Decimal(91)}
    sixth = indicator("92 90 80 70 60", months, method=Method.AVERAGE, weight="0.11")
    scores = score_plan(plan(sixth, sixth, sixth), rules=LINEAR)
    assert scores.weighted == scores.objectives[0].weighted == Decimal("0.3025")


def test_thirds_of_several_objectives_add_up_exactly() -> None:
    months = {APRIL: Decimal(90), MAY: Decimal(90), JUNE: Decimal(91)}
    sixth = plan(indicator("92 90 80 70 60", months, method=Method.AVERAGE, weight="0.11"))
    scores = score_plan(PlanInput(sixth.objectives * 3), rules=LINEAR)
    assert scores.weighted == scores.sections[0].weighted == Decimal("0.3025")


def test_score_does_not_depend_on_the_callers_context() -> None:
    one = indicator("900 850 800 745 430", "600", weight="2")
    with localcontext(prec=5):
        narrow = score(one)
    assert narrow == score(one)
