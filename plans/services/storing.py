"""A plan document becomes rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from numerals import Figure, canonical_figure
from offices.models import Office
from plans.document.values import ActivityEntry, IndicatorEntry, ObjectiveEntry, PlanDocument
from plans.models import Activity, Indicator, Objective, Plan
from plans.services.rules import ensure_fiscal_year, rules_of_new_plan

_Row = TypeVar("_Row", Plan, Objective, Activity, Indicator)
_BOUNDED: Final = ("title", "heading", "total_weight", "code", "row", "unit", "weight", "deduction")


class PlanExists(Exception):
    """The office already has a plan of that kind and year; ``plan`` is it."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.address)
        self.plan = plan


class DoesNotFit(ValueError):
    """A text or number of the document is too long to be stored; says which, and the bound."""


@transaction.atomic
def store_plan(
    document: PlanDocument,
    *,
    office: Office,
    kind: str,
    total: Decimal | None = None,
    is_demo: bool = False,
) -> Plan:
    """Store a plan document for an office, all of it or nothing, under its year's rules.

    ``total`` is the weight that the document states for itself.
    Raises ``PlanExists`` rather than overwrite, ``DoesNotFit`` rather than cut or round, and
    ``ValueError`` for a document without a fiscal year.
    """
    if document.fiscal_year is None:
        raise ValueError("the document names no fiscal year")
    fiscal_year = ensure_fiscal_year(document.fiscal_year)
    existing = Plan.objects.filter(office=office, fiscal_year=fiscal_year, kind=kind).first()
    if existing:
        raise PlanExists(existing)
    plan = Plan(
        office=office,
        fiscal_year=fiscal_year,
        kind=kind,
        rule_set=rules_of_new_plan(fiscal_year=fiscal_year, kind=kind),
        title=document.title,
        total_weight=total,
        heading=document.office,
        is_demo=is_demo,
    )
    fitting([plan])[0].save()
    _store_tree(plan, document)
    return plan


def _store_tree(plan: Plan, document: PlanDocument) -> None:
    objectives = Objective.objects.bulk_create(
        fitting(
            objective_of(plan, entry, position)
            for position, entry in enumerate(document.objectives, start=1)
        )
    )
    activities = Activity.objects.bulk_create(
        fitting(
            activity_of(objective, entry, position)
            for objective, parent in zip(objectives, document.objectives, strict=True)
            for position, entry in enumerate(parent.activities, start=1)
        )
    )
    entries = [entry for parent in document.objectives for entry in parent.activities]
    owned = [
        (activity, entry)
        for activity, parent in zip(activities, entries, strict=True)
        for entry in parent.indicators
    ]
    Indicator.objects.bulk_create(
        fitting(
            indicator_of(plan, activity, entry, position)
            for position, (activity, entry) in enumerate(owned, start=1)
        )
    )


def fitting(rows: Iterable[_Row]) -> list[_Row]:
    """``rows``, every text and weight of which fits its column; SQLite itself would not say."""
    checked = list(rows)
    for row in checked:
        for field in row._meta.concrete_fields:
            if field.name not in _BOUNDED:
                continue
            try:
                field.run_validators(field.value_from_object(row))
            except ValidationError as error:
                sentence = f"{_name(row)}: {field.verbose_name}: {' '.join(error.messages)}"
                raise DoesNotFit(sentence) from error
    return checked


def _name(row: _Row) -> str:
    """What the row goes by; where it has neither code nor title, its place."""
    named = str(row)
    return named if named or isinstance(row, Plan) else f"{row._meta.verbose_name} {row.position}"


def objective_of(plan: Plan, entry: ObjectiveEntry, position: int) -> Objective:
    """The objective as a row that is not stored yet."""
    return Objective(
        plan=plan,
        position=position,
        section=entry.section,
        code=entry.code or "",
        title=entry.title,
        weight=entry.weight,
    )


def activity_of(objective: Objective, entry: ActivityEntry, position: int) -> Activity:
    """The activity as a row that is not stored yet."""
    return Activity(
        objective=objective, position=position, code=entry.code or "", title=entry.title
    )


def indicator_of(plan: Plan, activity: Activity, entry: IndicatorEntry, position: int) -> Indicator:
    """The indicator as a row that is not stored yet; ``position`` is that in the whole plan."""
    targets = entry.targets
    return Indicator(
        plan=plan,
        activity=activity,
        position=position,
        row=entry.row,
        code=entry.code or "",
        title=entry.title,
        unit=entry.unit,
        method=entry.method or "",
        weight=entry.weight,
        target_100=targets.t100,
        target_90=targets.t90,
        target_80=targets.t80,
        target_70=targets.t70,
        target_60=targets.t60,
        frequency=entry.frequency.value,
        evidence_required=entry.evidence_required,
        linked_kind=entry.linked or "",
        mode=entry.mode or "",
        deduction=entry.deduction,
        per_days=entry.per_days,
        roll_up=entry.rolled.rule if entry.rolled else "",
        roll_up_from=[str(one) for one in entry.rolled.sources] if entry.rolled else [],
        responsible=entry.responsible,
        evidence_definition=entry.evidence,
        baselines=_by_period(entry.baselines),
        projections=_by_period(entry.projections),
        targets_by_period=_by_period(entry.targets_in),
        parts=[text for part in entry.parts if (text := canonical_figure(part.target))],
    )


def _by_period(figures: Mapping[str, Figure]) -> dict[str, str]:
    """The figures that are given, as canonical text, in the order of their times."""
    given = ((period, canonical_figure(figure)) for period, figure in sorted(figures.items()))
    return {period: text for period, text in given if text is not None}
