"""A plan and its findings as plain data for JSON: decimal strings, ISO dates, missing is null."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from numerals import Figure, Value, canonical, canonical_figure
from plans.document.reader import Reading
from plans.document.values import (
    TIERS,
    ActivityEntry,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    Problem,
)

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


def reading_as_json(reading: Reading, *, tables: int = 1) -> Json:
    """A form as it was read, with what ``as_json`` cannot tell of a stored plan.

    ``tables`` is how many forms its file has. Raises ``ValueError`` for a refusal.
    """
    document = reading.document
    if document is None:
        raise ValueError("a refused form has no document")
    data = as_json(document, problems=reading.problems)
    printed = (
        one
        for o in data["objectives"]
        for activity in o["activities"]
        for one in activity["indicators"]
    )
    for one, entry in zip(printed, document.indicators, strict=True):
        one["achieved"].update(_figures(entry.achieved_in))
        one.update(_more(entry))
        one["unread"] = {
            place.key: text for (row, place), text in reading.unread.items() if row == entry.row
        }
    return data | {
        "kind": None if reading.kind is None else str(reading.kind),
        "total": _value(reading.total),
        "columns": [{"heading": one.heading, "meaning": one.meaning} for one in reading.columns],
        "tables": tables,
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


def _more(indicator: IndicatorEntry) -> Json:
    return {
        "baselines": _figures(indicator.baselines),
        "projections": _figures(indicator.projections),
        "responsible": indicator.responsible,
        "evidence": indicator.evidence,
        "parts": [
            {"target": canonical_figure(part.target), "achieved": _figures(part.achieved)}
            for part in indicator.parts
        ],
        "targets_by_period": _figures(indicator.targets_in),
        "others": dict(indicator.others),
    }


def _figures(figures: Mapping[str, Figure]) -> dict[str, str | None]:
    return {period: canonical_figure(figure) for period, figure in figures.items()}


def _value(value: Value | None) -> str | None:
    return None if value is None else canonical(value)
