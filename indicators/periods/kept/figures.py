"""A kept report as the figures that pages are made of, and those that were kept before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from indicators.periods.kept.data import is_whole, whole_snapshot
from indicators.periods.kept.values import Snapshot, snapshot_of
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.values import StoredCell
from indicators.scoring.precision import HUNDRED, ZERO, settled, total, total_of_known
from indicators.scoring.values import (
    Basis,
    Case,
    Explanation,
    IndicatorScore,
    ObjectiveScore,
    PlanScore,
    Reason,
    Rules,
)
from numerals import NIL, Figure, Month, Value, figure_of, from_canonical
from plans.document.values import IndicatorEntry, ObjectiveEntry
from plans.models import Indicator, Plan
from plans.services.storing import activity_of, indicator_of, objective_of


def read_snapshot(data: Mapping[str, Any], *, figures: PlanFigures) -> Snapshot:
    """What a step kept. Of an earlier version's the plan's words and targets are those of now."""
    return whole_snapshot(data) if is_whole(data) else _older(data, figures)


def kept_figures(snapshot: Snapshot, live: PlanFigures) -> PlanFigures:
    """The plan and its figures as kept, as rows that nobody stored; the returns are those of now.

    No query.
    """
    indicators = tuple(_indicators(snapshot, live.plan))
    ids = {one.row: one.pk for one in indicators}
    last = max(snapshot.document.months)
    cells: dict[Month, dict[int, StoredCell]] = {}
    for entry in snapshot.document.indicators:
        pk = ids[entry.row]
        for month in {*entry.achieved, last}:
            cells.setdefault(month, {})[pk] = _cell(entry, pk, month, is_last=month == last)
    return PlanFigures(
        plan=live.plan, indicators=indicators, monthly_returns=live.monthly_returns, cells=cells
    )


def _cell(entry: IndicatorEntry, indicator: int, month: Month, *, is_last: bool) -> StoredCell:
    figure = entry.achieved.get(month)
    return StoredCell(
        indicator_id=indicator,
        value=None if figure is NIL else figure,
        is_nil=figure is NIL,
        remarks=entry.remarks if is_last else "",
        reported_cumulative=entry.reported.cumulative if is_last else None,
        reported_rate=entry.reported.rate if is_last else None,
    )


def _indicators(snapshot: Snapshot, plan: Plan) -> Iterator[Indicator]:
    position = number = 0
    for place, (pk, kept) in enumerate(
        zip(snapshot.objectives, snapshot.document.objectives, strict=True), start=1
    ):
        objective = objective_of(plan, kept, place)
        objective.pk = pk
        for entry in kept.activities:
            number += 1
            activity = activity_of(objective, entry, number)
            activity.pk = number
            for one in entry.indicators:
                position += 1
                member = snapshot.members[one.row]
                row = indicator_of(plan, activity, one, position)
                row.pk, row.frequency, row.linked_kind = (
                    member.pk,
                    member.frequency,
                    member.linked_kind,
                )
                yield row


def _older(data: Mapping[str, Any], figures: PlanFigures) -> Snapshot:
    """Figures and scores as kept, in the plan as it is now; rows that are gone are left out."""
    lines: Mapping[str, Any] = data["lines"]
    months = [Month.parse(month) for line in lines.values() for month in line["figures"]]
    last = max(months, default=max(figures.monthly_returns, default=figures.plan.span.months[-1]))
    rules = Rules(version=data["rules"])
    document = figures.document(until=last).with_indicators(
        lambda entry: replace(entry, achieved=_achieved(entry, lines.get(entry.row)))
    )
    objectives = tuple(_older_objective(entry, lines) for entry in document.objectives)
    is_scored = any(line["weighted"] is not None for line in lines.values())
    score = PlanScore(
        rules=rules.version,
        basis=Basis.COMPUTED,
        # At first a sum of no scores was kept as zero; what was kept is never rewritten.
        weighted=_decimal(data["weighted"]) if is_scored else None,
        weight=Decimal(data["weight"]),
        stated_weight=total(one.stated_weight or ZERO for one in objectives),
        objectives=objectives,
    )
    blank = snapshot_of(figures, score, month=last, rules=rules, linked={}, sections={})
    return replace(blank, document=document, is_whole=False)


def _achieved(entry: IndicatorEntry, line: Mapping[str, Any] | None) -> dict[Month, Figure]:
    kept = line["figures"] if line else {}
    return {
        **entry.achieved,
        **{Month.parse(month): figure_of(text) for month, text in kept.items()},
    }


def _older_objective(entry: ObjectiveEntry, lines: Mapping[str, Any]) -> ObjectiveScore:
    scores = tuple(_older_score(one, lines.get(one.row)) for one in entry.indicators)
    return ObjectiveScore(
        key=entry.row,
        section=entry.section,
        stated_weight=entry.weight,
        weight=total(one.weight or ZERO for one in scores),
        weighted=total_of_known(one.weighted for one in scores),
        indicators=scores,
    )


def _older_score(entry: IndicatorEntry, line: Mapping[str, Any] | None) -> IndicatorScore:
    achieved = _value(line["achieved"]) if line else None
    weighted = _decimal(line["weighted"]) if line else None
    full = entry.targets.t100
    is_number = isinstance(achieved, Decimal) and isinstance(full, Decimal) and full
    return IndicatorScore(
        key=entry.row,
        weight=entry.weight,
        achieved=achieved,
        rate=settled(achieved * HUNDRED / full) if is_number else None,  # type: ignore[operator]
        raw=_decimal(line["raw"]) if line else None,
        weighted=weighted,
        problem=Reason.NOT_REPORTED if weighted is None else None,
        explanation=Explanation(Case.UNSCORED if weighted is None else Case.AT_TIER),
    )


def _value(text: str | None) -> Value | None:
    return None if text is None else from_canonical(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
