"""A plan and its findings as plain data for JSON: decimal strings, ISO dates, missing is null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from plans.document.model import (
    TIERS,
    ActivityEntry,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    Problem,
    Value,
)
from plans.document.numerals import canonical, canonical_figure

Json: TypeAlias = dict[str, Any]


def as_json(document: PlanDocument, *, problems: Iterable[Problem] = ()) -> Json:
    """The whole document with its findings, in the order of the form."""
    return {
        "form": str(document.form),
        "office": document.office,
        "title": document.title,
        "fiscal_year": None if document.fiscal_year is None else str(document.fiscal_year),
        "months": [str(month) for month in document.months],
        "objectives": [_objective(objective) for objective in document.objectives],
        "problems": [problem_as_json(problem) for problem in problems],
    }


def problem_as_json(problem: Problem) -> Json:
    """One finding."""
    return {
        "rule": problem.rule,
        "severity": str(problem.severity),
        "row": problem.row,
        "message": {"bn": problem.message.bn, "en": problem.message.en},
    }


def _objective(objective: ObjectiveEntry) -> Json:
    return {
        "section": objective.section,
        "code": objective.code,
        "title": objective.title,
        "weight": _value(objective.weight),
        "activities": [_activity(activity) for activity in objective.activities],
    }


def _activity(activity: ActivityEntry) -> Json:
    return {
        "code": activity.code,
        "title": activity.title,
        "indicators": [_indicator(indicator) for indicator in activity.indicators],
    }


def _indicator(indicator: IndicatorEntry) -> Json:
    return {
        "code": indicator.code,
        "title": indicator.title,
        "method": None if indicator.method is None else str(indicator.method),
        "unit": indicator.unit,
        "weight": _value(indicator.weight),
        "targets": {
            str(tier): _value(target) for tier, target in zip(TIERS, indicator.targets, strict=True)
        },
        "achieved": {
            str(month): canonical_figure(figure) for month, figure in indicator.achieved.items()
        },
        "reported": {
            "cumulative": _value(indicator.reported.cumulative),
            "rate": _value(indicator.reported.rate),
        },
        "remarks": indicator.remarks,
    }


def _value(value: Value | None) -> str | None:
    return None if value is None else canonical(value)
