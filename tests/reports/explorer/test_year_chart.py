from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

from numerals import FiscalYearSpan, Month
from plans.document.values import TierTargets
from reports.explorer.year_chart import HEIGHT, WIDTH, year_chart

YEAR = FiscalYearSpan(2023)
JULY, AUGUST, MAY = Month(2023, 7), Month(2023, 8), Month(2024, 5)


def numbers(*targets: int) -> TierTargets:
    return TierTargets(*map(Decimal, targets))


def test_line_rises_with_the_figures_and_skips_months_without_one() -> None:
    drawn = year_chart(
        YEAR, numbers(100, 90, 80, 70, 60), {JULY: Decimal(10), AUGUST: None, MAY: Decimal(95)}
    )

    assert drawn is not None
    assert [one.month for one in drawn.dots] == [JULY, MAY]
    low, high = drawn.dots
    assert float(low.y) > float(high.y)
    assert drawn.path == f"M{low.x} {low.y}L{high.x} {high.y}"
    by_tier = {one.tier: float(one.y) for one in drawn.tiers}
    assert by_tier[100] < float(high.y) < by_tier[90]
    assert len(drawn.months) == 12


def test_labels_of_tiers_that_lie_close_do_not_cover_each_other() -> None:
    drawn = year_chart(YEAR, numbers(504, 502, 500, 498, 496), {JULY: Decimal(25)})

    assert drawn is not None
    heights = sorted(float(one.label_y) for one in drawn.tiers)
    assert all(after - before > 14 for before, after in itertools.pairwise(heights))
    assert heights[0] > 0
    assert heights[-1] < HEIGHT


def test_dates_are_drawn_among_dates() -> None:
    tiers = TierTargets(date(2024, 3, 1), date(2024, 4, 1))
    drawn = year_chart(YEAR, tiers, {MAY: date(2024, 3, 10), JULY: Decimal(3)})

    assert drawn is not None
    assert [one.value for one in drawn.dots] == [date(2024, 3, 10)]
    assert all(0 < float(one.y) < HEIGHT for one in drawn.tiers)
    assert all(0 < float(one.x) < WIDTH for one in drawn.dots)


def test_figures_without_tiers_and_a_single_zero_are_drawn() -> None:
    assert year_chart(YEAR, TierTargets(), {JULY: Decimal(0)}) is not None


def test_nothing_achieved_is_no_drawing() -> None:
    assert year_chart(YEAR, numbers(100, 90, 80, 70, 60), {JULY: None}) is None
