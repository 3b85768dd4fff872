from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.values import NextTier
from plans.document.methods import Method
from tests.indicators.scoring.examples import indicator, score


@pytest.mark.parametrize(
    ("tiers", "achieved", "tier", "target", "missing", "gain"),
    [
        ("170 150 130 110 90", "72", 60, "90", "18", "0.6"),
        ("170 150 130 110 90", "90", 70, "110", "20", "0.1"),
        ("170 150 130 110 90", "140", 90, "150", "10", "0.05"),
        ("4 3 2 1 1", "0", 70, "1", "1", "0.7"),
        ("5 4.5 4.5 4 3.5", "4.25", 90, "4.5", "0.25", "0.15"),
        ("8 7 - - -", "2", 90, "7", "5", "0.9"),
    ],
)
def test_next_tier_says_what_is_missing_and_what_it_gains(
    tiers: str, achieved: str, tier: int, target: str, missing: str, gain: str
) -> None:
    expected = NextTier(tier, Decimal(target), Decimal(missing), Decimal(gain))
    assert score(indicator(tiers, achieved)).explanation.next_tier == expected


def test_nothing_is_missing_at_the_top() -> None:
    assert score(indicator("170 150 130 110 90", "171")).explanation.next_tier is None


def test_date_that_has_passed_cannot_be_undone() -> None:
    tiers = "2020-07-30 2020-08-04 2020-08-08 2020-08-11 2020-08-16"
    nearest = score(indicator(tiers, "2020-08-13", method=Method.DATE)).explanation.next_tier
    assert nearest is not None
    assert (nearest.target, nearest.missing) == (date(2020, 8, 11), Decimal(-2))


@pytest.mark.parametrize(
    ("method", "missing"), [(Method.SUM, -5), (Method.CUMULATIVE, -5), (Method.AVERAGE, 5)]
)
def test_figure_that_should_be_low_comes_down_only_as_an_average(
    method: Method, missing: int
) -> None:
    nearest = score(indicator("300 320 340 350 360", "345", method=method)).explanation.next_tier
    assert nearest is not None
    assert (nearest.tier, nearest.missing) == (80, Decimal(missing))


def test_full_marks_are_next_in_a_proportional_section() -> None:
    result = score(indicator("4 3 - - -", "3", weight="10"), section="governance")
    assert result.explanation.next_tier == NextTier(100, Decimal(4), Decimal(1), Decimal("2.5"))


def test_full_marks_of_a_proportional_section_leave_nothing_to_gain() -> None:
    result = score(indicator("4 3 - - -", "5"), section="governance")
    assert result.explanation.next_tier is None
