"""The stored plan as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from numerals import Figure, figure_of
from plans.document.defaults import Kind, Mode
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.naming import Names
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PartEntry,
    PlanDocument,
)
from plans.models import Indicator, Plan


def plan_document(plan: Plan, indicators: Iterable[Indicator]) -> PlanDocument:
    """The stored plan as one value, without achievements. No query."""
    names = Names()
    return PlanDocument(
        form=Form.PLAN,
        office=plan.heading or plan.office.heading_bn or plan.office.name_bn,
        title=plan.title,
        fiscal_year=plan.span,
        objectives=tuple(
            _objective_entry(list(rows), names=names)
            for _, rows in groupby(indicators, key=lambda row: row.activity.objective_id)
        ),
    )


def _objective_entry(rows: list[Indicator], *, names: Names) -> ObjectiveEntry:
    objective = rows[0].activity.objective
    return ObjectiveEntry(
        row=names.of_objective(code=objective.code, section=objective.section),
        section=objective.section,
        code=objective.code or None,
        title=objective.title,
        weight=objective.weight,
        activities=tuple(
            _activity_entry(list(members))
            for _, members in groupby(rows, key=lambda row: row.activity_id)
        ),
    )


def _activity_entry(rows: list[Indicator]) -> ActivityEntry:
    activity = rows[0].activity
    return ActivityEntry(
        code=activity.code or None,
        title=activity.title,
        indicators=tuple(
            IndicatorEntry(
                row=row.row,
                code=row.code or None,
                title=row.title,
                unit=row.unit,
                weight=row.weight,
                targets=row.targets,
                method=Method(row.method) if row.method else None,
                targets_in=_figures(row.targets_by_period),
                baselines=_figures(row.baselines),
                projections=_figures(row.projections),
                responsible=row.responsible,
                evidence=row.evidence_definition,
                parts=tuple(PartEntry(figure_of(text)) for text in row.parts),
                frequency=Frequency(row.frequency),
                evidence_required=row.evidence_required,
                linked=Kind(row.linked_kind) if row.linked_kind else None,
                mode=Mode(row.mode) if row.mode else None,
                deduction=row.deduction,
                per_days=row.per_days,
                rolled=row.rolled,
            )
            for row in rows
        ),
    )


def _figures(texts: Mapping[str, str]) -> dict[str, Figure]:
    return {period: figure_of(text) for period, text in texts.items()}
