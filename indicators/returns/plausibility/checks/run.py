"""All checks in one tuple, and their run over a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from indicators.returns.plausibility.checks import cells, columns
from indicators.returns.plausibility.checks.values import CheckedColumn, Thresholds
from plans.document.values import Problem

Check: TypeAlias = Callable[[CheckedColumn, Thresholds], Iterator[Problem]]

CHECKS: Final[tuple[Check, ...]] = (
    columns.same_figure_all_down,
    columns.column_of_last_month,
    cells.fraction_of_a_count,
    cells.percent_out_of_range,
    cells.falling_cumulative,
    cells.unlike_its_kind,
    cells.run_of_equal_months,
)


def look_over(
    column: CheckedColumn, limits: Thresholds, *, checks: Sequence[Check] = CHECKS
) -> tuple[Problem, ...]:
    """What the checks find in the column, check by check."""
    return tuple(problem for one in checks for problem in one(column, limits))
