from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.returns.plausibility.checks.statistics import (
    Base,
    chance_of_run,
    judge,
    median,
    robust_z,
    spread,
)

amounts = st.decimals(min_value=0, max_value=10**6, places=2)
samples = st.lists(amounts, min_size=4, max_size=40)
BASE = Base(limit=Decimal("3.5"), floor=Decimal(1))
SMALL = Base(
    limit=Decimal("3.5"),
    floor=Decimal(1),
    small=Decimal(10),
    times=Decimal(5),
    distance=Decimal(12),
)


def numbers(text: str) -> list[Decimal]:
    return [Decimal(one) for one in text.split()]


@pytest.mark.parametrize(
    ("figures", "middle", "distance"),
    [("5", "5", "0"), ("1 9", "5", "4"), ("3 1 2", "2", "1"), ("1 1 2 2 4 6 9", "2", "1")],
)
def test_median_and_spread(figures: str, middle: str, distance: str) -> None:
    assert median(numbers(figures)) == Decimal(middle)
    assert spread(numbers(figures), Decimal(middle)) == Decimal(distance)


def test_robust_z_of_the_worked_case() -> None:
    """0.6745 · (90 − 12) ÷ 2, from 10, 11, 12, 14 and 16."""
    figures = numbers("10 11 12 14 16")

    z = robust_z(Decimal(90), figures, middle=Decimal(12), floor=Decimal(1))

    assert z == Decimal("0.6745") * 78 / 2


def test_equal_figures_are_judged_by_the_floor() -> None:
    z = robust_z(Decimal(26), numbers("20 20 20 20"), middle=Decimal(20), floor=Decimal(1))

    assert z == Decimal("0.6745") * 6


@given(samples, amounts)
def test_scale_of_the_unit_does_not_matter(figures: list[Decimal], figure: Decimal) -> None:
    thousand = Base(limit=BASE.limit, floor=BASE.floor * 1000)

    one = judge(figure, figures, BASE)
    other = judge(figure * 1000, [each * 1000 for each in figures], thousand)

    assert (one is None) is (other is None)


@given(samples, amounts, st.randoms())
def test_order_of_the_others_does_not_matter(
    figures: list[Decimal], figure: Decimal, chance: object
) -> None:
    shuffled = list(figures)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert judge(figure, figures, BASE) == judge(figure, shuffled, BASE)


@given(samples)
def test_median_itself_is_never_odd(figures: list[Decimal]) -> None:
    assert judge(median(figures), figures, BASE) is None
    assert judge(median(figures), figures, SMALL) is None


@given(samples, amounts, amounts)
def test_farther_is_never_less_odd(figures: list[Decimal], near: Decimal, more: Decimal) -> None:
    middle = median(figures)
    assume(near >= middle and judge(near, figures, BASE))

    assert judge(near + more, figures, BASE)


@pytest.mark.parametrize(
    ("figure", "odd"), [("15", False), ("24", False), ("25", True), ("60", True)]
)
def test_handfuls_are_odd_only_far_above_the_largest(figure: str, *, odd: bool) -> None:
    assert (judge(Decimal(figure), numbers("1 2 3 5"), SMALL) is not None) is odd


def test_handfuls_are_never_too_few() -> None:
    assert judge(Decimal(0), numbers("9 9 9 9"), SMALL) is None


def test_distance_of_two_tiers_is_needed_among_handfuls() -> None:
    assert judge(Decimal(5), numbers("1 1 1 1"), SMALL) is None


def test_nothing_is_odd_after_nothing() -> None:
    assert judge(Decimal(500), numbers("0 0 0 0"), SMALL) is None


def test_chance_of_four_equal_tens() -> None:
    assert chance_of_run(10, 4, 10.0) == pytest.approx(0.12511**4, rel=1e-3)


@given(st.integers(1, 2000), st.integers(1, 12), st.floats(0.1, 2000))
def test_chance_is_a_chance(count: int, length: int, mean: float) -> None:
    assert 0 <= chance_of_run(count, length, mean) <= 1


@given(st.integers(1, 200), st.integers(1, 11), st.floats(0.1, 200))
def test_longer_run_is_less_likely(count: int, length: int, mean: float) -> None:
    assert chance_of_run(count, length + 1, mean) <= chance_of_run(count, length, mean)
