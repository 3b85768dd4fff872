"""A plan as it promised before it was changed: an accepted month keeps the score of then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from indicators.returns.selectors.figures import PlanFigures
from ledger.models import Change, ChangedField
from numerals import from_canonical
from plans.models import Indicator, Objective

_TARGETS: Final = tuple(f"target_{tier}" for tier in (100, 90, 80, 70, 60))
_WORDS: Final = ("method", "frequency", "linked_kind", "mode", "unit", "roll_up")
_NUMBERS: Final = ("weight", "deduction")
_OF_OBJECTIVE: Final = {
    ChangedField.OBJECTIVE_CODE: "code",
    ChangedField.OBJECTIVE_WEIGHT: "weight",
    ChangedField.OBJECTIVE_SECTION: "section",
}


def versions_of(figures: PlanFigures, changes: Sequence[Change]) -> Iterator[PlanFigures]:
    """The figures with what the plan promises now, then with what it did before each change."""
    yield figures
    indicators = {one.pk: _copied(one) for one in figures.indicators}
    is_begun = False
    for change in reversed(changes):
        if change.field == ChangedField.WHOLE_PLAN:
            if change.before is None:
                break
            if is_begun:
                yield replace(figures, indicators=tuple(map(_copied, indicators.values())))
            is_begun = True
        elif is_begun:
            _undo(change, indicators)
    if is_begun:
        yield replace(figures, indicators=tuple(indicators.values()))


def _copied(indicator: Indicator) -> Indicator:
    one = copy(indicator)
    one._state = copy(indicator._state)
    one._state.fields_cache = dict(indicator._state.fields_cache)
    one.activity = copy(indicator.activity)
    one.activity._state = copy(indicator.activity._state)
    one.activity._state.fields_cache = dict(indicator.activity._state.fields_cache)
    one.activity.objective = copy(indicator.activity.objective)
    return one


def _undo(change: Change, indicators: dict[int, Indicator]) -> None:
    """Put back what stood there before the change, where scores depend on it."""
    indicator = indicators.get(change.indicator_id or 0)
    if change.field == ChangedField.TITLE and change.before is None:
        indicators.pop(change.indicator_id or 0, None)
    if indicator is not None and change.field in (
        *(*_TARGETS, *_WORDS, *_NUMBERS),
        *("per_days", "roll_up_from"),
    ):
        setattr(indicator, change.field, _value(change.field, change.before))
    if change.field in _OF_OBJECTIVE:
        name = _OF_OBJECTIVE[ChangedField(change.field)]
        for one in indicators.values():
            objective: Objective = one.activity.objective
            if objective.code == change.row:
                setattr(objective, name, _value(name, change.before))


def _value(name: str, text: str | None) -> Any:
    if name in _NUMBERS:
        return None if text is None else Decimal(text)
    if name == "per_days":
        return None if text is None else int(text)
    if name == "roll_up_from":
        return text.split("; ") if text else []
    if name in _TARGETS:
        return None if text is None else from_canonical(text)
    return text or ""
