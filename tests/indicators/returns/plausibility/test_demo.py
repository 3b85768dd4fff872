"""The demo's plausible figures are left in peace, and its planted ones are found."""

from __future__ import annotations

from collections import Counter

from indicators.returns.plausibility.checks import Thresholds, look_over
from tests.benchmarks.alarms import columns_of, district_years, planted


def test_plausible_figures_are_left_in_peace() -> None:
    cells, found = 0, Counter[str]()
    for _office, month, column in columns_of(district_years(frozenset())):
        if month.month in (9, 12, 3, 6):
            cells += len(column.cells)
            found.update(one.rule for one in look_over(column, Thresholds()))

    assert cells > 7000
    assert found.total() * 1000 < 2 * cells


def test_every_planted_figure_is_found() -> None:
    assert all(planted().values())
    assert len(planted()) == 6
