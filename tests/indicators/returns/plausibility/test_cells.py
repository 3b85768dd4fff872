from __future__ import annotations

import pytest

from indicators.returns.plausibility.checks import CheckedColumn, Thresholds, look_over
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from tests.indicators.returns.plausibility.examples import cell, found, said

DAYS = ("-3", "0", "1", "2", "1", "-1", "4", "2")
EIGHT = ("0.07", "0.08", "0.08", "0.08", "0.09", "0.09", "0.10", "0.08")
MORE = ("0.7", "0.8", "0.8", "0.8", "0.9", "0.9", "1", "0.8")


@pytest.mark.parametrize(
    ("figures", "method"),
    [
        ("10 12 9 11 120", Method.SUM),
        ("20 22 19 21 2", Method.SUM),
        ("70 72 69 71 7", Method.AVERAGE),
        ("70 72 69 71 710", Method.AVERAGE),
        ("20 42 61 82 282", Method.CUMULATIVE),
        ("20 42 61 82 82", Method.CUMULATIVE),
    ],
)
def test_figure_far_from_the_offices_own_past_is_odd_in_both_directions(
    figures: str, method: Method
) -> None:
    assert found(cell(figures, method=method)) == ["unlike-own-months"]


@pytest.mark.parametrize(
    "figures", ["10 12 9 11 14", "10 12 9 120", "10 12 9 11 -", "10 12 9 11 .", "0 0 0 0 90"]
)
def test_ordinary_figures_few_months_and_blanks_are_not_odd(figures: str) -> None:
    assert found(cell(figures)) == []


@pytest.mark.parametrize(
    ("figures", "targets", "odd"),
    [
        ("1 1 1 1 24", "120 108 96 84 72", False),
        ("1 1 1 1 25", "120 108 96 84 72", True),
        ("9 9 9 9 44", "120 108 96 84 72", False),
        ("9 9 9 9 45", "120 108 96 84 72", True),
        ("1 1 1 1 10", "120 - - - -", False),
        ("1 1 1 1 11", "120 - - - -", True),
        ("1 1 1 1 10", "120 108 - - -", False),
        ("1 1 1 1 11", "120 108 - - -", True),
        ("0.1 0.1 0.1 0.1 1", "12.0 - - - -", False),
        ("0.1 0.1 0.1 0.1 1.1", "12.5 - - - -", True),
    ],
)
def test_spike_after_handfuls_is_many_times_them_and_two_tiers_above(
    figures: str, targets: str, *, odd: bool
) -> None:
    """Without three tiers that differ it is ten of the unit's smallest steps above."""
    one = cell(figures, targets=targets, unit="একর")

    assert found(one) == (["unlike-own-months"] if odd else [])


@pytest.mark.parametrize(
    ("figures", "unit", "odd"),
    [
        ("100 100 100 100 137", "সংখ্যা", False),
        ("100 100 100 100 138", "সংখ্যা", True),
        ("10 10 10 10 18", "সংখ্যা", True),
        ("2 2 2 2 5", "একর", True),
        ("100 140 100 140 240", "সংখ্যা", False),
        ("100 140 100 140 0", "সংখ্যা", True),
        ("100 140 100 140 1", "সংখ্যা", True),
    ],
)
def test_spread_is_at_least_a_share_of_the_median_and_a_fall_is_seen_in_roots(
    figures: str, unit: str, *, odd: bool
) -> None:
    one = cell(figures, unit=unit, targets="1200.5 - - - -" if unit == "একর" else "1200 - - - -")

    assert found(one) == (["unlike-own-months"] if odd else [])


def test_own_past_speaks_where_others_have_handfuls() -> None:
    assert found(cell("1 1 1 1 30", peers=EIGHT)) == ["unlike-own-months"]


def test_own_past_may_be_reports_of_quarters() -> None:
    assert found(cell("30 31 29", frequency=Frequency.QUARTERLY)) == []
    limits = Thresholds(own_months=3)
    quarters = cell("30 31 29 290", frequency=Frequency.QUARTERLY)

    assert found(quarters, limits=limits) == ["unlike-own-months"]


def test_increment_over_a_blank_month_is_not_compared() -> None:
    assert found(cell("20 42 61 82 . 124", method=Method.CUMULATIVE)) == []


def test_figure_unlike_the_other_offices_needs_no_past() -> None:
    assert found(cell("96", peers=EIGHT)) == ["unlike-other-offices"]
    assert found(cell("9", peers=EIGHT)) == []
    assert found(cell("96", peers=EIGHT[:7])) == []


def test_season_that_all_have_is_ordinary() -> None:
    """Salt is made in winter: what others have, too, is not held against the own past."""
    winter = ("0.20", "0.22", "0.24", "0.26", "0.21", "0.23", "0.25", "0.27")
    figures = "12 12 13 11 60"

    assert found(cell(figures, targets="240 216 192 168 144")) == ["unlike-own-months"]
    assert found(cell(figures, targets="240 216 192 168 144", peers=winter)) == []


@pytest.mark.parametrize(
    ("figures", "odd"),
    [
        ("200 210 190 205 200", False),
        ("100 110 90 100 125", False),
        ("100 110 90 100 130", True),
        ("100 300 100 300 600", False),
        ("100 300 100 300 601", True),
        ("200 210 190 200", True),
    ],
)
def test_what_is_usual_for_the_office_is_no_news_though_others_have_less(
    figures: str, *, odd: bool
) -> None:
    """By the others' limit and up to twice the most that it said, after four reports."""
    one = cell(figures, targets="1200 1080 960 840 720", peers=EIGHT)

    assert found(one) == (["unlike-other-offices"] if odd else [])


@pytest.mark.parametrize(("figure", "odd"), [("50", False), ("49", True)])
def test_less_than_half_of_the_least_is_not_usual(figure: str, *, odd: bool) -> None:
    one = cell(f"100 300 100 300 {figure}", targets="1200 1080 960 840 720", peers=MORE)

    assert found(one) == (["unlike-other-offices"] if odd else [])


def test_handfuls_are_no_habit_where_others_have_many() -> None:
    assert found(cell("2 3 2 2 3", peers=MORE)) == ["unlike-other-offices"]


def test_nothing_at_all_is_odd_where_all_others_have_something() -> None:
    assert found(cell("0", targets="1200 - - - -", peers=EIGHT)) == ["unlike-other-offices"]
    assert found(cell("1", targets="1200 - - - -", peers=EIGHT)) == ["unlike-other-offices"]


def test_each_figure_of_the_month_is_judged_and_named_by_its_row() -> None:
    cells = (
        cell(". . . .", row="1"),
        cell("0 0 0 0", row="2"),
        cell("1.5 1.5 1.5 1.5", unit="একর", row="3"),
        cell("1 2 3 4", row="4"),
        cell("40 40 40 40", row="5"),
        cell("4 11 12 3", method=Method.CUMULATIVE, row="6"),
        cell("1 2 3 12.5", row="7"),
        cell("90 91 92 101", unit="%", targets="100 90 80 70 60", method=Method.AVERAGE, row="8"),
    )
    column = CheckedColumn(cells[0].month, cells)

    assert {(one.row, one.rule) for one in look_over(column, Thresholds())} == {
        ("5", "equal-run"),
        ("6", "falling-cumulative"),
        ("7", "not-whole"),
        ("8", "percent-out-of-range"),
    }


@pytest.mark.parametrize("peers", [("-3", "0", "1", "2", "0", "-1", "4", "2")])
def test_date_far_from_the_others_is_odd(peers: tuple[str, ...]) -> None:
    dated = {"targets": "2023-12-15 - - - -", "method": Method.DATE, "peers": peers}

    assert found(cell("2023-07-01", **dated)) == ["unlike-other-offices"]  # type: ignore[arg-type]
    assert found(cell("2023-12-19", **dated)) == []  # type: ignore[arg-type]


def test_cumulative_that_falls_is_odd_even_after_a_blank() -> None:
    assert found(cell("4 11 3", method=Method.CUMULATIVE)) == ["falling-cumulative"]
    assert found(cell("4 11 . 3", method=Method.CUMULATIVE)) == ["falling-cumulative"]
    assert found(cell("4 11 11", method=Method.CUMULATIVE)) == []
    assert found(cell("11 4", method=Method.SUM)) == []


@pytest.mark.parametrize(
    ("figure", "unit", "odd"),
    [
        ("12.5", "সংখ্যা", True),
        ("12.5", "জন", True),
        ("12", "জন", False),
        ("12.5", "একর", False),
        ("12.5", "সংখ্যা (লক্ষ)", False),
    ],
)
def test_what_is_counted_comes_in_whole_numbers(figure: str, unit: str, *, odd: bool) -> None:
    assert found(cell(figure, unit=unit)) == (["not-whole"] if odd else [])


def test_targets_with_fractions_say_that_fractions_are_meant() -> None:
    assert found(cell("12.5", targets="120.5 108 96 84 72")) == []


@pytest.mark.parametrize(
    ("figure", "targets", "odd"),
    [
        ("100.01", "100 90 80 70 60", True),
        ("-1", "100 90 80 70 60", True),
        ("0", "100 90 80 70 60", False),
        ("100", "100 90 80 70 60", False),
        ("105", "110 105 100 95 90", False),
    ],
)
def test_percent_outside_its_range_is_odd(figure: str, targets: str, *, odd: bool) -> None:
    one = cell(figure, targets=targets, unit="%", method=Method.AVERAGE)

    assert found(one) == (["percent-out-of-range"] if odd else [])


def test_run_of_equal_counts_is_odd_where_chance_would_vary_them() -> None:
    assert found(cell("40 40 40 40")) == ["equal-run"]
    assert found(cell("40 40 40")) == []
    assert found(cell("1 1 1 1 1 1")) == []
    assert found(cell("95 95 95 95 95", unit="%", method=Method.AVERAGE)) == []


def test_run_of_a_cumulative_is_one_of_increments() -> None:
    assert found(cell("40 80 120 160", method=Method.CUMULATIVE)) == ["equal-run"]
    assert found(cell("40 40 40 40", method=Method.CUMULATIVE)) == []


@pytest.mark.parametrize(
    ("one", "english", "bengali"),
    [
        (
            cell("10 12 9 11 120"),
            "120 this time; the median of the 4 earlier reports of the year is 10.5",
            "এবার ১২০; এ বছরের আগের ৪ বারের মধ্যক ১০.৫",
        ),
        (
            cell("2 3 2 4 40"),
            "40 this time; the most in the 4 earlier reports of the year is 4",
            "এবার ৪০; এ বছরের আগের ৪ বারের সর্বোচ্চ ৪",
        ),
        (
            cell("20 42 61 82 282", method=Method.CUMULATIVE),
            "200 more this time; the median of the 4 earlier reports of the year is 20.5",
            "এবার বেড়েছে ২০০; এ বছরের আগের ৪ বারের মধ্যক ২০.৫",
        ),
        (
            cell("960", targets="1200 - - - -", peers=EIGHT),
            "80% of the target this time; the median of 8 other offices is 8%",
            "এবার লক্ষ্যমাত্রার ৮০%; অন্য ৮টি কার্যালয়ের মধ্যক ৮%",
        ),
        (
            cell("960", targets="1200 - - - -", peers=tuple(f"{one}5" for one in EIGHT)),
            "80% of the target this time; the median of 8 other offices is 8.5%",
            "এবার লক্ষ্যমাত্রার ৮০%; অন্য ৮টি কার্যালয়ের মধ্যক ৮.৫%",
        ),
        (
            cell("12.5", targets="12000.5 - - - -", unit="একর", peers=MORE),
            "0.1% of the target this time; the median of 8 other offices is 80%",
            "এবার লক্ষ্যমাত্রার ০.১%; অন্য ৮টি কার্যালয়ের মধ্যক ৮০%",
        ),
        (
            cell("10.0001 10.0002 10.0001 10.0002 120", unit="একর", targets="120.5 - - - -"),
            "120 this time; the median of the 4 earlier reports of the year is 10.00",
            "এবার ১২০; এ বছরের আগের ৪ বারের মধ্যক ১০.০০",
        ),
        (
            cell("96", peers=EIGHT),
            "80% of the target this time; the most in 8 other offices is 10%",
            "এবার লক্ষ্যমাত্রার ৮০%; অন্য ৮টি কার্যালয়ে সর্বোচ্চ ১০%",
        ),
        (
            cell("4 11 12 9", method=Method.CUMULATIVE),
            "the cumulative figure falls from 12 to 9",
            "ক্রমপুঞ্জিভূত পদ্ধতির অর্জন ১২ থেকে কমে ৯",
        ),
        (
            cell("12.5", unit="জন"),
            "the unit “জন” is counted in whole numbers, yet 12.5 was entered",
            "একক “জন” পূর্ণসংখ্যায় গণনা করা হয়, কিন্তু ১২.৫ লেখা হয়েছে",
        ),
        (
            cell("101", unit="%", targets="100 90 80 70 60", method=Method.AVERAGE),
            "the unit is % and the targets lie within 0 to 100, yet 101 was entered",
            "একক % এবং লক্ষ্যমাত্রা ০ থেকে ১০০-এর মধ্যে, কিন্তু ১০১ লেখা হয়েছে",
        ),
        (
            cell("2023-07-01", targets="2023-12-15 - - - -", method=Method.DATE, peers=DAYS),
            "167 days before the date of the 100% tier; the median of 8 other offices is "
            "1 day after",
            "১০০% ধাপের তারিখের ১৬৭ দিন আগে; অন্য ৮টি কার্যালয়ের মধ্যক: ১ দিন পরে",
        ),
        (cell("40 40 40 40"), "the same figure 40 4 times in a row", "পরপর ৪ বার একই অর্জন ৪০"),
    ],
)
def test_finding_says_what_it_rests_on(one: object, english: str, bengali: str) -> None:
    assert (said(one), said(one, "bn")) == ([english], [bengali])  # type: ignore[arg-type]
