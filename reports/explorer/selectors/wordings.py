"""What a row says of what it measures, and whether two rows measure the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from plans.document.matching.wordings import Worded
from plans.document.methods import Method
from plans.models import Indicator

WORDS: Final = ("title", "unit", "method", "activity__title", "activity__objective__title")
"""The columns of an indicator that ``worded`` reads."""


def worded_of(indicator: Indicator) -> Worded:
    """What the row says of what it measures; its activity and objective at hand."""
    above = indicator.activity.title or indicator.activity.objective.title
    return Worded(indicator.title, indicator.unit, indicator.method, above)


def is_comparable(one: Worded, other: Worded) -> bool:
    """Whether the figures of the two are amounts of the same thing."""
    return one.unit.strip() == other.unit.strip() and _is_mean(one) == _is_mean(other)


def _is_mean(one: Worded) -> bool:
    return bool(one.method) and Method(one.method).rule.is_mean


def worded(words: Iterable[str]) -> Worded:
    """A row's words as they are read: title, unit, method, activity, objective."""
    title, unit, method, activity, objective = words
    return Worded(title, unit, method, activity or objective)
