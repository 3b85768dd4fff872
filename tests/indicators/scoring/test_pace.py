from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.pace import Pace, pace_of, share_of_year_gone
from numerals import FiscalYearSpan
from plans.document.methods import Method
from tests.indicators.scoring.examples import indicator, score

YEAR = FiscalYearSpan(2023)


@pytest.mark.parametrize(
    ("day", "gone"),
    [
        (date(2023, 6, 30), "0"),
        (date(2023, 12, 30), "50"),
        (date(2024, 6, 30), "100"),
        (date(2024, 7, 15), "100"),
    ],
)
def test_share_of_the_year_counts_days(day: date, gone: str) -> None:
    assert share_of_year_gone(YEAR, on=day) == Decimal(gone)


def test_pace_sets_the_rate_beside_the_year() -> None:
    half = share_of_year_gone(YEAR, on=date(2023, 12, 30))
    pace = pace_of(score(indicator("200 180 160 140 120", "80")), method=Method.SUM, gone=half)
    assert pace == Pace(rate=Decimal(40), gone=Decimal(50))
    assert pace.lead == -10


@pytest.mark.parametrize(
    ("tiers", "achieved", "method"),
    [
        ("100 90 80 70 60", "91", Method.AVERAGE),
        ("300 320 340 - -", "100", Method.SUM),
        ("2024-01-01 - - - -", "2024-01-01", Method.DATE),
        ("100 90 80 70 60", "", Method.SUM),
    ],
)
def test_figure_that_does_not_grow_with_the_year_has_no_pace(
    tiers: str, achieved: str, method: Method
) -> None:
    one = score(indicator(tiers, achieved, method=method))
    assert pace_of(one, method=method, gone=Decimal(50)) is None
