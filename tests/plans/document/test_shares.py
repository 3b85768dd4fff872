from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import decimals_of
from plans.document.defaults import Kind
from plans.document.methods import Method
from plans.document.shares import divided, may_be_divided, scaled
from plans.document.values import IndicatorEntry, TierTargets

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


def entry(method: Method | None, unit: str = "সংখ্যা") -> IndicatorEntry:
    return IndicatorEntry("1", "1", "title", unit, Decimal(1), TierTargets(), method=method)


@pytest.mark.parametrize(
    ("total", "by", "shares"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (10, [None, None], [5, 5]),
        (100, [1, 2, 3], [17, 33, 50]),
        ("0.05", [1, 1, 1], ["0.02", "0.02", "0.01"]),
        (0, [1, 2], [0, 0]),
        (7, [], []),
        (7, [0, 5, 0], [0, 7, 0]),
    ],
)
def test_shares_add_up(total: int | str, by: list[int | None], shares: list[int | str]) -> None:
    given_by = [None if one is None else Decimal(one) for one in by]
    assert divided(Decimal(total), given_by) == tuple(map(Decimal, shares))


@given(total=AMOUNTS, by=st.lists(st.one_of(st.none(), AMOUNTS), min_size=1, max_size=70))
def test_any_shares_add_up_and_none_is_below_zero(total: Decimal, by: list[Decimal | None]) -> None:
    shares = divided(total, by)
    assert sum(shares) == total
    assert min(shares) >= 0
    step = Decimal(1).scaleb(-decimals_of(total))
    whole = sum((one or Decimal(0) for one in by), Decimal(0))
    if whole:
        assert all(
            abs(share - total * (one or 0) / whole) <= step
            for share, one in zip(shares, by, strict=True)
        )


def test_sums_alone_are_divided_and_no_shares_of_a_whole() -> None:
    assert may_be_divided(entry(Method.SUM))
    assert not may_be_divided(entry(Method.SUM, "%"))
    assert not may_be_divided(entry(Method.CUMULATIVE))
    assert not may_be_divided(entry(Method.AVERAGE))
    assert not may_be_divided(entry(None))
    assert not may_be_divided(replace(entry(Method.SUM), linked=Kind.INTEGRITY))


def test_the_other_tiers_follow_the_first() -> None:
    tiers = TierTargets(*map(Decimal, (100, 90, 80, 70, 60)))
    assert scaled(tiers, Decimal(50)) == TierTargets(*map(Decimal, (50, 45, 40, 35, 30)))
    assert scaled(TierTargets(), Decimal(50)) == TierTargets(Decimal(50))
