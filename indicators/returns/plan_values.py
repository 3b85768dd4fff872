"""What plans promise, flat: each target, weight, word and rule with its canonical text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from ledger.models import ChangedField
from numerals import canonical
from plans.models import PROMISED_FIELDS, Activity, Indicator, Objective, Plan

_OF_INDICATOR: Final = {name: ChangedField(name) for name in PROMISED_FIELDS}
_OF_OBJECTIVE: Final = {
    "code": ChangedField.OBJECTIVE_CODE,
    "title": ChangedField.OBJECTIVE_TITLE,
    "weight": ChangedField.OBJECTIVE_WEIGHT,
    "section": ChangedField.OBJECTIVE_SECTION,
}
_OF_ACTIVITY: Final = {
    "code": ChangedField.ACTIVITY_CODE,
    "title": ChangedField.ACTIVITY_TITLE,
}
PROMISED: Final = frozenset(
    (
        *(*_OF_INDICATOR.values(), *_OF_OBJECTIVE.values(), *_OF_ACTIVITY.values()),
        *(ChangedField.PLAN_TITLE, ChangedField.PLAN_HEADING, ChangedField.RULES),
        ChangedField.PLAN_TOTAL,
        ChangedField.WHOLE_PLAN,
    )
)
"""What is told when a plan is corrected: all of one correction is one save."""


_CAME_LATER: Final = frozenset(
    {
        *(ChangedField.RESPONSIBLE, ChangedField.EVIDENCE_DEFINITION, ChangedField.BASELINES),
        *(ChangedField.PROJECTIONS, ChangedField.TARGETS_BY_PERIOD, ChangedField.PARTS),
        *(ChangedField.MODE, ChangedField.DEDUCTION, ChangedField.PER_DAYS),
        *(ChangedField.ROLL_UP, ChangedField.ROLL_UP_FROM),
        ChangedField.PLAN_TOTAL,
    }
)
"""What plans could not say when their first digests were told: saying nothing, it is not in one."""


class PlanValue(NamedTuple):
    """One thing that a plan says: of the record ``pk``, which ``field`` tells the kind of."""

    plan: int
    pk: int
    field: ChangedField

    @property
    def is_indicator(self) -> bool:
        """Whether ``pk`` is an indicator's."""
        return self.field.value in _OF_INDICATOR


class PlanValueText(NamedTuple):
    """How a promise reads: the row that it stands in, and its canonical text."""

    row: str
    text: str | None


def plan_values_of(plans: Collection[int]) -> dict[PlanValue, PlanValueText]:
    """Everything that the plans (by id) promise now: four queries."""
    return dict(_all_of(plans))


def digests_of(promises: Mapping[PlanValue, PlanValueText]) -> dict[int, str]:
    """The SHA-256 of all that each plan promises, by the plan's id."""
    lines: dict[int, list[str]] = {}
    for promise, said in promises.items():
        if said.text is None and promise.field in _CAME_LATER:
            continue
        line = json.dumps([promise.field, promise.pk, said.row, said.text], ensure_ascii=False)
        lines.setdefault(promise.plan, []).append(line)
    return {
        plan: hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()
        for plan, found in lines.items()
    }


def _all_of(plans: Collection[int]) -> Iterator[tuple[PlanValue, PlanValueText]]:
    for plan in Plan.objects.filter(pk__in=plans).select_related("rule_set"):
        yield (
            PlanValue(plan.pk, plan.pk, ChangedField.PLAN_TITLE),
            PlanValueText("", _text(plan.title)),
        )
        yield (
            PlanValue(plan.pk, plan.pk, ChangedField.PLAN_HEADING),
            PlanValueText("", _text(plan.heading)),
        )
        total = PlanValueText("", _text(plan.total_weight))
        yield PlanValue(plan.pk, plan.pk, ChangedField.PLAN_TOTAL), total
        yield PlanValue(plan.pk, plan.pk, ChangedField.RULES), PlanValueText("", plan.rule_set.name)
    objectives = Objective.objects.filter(plan__in=plans)
    yield from _rows(objectives.values_list("plan", "pk", "code", *_OF_OBJECTIVE), _OF_OBJECTIVE)
    activities = Activity.objects.filter(objective__plan__in=plans)
    yield from _rows(
        activities.values_list("objective__plan", "pk", "code", *_OF_ACTIVITY), _OF_ACTIVITY
    )
    indicators = Indicator.objects.filter(plan__in=plans)
    yield from _rows(indicators.values_list("plan", "pk", "row", *_OF_INDICATOR), _OF_INDICATOR)


def _rows(
    records: Any, fields: dict[str, ChangedField]
) -> Iterator[tuple[PlanValue, PlanValueText]]:
    for plan, pk, row, *values in records:
        for field, value in zip(fields.values(), values, strict=True):
            yield PlanValue(plan, pk, field), PlanValueText(row, _text(value))


def _text(
    value: Decimal | date | str | bool | int | dict[str, str] | list[str] | None,
) -> str | None:
    """The canonical text of a value; blank is nothing, and so is what does not apply.

    Of figures by period: ``2021-22: 12; 2022-23: 15.5``.
    """
    if isinstance(value, dict):
        return "; ".join(f"{period}: {text}" for period, text in sorted(value.items())) or None
    if isinstance(value, list):
        return "; ".join(value) or None
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal | date):
        return canonical(value)
    return value or None
