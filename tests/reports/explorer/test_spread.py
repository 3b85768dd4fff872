from __future__ import annotations

from decimal import Decimal

import pytest

from reports.explorer.spread import Spread, around, placed, spread_of


def d(*numbers: int | str) -> list[Decimal]:
    return [Decimal(one) for one in numbers]


@pytest.mark.parametrize(
    ("more_is_better", "order"),
    [
        (True, [("c", 1), ("a", 2), ("d", 2), ("b", 3)]),
        (False, [("b", 1), ("a", 2), ("d", 2), ("c", 3)]),
    ],
)
def test_equal_values_share_a_place_and_none_is_left_out(
    more_is_better: bool, order: list[tuple[str, int]]
) -> None:
    values = zip("abcd", d(90, 70, 100, 90), strict=True)
    assert [(one.key, one.place) for one in placed(values, more_is_better=more_is_better)] == order


@pytest.mark.parametrize(
    ("values", "spread"),
    [
        (d(7), Spread(1, *d(7, 7, 7, 7, 7))),
        (d(3, 1, 2), Spread(3, *d(1, "1.5", 2, "2.5", 3))),
        (d(4, 3, 2, 1), Spread(4, *d(1, "1.75", "2.5", "3.25", 4))),
        (d(10, 20, 30, 40, 50), Spread(5, *d(10, 20, 30, 40, 50))),
    ],
)
def test_quartiles_lie_between_neighbours(values: list[Decimal], spread: Spread) -> None:
    assert spread_of(values) == spread


def test_no_values_have_no_spread() -> None:
    assert spread_of([]) is None


@pytest.mark.parametrize(
    ("key", "shown"),
    [(1, [1, 2, 3]), (5, [3, 4, 5, 6, 7]), (9, [7, 8, 9]), (77, [1, 2, 3, 4, 5])],
)
def test_neighbours_stand_around_ones_own_place(key: int, shown: list[int]) -> None:
    ordered = placed([(one, Decimal(-one)) for one in range(1, 10)], more_is_better=True)
    assert [one.key for one in around(ordered, key, reach=2)] == shown
