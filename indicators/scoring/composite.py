"""The score of a whole plan: indicators, objectives, composite (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import localcontext

from indicators.scoring.indicator import score_indicator
from indicators.scoring.precision import (
    WORKING,
    ZERO,
    grand_total,
    grand_total_of_known,
    total,
    total_of_known,
)
from indicators.scoring.values import (
    Basis,
    ObjectiveInput,
    ObjectiveScore,
    PlanInput,
    PlanScore,
    Rules,
)
from numerals import Month


def score_plan(
    plan: PlanInput,
    *,
    rules: Rules,
    basis: Basis = Basis.COMPUTED,
    months: Collection[Month] | None = None,
) -> PlanScore:
    """Score ``plan`` by ``rules`` over ``months`` (``None``: every month it reports).

    An indicator without a score counts in the weight that the composite is out of and adds
    nothing to it; its reason is its ``problem``. Where no indicator has one there is no
    composite: nothing reported is ``None``, not zero. Nothing is raised for what a plan says.
    """
    with localcontext(WORKING):
        objectives = tuple(
            _score_objective(objective, rules=rules, basis=basis, months=months)
            for objective in plan.objectives
        )
        return PlanScore(
            rules=rules.version,
            basis=basis,
            weighted=grand_total_of_known(objective.weighted for objective in objectives),
            weight=grand_total(objective.weight for objective in objectives),
            stated_weight=grand_total(objective.stated_weight or ZERO for objective in objectives),
            objectives=objectives,
        )


def _score_objective(
    objective: ObjectiveInput,
    *,
    rules: Rules,
    basis: Basis,
    months: Collection[Month] | None,
) -> ObjectiveScore:
    mode = rules.mode_of(objective.section)
    scores = tuple(
        score_indicator(indicator, mode=mode, rules=rules, basis=basis, months=months)
        for indicator in objective.indicators
    )
    return ObjectiveScore(
        key=objective.key,
        section=objective.section,
        stated_weight=objective.weight,
        weight=total(score.weight or ZERO for score in scores),
        weighted=total_of_known(score.weighted for score in scores),
        indicators=scores,
    )
