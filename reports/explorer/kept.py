"""Readers of what a plan said when a month of it was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.accepted import words_accepted
from plans.models import PROMISED_FIELDS, Indicator, Plan
from plans.selectors import indicators_of


def promised_at(plan: Plan, monthly_return: MonthlyReturn | None) -> Sequence[Indicator]:
    """The plan's rows as they were when the month was accepted, else as they stand: one query, two
    where the month is not accepted, or was before that was kept.
    """
    words = words_accepted([monthly_return]) if monthly_return else {}
    return next(iter(words.values())).indicators if words else indicators_of(plan)


def as_accepted_with(indicator: Indicator, monthly_return: MonthlyReturn | None) -> Indicator:
    """The row as the month was accepted with it; the same where it is not, or is no other: one
    query, or none.
    """
    words = words_accepted([monthly_return]) if monthly_return else {}
    rows = (row for one in words.values() for row in one.indicators if row.pk == indicator.pk)
    kept = next(rows, None)
    if kept is None or all(
        getattr(kept, name) == getattr(indicator, name) for name in PROMISED_FIELDS
    ):
        return indicator
    found = copy(indicator)
    for name in PROMISED_FIELDS:
        setattr(found, name, getattr(kept, name))
    return found
