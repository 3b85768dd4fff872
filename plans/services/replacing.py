"""A stored plan gets the rows of another document in place: what is the same row stays it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar

from django.db import models, transaction
from django.db.models.functions import Cast, Concat

from plans.document.values import PlanDocument
from plans.models import PROMISED_FIELDS, Activity, Indicator, Objective, Plan
from plans.services.frozen import require_thawed
from plans.services.storing import activity_of, fitting, indicator_of, objective_of

_Row = TypeVar("_Row", Objective, Activity, Indicator)
_OBJECTIVE: Final = ("position", "section", "code", "title", "weight")
_ACTIVITY: Final = ("objective_id", "position", "code", "title")
_INDICATOR: Final = ("activity_id", "position", "row", *PROMISED_FIELDS)
_ASIDE: Final = 20_000
"""Positions beyond any plan's, where rows wait while others take theirs."""
_DROPPED: Final = 25_000
"""Positions of the rows that amendments dropped."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Which stored row each row of a document is, by id; rows that are new are not among them.

    Objectives and indicators by their names in the document, activities by the name of their
    first indicator.
    """

    objectives: Mapping[str, int] = field(default_factory=dict)
    activities: Mapping[str, int] = field(default_factory=dict)
    indicators: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def replace_plan(
    plan: Plan,
    document: PlanDocument,
    *,
    identities: Identities,
    total: Decimal | None = None,
    is_amended: bool = False,
) -> None:
    """Write ``document`` over the rows of ``plan``; rows that it has no more are deleted.

    Where the plan ``is_amended`` its indicators are dropped from this version on and stay stored:
    months that were accepted with them keep their figures and scores. Figures stay with the
    indicators that stay. Whoever calls it tells the history and scores anew. Raises
    ``FrozenPlan``, ``DoesNotFit``, and ``ProtectedError`` where a row that would go is told of in
    the history.
    """
    require_thawed([plan.pk])
    plan.title, plan.heading, plan.total_weight = document.title, document.office, total
    fitting([plan])[0].save(update_fields=["title", "heading", "total_weight"])
    _step_aside(plan)
    objectives = [
        _known(objective_of(plan, entry, position), identities.objectives.get(entry.row))
        for position, entry in enumerate(document.objectives, start=1)
    ]
    _write(objectives, Objective.objects.filter(plan=plan), _OBJECTIVE)
    activities = []
    for objective, parent in zip(objectives, document.objectives, strict=True):
        for position, one in enumerate(parent.activities, start=1):
            first = one.indicators[0].row if one.indicators else ""
            made = activity_of(objective, one, position)
            activities.append((_known(made, identities.activities.get(first)), one))
    _write([row for row, _ in activities], Activity.objects.filter(objective__plan=plan), _ACTIVITY)
    owned = [(activity, entry) for activity, one in activities for entry in one.indicators]
    indicators = [
        _known(indicator_of(plan, activity, entry, number), identities.indicators.get(entry.row))
        for number, (activity, entry) in enumerate(owned, start=1)
    ]
    _write(indicators, Indicator.objects.filter(plan=plan), _INDICATOR)
    if is_amended and activities:
        _drop(plan, indicators, home=activities[-1][0])
    _sweep(Indicator.objects.filter(plan=plan), indicators)
    _sweep(Activity.objects.filter(objective__plan=plan), [row for row, _ in activities])
    _sweep(Objective.objects.filter(plan=plan), objectives)


def _step_aside(plan: Plan) -> None:
    """Free the places and names that other rows are to have."""
    aside = models.F("position") + _ASIDE
    Objective.objects.filter(plan=plan).update(position=aside)
    Activity.objects.filter(objective__plan=plan).update(position=aside)
    Indicator.objects.filter(plan=plan).update(
        position=aside,
        row=Concat(models.Value("~"), Cast("pk", models.CharField())),
    )


def _known(row: _Row, pk: int | None) -> _Row:
    row.pk = pk
    return row


def _write(rows: Iterable[_Row], stored: models.QuerySet[_Row], fields: tuple[str, ...]) -> None:
    """Update the rows that are known, insert the others; an id of another plan counts as new.

    Three queries, however many rows there are.
    """
    here = set(stored.values_list("pk", flat=True))
    known: dict[int, _Row] = {}
    added: list[_Row] = []
    for row in fitting(rows):
        if row.pk in here and row.pk not in known:
            known[row.pk] = row
        else:
            row.pk = None
            added.append(row)
    names = [name.removesuffix("_id") for name in fields]
    model = stored.model
    model._default_manager.bulk_create(
        known.values(), update_conflicts=True, unique_fields=["id"], update_fields=names
    )
    model._default_manager.bulk_create(added)


def _drop(plan: Plan, kept: Iterable[Indicator], *, home: Activity) -> None:
    """Lay aside what is not kept, beneath an activity that stays, where no page looks for it."""
    gone = list(Indicator.objects.filter(plan=plan).exclude(pk__in=[row.pk for row in kept]))
    first = _DROPPED + Indicator.ever.filter(plan=plan).exclude(dropped_in=0).count()
    for position, row in enumerate(gone, start=first):
        row.activity, row.position, row.dropped_in = home, position, plan.version
    Indicator.ever.bulk_update(gone, ["activity", "position", "dropped_in"])


def _sweep(stored: models.QuerySet[_Row], kept: Iterable[_Row]) -> None:
    stored.exclude(pk__in=[row.pk for row in kept]).delete()
