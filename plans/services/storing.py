"""A plan document becomes rows."""

from __future__ import annotations

from django.db import transaction

from offices.models import Office
from plans.document.model import ActivityEntry, IndicatorEntry, ObjectiveEntry, PlanDocument
from plans.models import Activity, Indicator, Objective, Plan
from plans.services.rules import ensure_fiscal_year, ensure_rule_set


class PlanExists(Exception):
    """The office already has a plan of that kind and year; ``plan`` is it."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.address)
        self.plan = plan


@transaction.atomic
def store_plan(
    document: PlanDocument, *, office: Office, kind: str, is_demo: bool = False
) -> Plan:
    """Store a plan document for an office, all of it or nothing.

    Raises ``PlanExists`` rather than overwrite, and ``ValueError`` for a document without
    a fiscal year.
    """
    if document.fiscal_year is None:
        raise ValueError("the document names no fiscal year")
    fiscal_year = ensure_fiscal_year(document.fiscal_year)
    existing = Plan.objects.filter(office=office, fiscal_year=fiscal_year, kind=kind).first()
    if existing:
        raise PlanExists(existing)
    plan = Plan.objects.create(
        office=office,
        fiscal_year=fiscal_year,
        kind=kind,
        rule_set=ensure_rule_set(fiscal_year=fiscal_year, kind=kind),
        title=document.title,
        heading=document.office,
        is_demo=is_demo,
    )
    _store_tree(plan, document)
    return plan


def _store_tree(plan: Plan, document: PlanDocument) -> None:
    objectives = Objective.objects.bulk_create(
        _objective(plan, entry, position)
        for position, entry in enumerate(document.objectives, start=1)
    )
    activities = Activity.objects.bulk_create(
        _activity(objective, entry, position)
        for objective, parent in zip(objectives, document.objectives, strict=True)
        for position, entry in enumerate(parent.activities, start=1)
    )
    entries = [entry for parent in document.objectives for entry in parent.activities]
    owned = [
        (activity, entry)
        for activity, parent in zip(activities, entries, strict=True)
        for entry in parent.indicators
    ]
    Indicator.objects.bulk_create(
        _indicator(plan, activity, entry, position)
        for position, (activity, entry) in enumerate(owned, start=1)
    )


def _objective(plan: Plan, entry: ObjectiveEntry, position: int) -> Objective:
    return Objective(
        plan=plan,
        position=position,
        section=entry.section,
        code=entry.code or "",
        title=entry.title,
        weight=entry.weight,
    )


def _activity(objective: Objective, entry: ActivityEntry, position: int) -> Activity:
    return Activity(
        objective=objective, position=position, code=entry.code or "", title=entry.title
    )


def _indicator(
    plan: Plan, activity: Activity, entry: IndicatorEntry, position: int
) -> Indicator:
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
    )
