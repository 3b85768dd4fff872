"""Scores follow when a plan changes beneath its returns."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from indicators.models import Score
from indicators.selectors.figures import figures_of_plans
from indicators.services.history import plan_history
from indicators.services.scores import Rescoring, store_scores_of
from offices.models import User
from plans.models import Plan, RuleSet


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

    Raises ``ValueError`` for a plan of another year or kind.
    """
    for plan in plans:
        if (plan.fiscal_year_id, plan.kind) != (rule_set.fiscal_year_id, rule_set.kind):
            raise ValueError(f"{rule_set.name} are not the rules of {plan.address}")
        with plan_history([plan], by=by):
            plan.rule_set = rule_set
            plan.save(update_fields=["rule_set"])
        rescore_plan(plan)


def is_in_use(rule_set: RuleSet) -> bool:
    """Whether a stored score names this version of the rules."""
    return Score.objects.filter(rule_set=rule_set).exists()
