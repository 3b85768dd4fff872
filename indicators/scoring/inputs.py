"""The one way from a plan's document to what scoring takes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indicators.scoring.values import IndicatorInput, ObjectiveInput, PlanInput
from plans.document.rolling_up import Earned
from plans.document.values import IndicatorEntry, ObjectiveEntry, PlanDocument

_NOTHING_LINKED: Final[Mapping[str, Earned]] = MappingProxyType({})


def plan_input(
    document: PlanDocument, *, linked: Mapping[str, Earned] = _NOTHING_LINKED
) -> PlanInput:
    """``document`` as scoring sees it, keyed by row.

    ``linked`` maps the rows that earn by another plan to that plan's normalised composite
    (0 to 100), ``None`` where it has none yet, and those that are rolled up to their offices'
    figures; their months are then left aside.
    """
    return PlanInput(tuple(_objective(entry, linked) for entry in document.objectives))


def _objective(entry: ObjectiveEntry, linked: Mapping[str, Earned]) -> ObjectiveInput:
    return ObjectiveInput(
        key=entry.row,
        section=entry.section,
        weight=entry.weight,
        indicators=tuple(_indicator(indicator, linked) for indicator in entry.indicators),
    )


def _indicator(entry: IndicatorEntry, linked: Mapping[str, Earned]) -> IndicatorInput:
    return IndicatorInput(
        key=entry.row,
        method=entry.method,
        weight=entry.weight,
        targets=entry.targets,
        achieved=entry.achieved,
        reported=entry.reported.cumulative,
        is_linked=entry.row in linked,
        linked=linked.get(entry.row),
        mode=entry.mode,
        deduction=entry.deduction,
        per_days=entry.per_days,
    )
