from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.utils import translation

from presentation.figures import short_day, signed_points


@pytest.mark.parametrize(
    ("difference", "shown"),
    [("1.5", "+1.50"), ("-0.125", "−0.13"), ("0", "0.00"), ("-0.0000000033", "0.00")],
)
def test_difference_has_a_sign_where_there_is_one_to_see(difference: str, shown: str) -> None:
    with translation.override("en"):
        assert signed_points(Decimal(difference)) == shown


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 6, 20), "5 July"),
        (date(2024, 7, 31), "5 July"),
        (date(2024, 1, 5), "5 July"),
        (date(2024, 1, 4), "5 July 2024"),
        (date(2025, 1, 4), "5 July 2024"),
        (date(2026, 11, 29), "5 July 2024"),
    ],
)
def test_short_day_has_its_year_where_it_is_not_the_nearest_of_its_name(
    today: date, said: str
) -> None:
    with time_machine.travel(today), translation.override("en"):
        assert short_day(date(2024, 7, 5)) == said
    with time_machine.travel(today), translation.override("bn"):
        assert ("২০২৪" in short_day(date(2024, 7, 5))) is ("2024" in said)
