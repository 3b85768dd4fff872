"""Stored scores, read back as the values that scoring gave."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indicators.explanations import explanation_from_data
from indicators.models import ScoreLine
from indicators.scoring.model import (
    Basis,
    IndicatorScore,
    ObjectiveScore,
    PlanScore,
    Reason,
)
from indicators.selectors.figures import PlanFigures
from indicators.services.scores import rules_of, score_figures
from plans.document.model import Month


def score_of(figures: PlanFigures, month: Month) -> PlanScore:
    """The plan's scores as of ``month``: the stored ones of a month that has a return.

    A month nobody wrote to yet has none; its scores are those of the figures so far. One query
    where they are stored.
    """
    found = ScoreLine.objects.filter(score__plan=figures.plan, score__month=month)
    lines = {line.indicator_id: line for line in found.select_related("score__rule_set")}
    if not lines:
        return score_figures(figures, month=month, rules=rules_of(figures.plan.rule_set))
    stored = next(iter(lines.values())).score
    members: dict[int, list[IndicatorScore]] = {}
    for indicator in figures.indicators:
        members.setdefault(indicator.activity.objective_id, []).append(
            _indicator_score(indicator.row, indicator.weight, lines[indicator.pk])
        )
    return PlanScore(
        rules=stored.rule_set.name,
        basis=Basis.COMPUTED,
        weighted=stored.weighted,
        weight=stored.weight,
        stated_weight=stored.stated_weight,
        objectives=tuple(
            _objective_score(one, tuple(scores))
            for one, scores in zip(stored.objectives, members.values(), strict=True)
        ),
    )


def _indicator_score(row: str, weight: Decimal | None, line: ScoreLine) -> IndicatorScore:
    return IndicatorScore(
        key=row,
        weight=weight,
        achieved=line.achieved,
        rate=line.rate,
        raw=line.raw,
        weighted=line.weighted,
        problem=Reason(line.problem) if line.problem else None,
        explanation=explanation_from_data(line.explanation),
    )


def _objective_score(
    stored: dict[str, Any], indicators: tuple[IndicatorScore, ...]
) -> ObjectiveScore:
    stated, weighted = stored["stated_weight"], stored["weighted"]
    return ObjectiveScore(
        key=stored["row"],
        section=stored["section"],
        stated_weight=None if stated is None else Decimal(stated),
        weight=Decimal(stored["weight"]),
        weighted=None if weighted is None else Decimal(weighted),
        indicators=indicators,
    )
