from __future__ import annotations

import pytest

from indicators.returns.plausibility.checks import CheckedCell, Thresholds
from plans.document.methods import Method
from tests.indicators.returns.plausibility.examples import cell, found


def page(*figures: str, **about: str) -> list[CheckedCell]:
    """A page of cells whose last figures are these."""
    return [cell(one, row=f"1.{place}.1", **about) for place, one in enumerate(figures)]  # type: ignore[arg-type]


def test_one_figure_all_down_the_page_is_odd() -> None:
    assert found(*page(*["1"] * 30)) == ["same-figure-down"]


def test_one_figure_with_a_few_others_is_odd_all_the_same() -> None:
    assert found(*page(*["1"] * 26, "7", "12", "0", "3")) == ["same-figure-down"]


@pytest.mark.parametrize(
    "figures",
    [
        ["0"] * 30,
        ["1"] * 7,
        ["1"] * 10 + ["4", "25", "0", "140", "3"],
        ["."] * 30,
        ["-"] * 30,
    ],
)
def test_zeros_small_pages_and_mixed_ones_are_not_odd(figures: list[str]) -> None:
    assert found(*page(*figures)) == []


def test_share_and_number_of_cells_are_the_years_to_set() -> None:
    strict = Thresholds(column_cells=3, column_percent=Thresholds().column_percent - 30)

    assert found(*page("1", "1", "1", "8", "9"), limits=strict) == ["same-figure-down"]


LAST = ["3 3", "14 14", "9 9", "120 120", "0 0", "- -", "1 1", "7 7", "22 22", "6 6", ". ."]


def test_column_of_last_month_is_odd() -> None:
    assert found(*page(*LAST)) == ["column-of-last-month"]


def test_one_figure_of_its_own_makes_a_column_ordinary() -> None:
    assert found(*page(*LAST, "8 9")) == []
    assert found(*page(*LAST, "8 .")) == []
    assert found(*page(*LAST, ". 8")) == []


def test_seven_equal_figures_are_too_few() -> None:
    assert found(*page(*LAST[:8])) == []


def test_cumulative_figures_may_stand_still_together_with_others_that_do_not() -> None:
    still = page(*["40 40"] * 9, method=Method.CUMULATIVE)

    assert "column-of-last-month" not in found(*still, *page("3 4"))
