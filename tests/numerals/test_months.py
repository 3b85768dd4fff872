from datetime import date

import pytest

from numerals import FiscalYearSpan, Month, year_at_hand

YEAR = FiscalYearSpan(2023)


def test_month_is_written_and_read_by_year_and_month() -> None:
    assert str(Month(2024, 4)) == "2024-04"
    assert Month.parse("2024-04") == Month(2024, 4)
    assert Month.parse("1900-01") == Month(1900, 1)
    assert Month.parse("2199-12") == Month(2199, 12)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024", "202404", "2024-4", "24-04", "02024-04", "2024-004", "2024-00", "2024-13"),
        *("1899-12", "2200-01", "২০২৪-০৪", "2024-०४", "2024-04-01", "abcd-04", "2024-ab"),
    ],
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"no month|invalid literal"):
        Month.parse(text)


@pytest.mark.parametrize(
    ("months", "found"),
    [
        (0, Month(2024, 4)),
        (1, Month(2024, 5)),
        (8, Month(2024, 12)),
        (9, Month(2025, 1)),
        (-3, Month(2024, 1)),
        (-4, Month(2023, 12)),
        (25, Month(2026, 5)),
    ],
)
def test_months_are_counted_over_the_turn_of_the_year(months: int, found: Month) -> None:
    assert Month(2024, 4).plus(months) == found


def test_month_knows_its_days_and_neighbours() -> None:
    february = Month.of(date(2024, 2, 29))

    assert february == Month(2024, 2)
    assert (february.first_day, february.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (february.previous, february.next) == (Month(2024, 1), Month(2024, 3))


@pytest.mark.parametrize(
    ("month", "start"), [(Month(2023, 7), 2023), (Month(2024, 6), 2023), (Month(2024, 7), 2024)]
)
def test_fiscal_year_runs_from_july_to_june(month: Month, start: int) -> None:
    year = FiscalYearSpan(start)

    assert month.fiscal_year == year
    assert month in year
    assert month not in FiscalYearSpan(start + 1)


def test_fiscal_year_has_twelve_months_and_ends_in_june() -> None:
    assert (YEAR.months[0], YEAR.months[-1]) == (Month(2023, 7), Month(2024, 6))
    assert len(YEAR.months) == 12
    assert YEAR.last_day == date(2024, 6, 30)


@pytest.mark.parametrize("text", ["2023-24", "2023-2024"])
def test_fiscal_year_is_read_as_offices_write_it(text: str) -> None:
    assert FiscalYearSpan.parse(text) == YEAR


def test_fiscal_year_is_written_with_two_digits_of_the_next() -> None:
    assert str(YEAR) == "2023-24"
    assert str(FiscalYearSpan(1999)) == "1999-00"
    assert str(FiscalYearSpan(2008)) == "2008-09"
    assert FiscalYearSpan.parse("1999-00") == FiscalYearSpan(1999)
    assert FiscalYearSpan.parse("1900-01") == FiscalYearSpan(1900)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2023", "2023-", "2023-25", "2023-2025", "2023/24", "23-24", "1899-00", "2200-01"),
        *("২০২৩-২৪", "2023-24-25", "year-24", "02023-24", "2023-4"),
    ],
)
def test_anything_else_is_no_fiscal_year(text: str) -> None:
    with pytest.raises(ValueError, match="no fiscal year"):
        FiscalYearSpan.parse(text)


@pytest.mark.parametrize(
    ("years", "today", "found"),
    [
        ([2022, 2023, 2024], date(2024, 6, 30), 2023),
        # In July one reports June.
        ([2023, 2024], date(2024, 7, 31), 2023),
        ([2023, 2024], date(2024, 8, 1), 2024),
        ([2020, 2021, 2026], date(2024, 1, 1), 2021),
        ([2026, 2025], date(2024, 1, 1), 2025),
        ([], date(2024, 1, 1), None),
    ],
)
def test_year_at_hand_is_that_of_the_last_month(
    years: list[int], today: date, found: int | None
) -> None:
    at_hand = year_at_hand(map(FiscalYearSpan, years), today=today)

    assert at_hand == (None if found is None else FiscalYearSpan(found))
