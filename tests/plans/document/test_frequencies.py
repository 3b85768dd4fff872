from __future__ import annotations

import pytest

from numerals import FiscalYearSpan, Month
from plans.document.frequencies import Frequency, frequencies_asked, not_asked

YEAR = FiscalYearSpan(2023)


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        (Frequency.MONTHLY, [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]),
        (Frequency.QUARTERLY, [9, 12, 3, 6]),
        (Frequency.HALF_YEARLY, [12, 6]),
        (Frequency.ANNUAL, [6]),
    ],
)
def test_indicator_is_asked_in_the_last_month_of_its_period(
    frequency: Frequency, months: list[int]
) -> None:
    assert [one.month for one in YEAR.months if frequency.is_asked(one)] == months


@pytest.mark.parametrize("frequency", Frequency)
def test_month_that_asks_lies_ahead_within_the_year(frequency: Frequency) -> None:
    for month in YEAR.months:
        asked = frequency.asked_in(month)

        assert month <= asked <= month.plus(frequency.months - 1)
        assert asked in YEAR
        assert frequency.is_asked(asked)


def test_december_asks_for_half_years_and_august_for_months_alone() -> None:
    assert frequencies_asked(Month(2023, 12)) == (
        Frequency.MONTHLY,
        Frequency.QUARTERLY,
        Frequency.HALF_YEARLY,
    )
    assert frequencies_asked(Month(2023, 8)) == (Frequency.MONTHLY,)


def test_refusal_names_the_month_in_both_languages() -> None:
    message = not_asked(Month(2023, 9))

    assert "September 2023" in message.en
    assert "সেপ্টেম্বর ২০২৩" in message.bn
