from decimal import Decimal

from indicators.scoring.ranking import least_difference, rank

D = Decimal


def test_equal_composites_share_a_rank_and_no_gap_follows() -> None:
    composites = {"a": Decimal(91), "b": Decimal("88.004"), "c": Decimal("87.995"), "d": Decimal(7)}
    assert rank(composites) == {"a": 1, "b": 2, "c": 2, "d": 3}


def test_half_a_cent_separates_ranks() -> None:
    assert rank({"a": Decimal("88.005"), "b": Decimal("88.0049")}) == {"a": 1, "b": 2}


def test_office_without_a_composite_has_no_rank() -> None:
    assert rank({"a": None, "b": Decimal(0)}) == {"a": None, "b": 1}


def test_rank_keeps_the_given_order() -> None:
    assert list(rank({"z": Decimal(1), "a": Decimal(2)})) == ["z", "a"]


def test_scores_closer_than_one_tier_share_a_rank() -> None:
    least = least_difference(Decimal("0.5"), Decimal(100))
    composites = {"a": D("90.10"), "b": D("90.06"), "c": D("90.05"), "d": D("90.01"), "e": None}

    assert least == D("0.05")
    assert rank(composites, least=least) == {"a": 1, "b": 1, "c": 2, "d": 2, "e": None}


def test_band_is_measured_from_its_best_and_does_not_creep() -> None:
    composites = {str(step): D(90) - step * D("0.04") for step in range(6)}

    assert list(rank(composites, least=D("0.1")).values()) == [1, 1, 1, 2, 2, 2]


def test_smaller_total_makes_a_tier_worth_more() -> None:
    assert least_difference(Decimal(1), Decimal(25)) == D("0.4")
    assert least_difference(Decimal(1), Decimal(0)) == 0
