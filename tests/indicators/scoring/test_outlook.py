from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.scoring.outlook import Outlook, ReportedSoFar, WayToTier
from indicators.scoring.values import IndicatorInput
from numerals import Month
from plans.document.methods import Method
from tests.indicators.scoring.examples import indicator, next_tier_of, score

LADDER = "100 90 80 70 60"
JULY = Month(2023, 7)


def reports(tiers: str, figures: str, method: Method, *, weight: str = "1") -> IndicatorInput:
    told = {JULY.plus(place): Decimal(one) for place, one in enumerate(figures.split())}
    return indicator(tiers, told, method=method, weight=weight)


def way(outlook: Outlook | None) -> tuple[str, str] | None:
    return (outlook.way, str(outlook.figure)) if outlook else None


@pytest.mark.parametrize(
    ("tiers", "figures", "method", "left", "expected"),
    [
        (LADDER, "30 35", Method.SUM, 5, (WayToTier.MORE, "5")),
        (LADDER, "30 65", Method.CUMULATIVE, 5, (WayToTier.TOTAL, "70")),
        (LADDER, "72 74", Method.AVERAGE, 5, (WayToTier.NEXT, "94")),
        (LADDER, "72 66", Method.AVERAGE, 1, (WayToTier.NEXT, "72")),
        ("300 320 340", "330 334", Method.AVERAGE, 2, (WayToTier.NEXT, "296")),
        ("300 320 340", "330 331", Method.SUM, 2, (WayToTier.GONE, "None")),
        ("300 320 340", "330 331", Method.CUMULATIVE, 2, (WayToTier.GONE, "None")),
    ],
)
def test_next_tier_takes_what_the_next_report_must_say(
    tiers: str, figures: str, method: Method, left: int, expected: tuple[str, str]
) -> None:
    one = reports(tiers if len(tiers.split()) == 5 else f"{tiers} - -", figures, method)

    assert way(next_tier_of(one, left=left)) == expected


def test_average_beyond_a_hundred_percent_is_spread_over_the_year() -> None:
    one = reports(LADDER, "70 72 71 70", Method.AVERAGE)

    assert way(next_tier_of(one, left=1, most="100")) == (WayToTier.GONE, "None")
    assert way(next_tier_of(one, left=5, most="100")) == (WayToTier.EACH, "87.4")


@pytest.mark.parametrize("method", [Method.SUM, Method.AVERAGE, Method.CUMULATIVE])
def test_year_without_a_report_left_has_no_advice(method: Method) -> None:
    assert next_tier_of(reports(LADDER, "30 35", method), left=0) is None


def test_date_not_told_yet_is_offered_the_best_tier_whose_day_is_to_come() -> None:
    dates = "2024-02-01 2024-02-15 2024-03-01 2024-03-15 2024-04-01"
    one = indicator(dates, "", method=Method.DATE, weight="2")

    outlook = next_tier_of(one, today=date(2024, 2, 20))

    assert outlook
    assert (outlook.way, outlook.tier, outlook.figure) == (WayToTier.DAY, 80, date(2024, 3, 1))
    assert outlook.gain == Decimal("1.6")
    assert next_tier_of(one, today=date(2024, 4, 2)) is None


@pytest.mark.parametrize(("day", "tier"), [(14, 90), (15, 90), (16, 80)])
def test_tier_may_still_be_reached_on_its_very_day_by_doing_it_once(day: int, tier: int) -> None:
    one = indicator("2024-02-01 2024-02-15 2024-03-01 - -", "", method=Method.DATE, weight="2")

    outlook = next_tier_of(one, today=date(2024, 2, day))

    assert outlook
    assert (outlook.tier, outlook.effort) == (tier, Decimal(1))
    assert outlook.is_reachable


@pytest.mark.parametrize(
    ("tiers", "figures", "figure"),
    [("4 5 6 - -", "6 6", "3"), ("4 5 6 - -", "5 5", "2"), ("2 3 6 - -", "3 3", "0")],
)
def test_average_may_take_a_report_of_nothing(tiers: str, figures: str, figure: str) -> None:
    outlook = next_tier_of(reports(tiers, figures, Method.AVERAGE), left=1)

    assert way(outlook) == (WayToTier.NEXT, figure)


@pytest.mark.parametrize(
    ("tiers", "figures", "left", "expected"),
    [
        (LADDER, "72 74", 5, ("next", "94", 1, "94", "73")),
        (LADDER, "70 72 72", 3, ("each", "88.67", 3, "266.01", "72")),
        ("300 320 340 - -", "330 334", 2, ("next", "296", 1, "332", "296")),
        ("300 320 340 - -", "600 600 601", 3, ("each", "79.66", 3, "1800", "79.66")),
    ],
)
def test_average_is_typed_so_that_it_suffices_and_costs_work_by_the_own_pace(
    tiers: str, figures: str, left: int, expected: tuple[str, str, int, str, str]
) -> None:
    most = "100" if tiers == LADDER else None
    outlook = next_tier_of(reports(tiers, figures, Method.AVERAGE), left=left, most=most)
    way_there, figure, times, more, less = expected

    assert outlook
    assert (outlook.way, str(outlook.figure), outlook.left) == (way_there, figure, times)
    assert outlook.effort == Decimal(more) / Decimal(less)


def test_tier_that_is_gone_is_named_with_what_it_would_have_added() -> None:
    one = reports(LADDER, "70 72 71 70", Method.AVERAGE)
    outlook, step = next_tier_of(one, left=1, most="100"), score(one).explanation.next_tier

    assert outlook
    assert step
    assert outlook == Outlook(WayToTier.GONE, step.tier, step.gain)


def test_work_is_told_by_the_own_pace() -> None:
    """Ten are missing; the office does five in a report that does any."""
    quick = next_tier_of(reports(LADDER, "0 20 5 25 5 5 0", Method.SUM), left=4)

    assert quick
    assert (quick.figure, quick.effort) == (Decimal(10), Decimal(2))


def test_pace_is_the_median_of_the_last_six_that_are_not_zero() -> None:
    told = [Decimal(one) for one in (90, 1, 2, 0, 3, 4, 5, 6)]

    assert ReportedSoFar(told, 1).pace == Decimal("3.5")
    assert ReportedSoFar([Decimal(0)], 1).pace is None


@pytest.mark.parametrize(("left", "reachable"), [(1, False), (2, True)])
def test_within_reach_is_at_most_half_as_fast_again(left: int, *, reachable: bool) -> None:
    outlook = next_tier_of(reports(LADDER, "20 20 24 12", Method.SUM), left=left)
    far = next_tier_of(reports("200 140 120 110 108", "20 20 20 16", Method.SUM), left=left)

    assert outlook
    assert far
    assert outlook.is_reachable
    assert far.effort == Decimal("1.6")
    assert far.is_reachable is reachable


def test_office_without_a_pace_is_told_of_no_reach() -> None:
    outlook = next_tier_of(reports(LADDER, "0 0", Method.SUM), left=4)

    assert outlook
    assert not outlook.is_reachable


figures = st.lists(st.integers(0, 120).map(Decimal), min_size=1, max_size=8)


@given(figures, st.sampled_from([Method.SUM, Method.AVERAGE, Method.CUMULATIVE]), st.integers(1, 6))
def test_who_reports_what_was_advised_gets_the_tier(
    told: list[Decimal], method: Method, left: int
) -> None:
    if method is Method.CUMULATIVE:
        told = sorted(told)
    one = indicator(
        LADDER, {JULY.plus(place): each for place, each in enumerate(told)}, method=method
    )
    outlook = next_tier_of(one, left=left)
    assume(outlook and isinstance(outlook.figure, Decimal))
    assert outlook
    assert isinstance(outlook.figure, Decimal)
    after = dict(one.achieved)
    for _ in range(outlook.left if outlook.way is WayToTier.EACH else 1):
        after[JULY.plus(len(after))] = outlook.figure

    raw = score(indicator(LADDER, after, method=method)).raw

    assert raw is not None
    assert outlook.tier <= raw < outlook.tier + 1


def test_date_that_was_reported_is_offered_no_other_day() -> None:
    one = indicator("2024-02-01 2024-02-15 2024-03-01 - -", "2024-02-10", method=Method.DATE)

    assert next_tier_of(one, today=date(2024, 2, 12)) is None


def test_average_may_take_the_very_most_of_its_unit() -> None:
    one = reports(LADDER, "70 70", Method.AVERAGE)

    assert way(next_tier_of(one, left=1, most="100")) == (WayToTier.NEXT, "100")


def test_two_reports_that_are_left_may_share_what_one_cannot() -> None:
    one = reports(LADDER, "70 72 71 70", Method.AVERAGE)

    assert way(next_tier_of(one, left=2, most="100")) == (WayToTier.EACH, "98.5")
