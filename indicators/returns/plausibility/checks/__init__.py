"""Unusual figures in a month's figures: pure arithmetic over one column of a return.

To add a check: write a function ``(Column, Thresholds) -> Iterator[Problem]`` that looks for one
thing, in ``cells.py`` if it looks at single figures or in ``columns.py`` if at the month as a
whole; name it in ``CHECKS`` (``run.py``); let it say in both languages what it rests on and
accuse nobody; give it a test that is red without it; put what it goes by into ``Thresholds`` and
``plans.thresholds``, so that a year may set it; run ``tests/benchmarks/false_alarms.py`` and
write formula, source and false alarms into docs/plausibility.md.
"""

from indicators.returns.plausibility.checks.run import CHECKS, Check, look_over
from indicators.returns.plausibility.checks.values import CheckedCell, CheckedColumn, Thresholds

__all__ = ["CHECKS", "Check", "CheckedCell", "CheckedColumn", "Thresholds", "look_over"]
