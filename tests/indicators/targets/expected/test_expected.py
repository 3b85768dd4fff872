"""What may be expected, and what a target is beside it, in small worked cases."""

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from indicators.scoring.values import Direction
from indicators.targets.expected.expectation import Offices
from indicators.targets.expected.judging import Sign, Softness, signs_of, softness
from indicators.targets.expected.proposing import best_of, middle_of, proposed
from indicators.targets.expected.values import JudgedRow, PastOutcomes, YearOutcome, direction_of
from plans.document.values import TierTargets

D = Decimal
TEN_OFFICES = tuple(
    YearOutcome(office, year, D(office * 10 + year % 3))
    for office in range(1, 11)
    for year in (2021, 2022)
)


def row(*targets: str, year: int = 2023, direction: Direction = Direction.HIGHER) -> JudgedRow:
    return JudgedRow(year, TierTargets(*map(D, targets)), direction)


def test_few_offices_say_nothing() -> None:
    few = PastOutcomes(tuple(one for one in TEN_OFFICES if one.office < 5))

    assert Offices(row("10"), few).expectation(1) is None
    assert softness(row("10"), None) is None
    assert proposed(row("10"), None) is None
    assert best_of(row("10"), PastOutcomes(()), 1) is None


def test_the_base_is_named() -> None:
    expected = Offices(row("10"), PastOutcomes(TEN_OFFICES)).expectation(3)
    newcomer = Offices(row("10"), PastOutcomes(TEN_OFFICES)).expectation(99)

    assert expected is not None
    assert (expected.years, expected.offices) == (2, 9)
    assert newcomer is not None
    assert (newcomer.years, newcomer.offices) == (0, 10)


def test_an_office_is_expected_near_its_own_years() -> None:
    expected = Offices(row("10"), PastOutcomes(TEN_OFFICES)).expectation(5)

    assert expected is not None
    assert all(43 < one < 60 for one in expected.amounts)


def test_an_office_of_twice_the_size_is_expected_to_reach_twice_as_much() -> None:
    sizes = {office: 1.0 + office % 2 for office in range(40)}
    outcomes = tuple(YearOutcome(one, 2022, D(20 * int(size))) for one, size in sizes.items())
    offices = Offices(row("10"), PastOutcomes(outcomes, {**sizes, 90: 1.0, 91: 2.0}))
    small, large = offices.expectation(90), offices.expectation(91)

    assert small is not None
    assert large is not None
    assert {round(one) for one in small.amounts} == {20}
    assert {round(one) for one in large.amounts} == {40}


def test_two_years_of_one_office_alone_are_no_measure_of_all() -> None:
    one_year = tuple(YearOutcome(office, 2022, D(5)) for office in range(1, 10))
    past = PastOutcomes((*one_year, YearOutcome(1, 2021, D(0))))
    expected = Offices(row("5"), past).expectation(2)

    assert expected is not None
    assert max(expected.amounts) < 6
    restless = Offices(row("5"), past).expectation(1)
    assert restless is not None
    found = softness(row("5"), restless)
    assert found is not None
    assert found.is_right


def test_what_the_office_reached_last_is_not_called_steep() -> None:
    steep = Softness(D("0.01"), is_soft=False, is_steep=True)

    assert signs_of(row("50"), steep, YearOutcome(1, 2022, D(49))) == (Sign.STEEP,)
    assert signs_of(row("50"), steep, YearOutcome(1, 2022, D(50))) == ()


def test_a_soft_and_a_steep_target_are_named() -> None:
    expected = Offices(row("10"), PastOutcomes(TEN_OFFICES)).expectation(5)
    easy, hard, right = row("25"), row("90"), row("51")

    assert signs_of(easy, softness(easy, expected), None) == (Sign.SOFT,)
    assert signs_of(hard, softness(hard, expected), None) == (Sign.STEEP,)
    assert signs_of(right, softness(right, expected), None) == ()


def test_a_target_below_the_last_result_is_named_the_right_way_round() -> None:
    last = YearOutcome(1, 2022, D(30))

    assert signs_of(row("29"), None, last) == (Sign.BELOW_LAST,)
    assert signs_of(row("30"), None, last) == ()
    assert signs_of(row("31", direction=Direction.LOWER), None, last) == (Sign.BELOW_LAST,)


def test_days_are_compared_within_their_years() -> None:
    """15 January 2023 was earlier in its year than 20 January 2024 is in its."""
    last = YearOutcome(1, 2022, date(2023, 1, 15))
    later = JudgedRow(2023, TierTargets(date(2024, 1, 20)), Direction.EARLIER)
    earlier = JudgedRow(2023, TierTargets(date(2024, 1, 10)), Direction.EARLIER)

    assert signs_of(later, None, last) == (Sign.BELOW_LAST,)
    assert signs_of(earlier, None, last) == ()


def test_proposed_days_get_later_from_tier_to_tier() -> None:
    chance = Random(3)
    outcomes = tuple(
        YearOutcome(office, 2020 + year, date(2021 + year, 1, chance.randint(1, 31)))
        for office in range(12)
        for year in range(3)
    )
    asked = JudgedRow(2023, TierTargets(date(2024, 1, 20)), Direction.EARLIER)
    tiers = proposed(asked, Offices(asked, PastOutcomes(outcomes)).expectation(99))

    assert tiers is not None
    days = [one for one in tiers if isinstance(one, date)]
    assert days == sorted(days)
    assert len(set(days)) == 5
    assert all(one.year == 2024 and one.month in (1, 2) for one in days)


def test_nothing_is_proposed_where_tiers_would_be_equal() -> None:
    outcomes = tuple(YearOutcome(office, 2022, D(1)) for office in range(20))

    assert proposed(row("1"), Offices(row("1"), PastOutcomes(outcomes)).expectation(1)) is None


def test_of_tiers_that_would_be_equal_the_better_one_is_proposed() -> None:
    few = tuple(
        YearOutcome(office, 2021 + year, D((office + year) % 4 + 1))
        for office in range(12)
        for year in range(2)
    )
    tiers = proposed(row("4"), Offices(row("4"), PastOutcomes(few)).expectation(99))

    assert tiers is not None
    given = [target for _, target in tiers.defined]
    assert tiers.t100 is not None
    assert 3 <= len(given) == len(set(given)) < 5


def test_the_best_offices_carry_a_tenth_of_the_volume() -> None:
    outcomes = tuple(YearOutcome(office, 2022, D(office)) for office in range(1, 21))
    equal = dict.fromkeys(range(1, 21), 1.0)

    assert best_of(row("1"), PastOutcomes(outcomes, equal), 99) == D(20)
    assert best_of(row("1"), PastOutcomes(outcomes, {**equal, 99: 1.0}), 99) == D("20")
    assert best_of(row("1", direction=Direction.LOWER), PastOutcomes(outcomes), 99) == D("2")
    assert middle_of(row("1"), PastOutcomes(outcomes), 99) == D("11")


def test_the_best_are_told_in_numbers_for_the_office_of_its_size() -> None:
    sizes = {1: 1.0, 2: 2.0, 3: 4.0, 99: 3.0}
    outcomes = (
        YearOutcome(1, 2022, D(30)),
        YearOutcome(2, 2022, D(20)),
        YearOutcome(3, 2022, D(20)),
    )

    assert best_of(row("1"), PastOutcomes(outcomes, sizes), 99) == D(90)


def test_one_target_alone_takes_its_direction_from_the_years_before() -> None:
    alone, falling = TierTargets(D(5)), TierTargets(D(5), D(6))

    assert direction_of(alone, falling) is Direction.LOWER
    assert direction_of(alone) is Direction.HIGHER
    assert direction_of(TierTargets()) is None
    assert direction_of(TierTargets(date(2024, 1, 1))) is Direction.EARLIER


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2), st.integers(0, 500)), max_size=30),
    st.integers(0, 500),
    st.sampled_from([Direction.HIGHER, Direction.LOWER]),
)
def test_whatever_the_figures_shares_are_shares_and_proposals_in_order(
    figures: list[tuple[int, int, int]], best: int, direction: Direction
) -> None:
    past = PastOutcomes(
        tuple(YearOutcome(office, 2020 + year, D(n)) for office, year, n in figures)
    )
    asked = JudgedRow(2023, TierTargets(D(best)), direction)
    expected = Offices(asked, past).expectation(0)
    found = softness(asked, expected)
    tiers = proposed(asked, expected)

    assert found is None or 0 <= found.share <= 1
    assert found is None or not (found.is_soft and found.is_steep)
    if tiers is not None:
        ordered = [one for one in tiers if isinstance(one, D)]
        assert ordered == sorted(ordered, reverse=direction is Direction.HIGHER)


@given(st.integers(1, 400), st.integers(1, 400))
def test_more_asked_for_is_reached_no_more_often(one: int, other: int) -> None:
    expected = Offices(row("1"), PastOutcomes(TEN_OFFICES)).expectation(5)
    less, more = (softness(row(str(asked)), expected) for asked in sorted((one, other)))

    assert less is not None
    assert more is not None
    assert less.share >= more.share
