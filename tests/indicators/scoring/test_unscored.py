"""A row without a score still tells what was achieved, and which way is better."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.values import Direction, IndicatorInput, Reason
from numerals import Value
from plans.document.defaults import Mode
from plans.document.methods import Method
from tests.indicators.scoring.examples import APRIL, JUNE, MAY, indicator, score

LADDER = "5 4 3 2 1"
DAY = "2023-12-31 - - - -"


@pytest.mark.parametrize(
    ("given", "problem", "achieved", "direction"),
    [
        (indicator(LADDER, "4", weight=None), Reason.NO_WEIGHT, Decimal(4), Direction.HIGHER),
        (
            indicator(DAY, "2024-01-05", method=Method.DATE, mode=Mode.DEDUCTION),
            Reason.NO_DEDUCTION,
            date(2024, 1, 5),
            Direction.EARLIER,
        ),
        (
            indicator("8 - - - -", "6", mode=Mode.DEADLINE),
            Reason.NO_DEADLINE,
            Decimal(6),
            Direction.HIGHER,
        ),
        (indicator(LADDER, ""), Reason.NOT_REPORTED, None, Direction.HIGHER),
    ],
)
def test_what_was_achieved_is_told_without_a_score(
    given: IndicatorInput, problem: Reason, achieved: Value | None, direction: Direction
) -> None:
    told = score(given)

    assert (told.problem, told.raw, told.weighted) == (problem, None, None)
    assert (told.achieved, told.explanation.direction) == (achieved, direction)


def test_average_is_handed_out_settled() -> None:
    months = {APRIL: Decimal(1), MAY: Decimal(1), JUNE: Decimal(2)}

    told = score(indicator(LADDER, months, method=Method.AVERAGE))

    assert str(told.achieved) == "1." + "3" * 27
