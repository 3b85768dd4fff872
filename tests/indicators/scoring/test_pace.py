from datetime import date
from decimal import Decimal

import pytest

from indicators.scoring.explanations import pace_text, tally_text
from indicators.scoring.pace import (
    PaceCase,
    PaceTally,
    YearPace,
    pace_tally,
    share_of_year_gone,
    year_pace,
)
from numerals import FiscalYearSpan, Month
from plans.document.frequencies import Frequency
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


JANUARY = Month(2024, 1)


def pace_in(
    tiers: str,
    achieved: str,
    *,
    method: Method | None = Method.SUM,
    frequency: Frequency = Frequency.MONTHLY,
    month: Month = JANUARY,
    today: date = date(2024, 2, 3),
) -> YearPace | None:
    one = indicator(tiers, achieved, method=method)
    return year_pace(
        score(one),
        method=method,
        targets=one.targets,
        frequency=frequency,
        month=month,
        today=today,
    )


@pytest.mark.parametrize(
    ("tiers", "achieved", "method", "bengali", "english", "is_behind"),
    [
        (
            "200 180 160 140 120",
            "84",
            Method.SUM,
            "১২ মাসের ৭ মাস গেছে; লক্ষ্যের ৪২%।",
            "7 of 12 months gone; 42% of the target.",
            True,
        ),
        (
            "200 180 160 140 120",
            "120",
            Method.CUMULATIVE,
            "১২ মাসের ৭ মাস গেছে; লক্ষ্যের ৬০%।",
            "7 of 12 months gone; 60% of the target.",
            False,
        ),
        (
            "100 - - - -",
            "0",
            Method.SUM,
            "১২ মাসের ৭ মাস গেছে; লক্ষ্যের ০%।",
            "7 of 12 months gone; 0% of the target.",
            True,
        ),
        (
            "300 320 340 - -",
            "100",
            Method.SUM,
            "১২ মাসের ৭ মাস গেছে; সীমার ৩৩%।",
            "7 of 12 months gone; 33% of the limit.",
            False,
        ),
        (
            "300 320 340 - -",
            "270",
            Method.SUM,
            "১২ মাসের ৭ মাস গেছে; সীমার ৯০%।",
            "7 of 12 months gone; 90% of the limit.",
            True,
        ),
        (
            "2024-03-16 2024-04-01 - - -",
            "",
            Method.DATE,
            "১২ মাসের ৭ মাস গেছে; লক্ষ্য তারিখের বাকি ৪৫ দিন।",
            "7 of 12 months gone; 45 days to the target date.",
            False,
        ),
        (
            "2024-01-30 - - - -",
            "",
            Method.DATE,
            "১২ মাসের ৭ মাস গেছে; লক্ষ্য তারিখ ১ দিন আগে পার হয়েছে।",
            "7 of 12 months gone; the target date passed 1 day ago.",
            True,
        ),
    ],
)
def test_pace_is_told_in_words_by_method_and_direction(
    tiers: str, achieved: str, method: Method, bengali: str, english: str, is_behind: bool
) -> None:
    pace = pace_in(tiers, achieved, method=method)

    assert pace is not None
    assert pace_text(pace, language="bn") == bengali
    assert pace_text(pace, language="en") == english
    assert pace.is_behind is is_behind


@pytest.mark.parametrize(
    ("tiers", "achieved", "method"),
    [
        ("100 90 80 70 60", "91", Method.AVERAGE),
        ("100 90 80 70 60", "", Method.SUM),
        ("- 90 80 70 60", "50", Method.SUM),
        ("0 1 2 3 4", "1", Method.SUM),
        ("60 70 90 80 100", "50", Method.SUM),
        ("- - - - -", "50", Method.SUM),
        ("100 90 80 70 60", "50", None),
        ("2024-03-16 - - - -", "2024-01-09", Method.DATE),
    ],
)
def test_what_cannot_be_paced_has_no_pace(tiers: str, achieved: str, method: Method | None) -> None:
    assert pace_in(tiers, achieved, method=method) is None
    assert pace_text(None, language="bn") == ""


@pytest.mark.parametrize(
    ("month", "today", "months"),
    [
        (Month(2023, 7), date(2023, 7, 20), None),
        (Month(2023, 7), date(2023, 8, 1), 1),
        (Month(2024, 1), date(2024, 1, 20), 6),
        (Month(2024, 1), date(2024, 5, 20), 7),
        (Month(2024, 5), date(2024, 6, 30), 11),
        (Month(2024, 6), date(2024, 6, 30), 11),
        (Month(2024, 6), date(2024, 7, 1), None),
        (Month(2024, 1), date(2024, 7, 1), None),
    ],
)
def test_months_count_once_they_are_over_and_never_after_the_year(
    month: Month, today: date, months: int | None
) -> None:
    pace = pace_in("100 90 80 70 60", "50", month=month, today=today)
    assert (pace and pace.months) == months


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        (Frequency.MONTHLY, 7),
        (Frequency.QUARTERLY, 6),
        (Frequency.HALF_YEARLY, 6),
        (Frequency.ANNUAL, None),
    ],
)
def test_months_count_up_to_the_last_report_that_was_due(
    frequency: Frequency, months: int | None
) -> None:
    pace = pace_in("100 90 80 70 60", "50", frequency=frequency)
    assert (pace and pace.months) == months


def test_tally_counts_those_that_have_a_pace() -> None:
    behind = pace_in("200 180 160 140 120", "84")
    ahead = pace_in("200 180 160 140 120", "190", frequency=Frequency.QUARTERLY)
    tally = pace_tally([behind, None, ahead])

    assert tally == PaceTally(months=7, paced=2, behind=1)
    assert tally_text(tally, language="en") == "7 of 12 months gone; 1 of 2 indicators behind."
    assert tally_text(tally, language="bn") == "১২ মাসের ৭ মাস গেছে; ২টি সূচকের ১টি সময়ের তুলনায় পিছিয়ে।"
    assert pace_tally([None]) is None
    assert tally_text(None, language="bn") == ""


DECEMBER = Month(2023, 12)


@pytest.mark.parametrize(
    ("tiers", "achieved", "is_behind"),
    [
        ("100 90 80 70 60", "50", False),
        ("100 90 80 70 60", "49.99", True),
        ("300 320 340 - -", "150", False),
        ("300 320 340 - -", "150.01", True),
    ],
)
def test_its_very_share_of_the_months_is_not_behind(
    tiers: str, achieved: str, is_behind: bool
) -> None:
    pace = pace_in(tiers, achieved, month=DECEMBER, today=date(2024, 1, 3))

    assert pace is not None
    assert (pace.months, pace.is_behind) == (6, is_behind)


@pytest.mark.parametrize(
    ("day", "days", "is_behind"),
    [("2024-02-01", "1", False), ("2024-01-31", "0", False), ("2024-01-30", "1", True)],
)
def test_target_date_has_passed_only_after_it(day: str, days: str, is_behind: bool) -> None:
    pace = pace_in(f"{day} - - - -", "", method=Method.DATE)

    case = PaceCase.DAYS_PAST if is_behind else PaceCase.DAYS_LEFT
    assert pace == YearPace(case, 7, Decimal(days), is_behind)
