"""A month as it is kept: as it was accepted, or as the report that it belongs to says it.

Reports stand above the month and know more of it; they register at the start what they know.
"""

from __future__ import annotations

from collections.abc import Callable

from indicators.returns.selectors.accepted import as_accepted
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month

Reader = Callable[[PlanFigures, Month], PlanFigures]

_reader: Reader = as_accepted


def read_kept_with(reader: Reader) -> None:
    """Ask ``reader`` from now on."""
    global _reader  # noqa: PLW0603  # said once, at the start
    _reader = reader


def kept_month(figures: PlanFigures, month: Month) -> PlanFigures:
    """The plan and its figures as the month says them: one query if accepted, two if reported."""
    return _reader(figures, month)
