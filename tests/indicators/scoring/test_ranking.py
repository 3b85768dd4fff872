from decimal import Decimal

from indicators.scoring.ranking import rank


def test_equal_composites_share_a_rank_and_no_gap_follows() -> None:
    composites = {"a": Decimal(91), "b": Decimal("88.004"), "c": Decimal("87.995"), "d": Decimal(7)}
    assert rank(composites) == {"a": 1, "b": 2, "c": 2, "d": 3}


def test_half_a_cent_separates_ranks() -> None:
    assert rank({"a": Decimal("88.005"), "b": Decimal("88.0049")}) == {"a": 1, "b": 2}


def test_office_without_a_composite_has_no_rank() -> None:
    assert rank({"a": None, "b": Decimal(0)}) == {"a": None, "b": 1}


def test_rank_keeps_the_given_order() -> None:
    assert list(rank({"z": Decimal(1), "a": Decimal(2)})) == ["z", "a"]
