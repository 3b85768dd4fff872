"""Scores follow when a plan changes beneath its returns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from django.db import transaction

from indicators.models import Score
from indicators.periods.models import FinalScore, PeriodStep
from indicators.selectors.figures import figures_of_plans
from indicators.services.history import plan_history
from indicators.services.scores import Rescoring, store_scores_of
from offices.models import User
from plans.models import Plan, RuleSet

_TOGETHER: Final = 200
"""How many plans are scored at once: few queries, and bounded memory."""


def rescore_plan(plan: Plan) -> None:
    """Score all of the plan's returns anew, and the plans that earn by it."""
    rescore_plans([plan])


@transaction.atomic
def rescore_plans(plans: Collection[Plan]) -> None:
    """Score all returns of the plans anew, and the plans that earn by them."""
    store_scores_of(
        [
            Rescoring(figures, since=min(figures.sheets))
            for figures in figures_of_plans(list(plans), lock=True)
            if figures.sheets
        ]
    )


@transaction.atomic
def adopt_rules(plans: Iterable[Plan], *, rule_set: RuleSet, by: User | None) -> None:
    """Score the plans by another version of the rules of their year and kind.

    Many plans take hardly more queries than one. Raises ``ValueError`` for a plan of another
    year or kind.
    """
    adopting = list(plans)
    for plan in adopting:
        if (plan.fiscal_year_id, plan.kind) != (rule_set.fiscal_year_id, rule_set.kind):
            raise ValueError(f"{rule_set.name} are not the rules of {plan.address}")
    for start in range(0, len(adopting), _TOGETHER):
        some = adopting[start : start + _TOGETHER]
        with plan_history(some, by=by):
            for plan in some:
                plan.rule_set = rule_set
            Plan.objects.bulk_update(some, ["rule_set"])
        rescore_plans(some)


def is_in_use(rule_set: RuleSet) -> bool:
    """Whether a score that is stored or kept names this version of the rules."""
    return (
        Score.objects.filter(rule_set=rule_set).exists()
        or FinalScore.objects.filter(rule_set=rule_set).exists()
        or PeriodStep.objects.filter(reported__rules__version=rule_set.name).exists()
    )
