"""The year's score of a plan, once its evaluation is final, and who earns by it."""

from __future__ import annotations

from indicators.periods.kept.values import Snapshot
from indicators.periods.models import FinalScore, PeriodStep
from indicators.returns.scores.rows import final_fields
from indicators.returns.scores.services import rescore_linking
from plans.models import Plan
from plans.selectors import rule_set_named


def keep_final_score(step: PeriodStep, evaluated: Snapshot, *, plan: Plan) -> None:
    """The evaluated score is the year's from now on, also for the agreement that earns by it."""
    FinalScore.objects.update_or_create(
        plan=plan,
        defaults={
            "step": step,
            "rule_set": rule_set_named(evaluated.score.rules) or plan.rule_set,
            **final_fields(evaluated.score),
        },
    )
    rescore_linking(plan, since=plan.span.months[-1])


def forget_final_score(plan: Plan) -> None:
    """The evaluation went back: until there is another, the office's own score is the year's."""
    if FinalScore.objects.filter(plan=plan).delete()[0]:
        rescore_linking(plan, since=plan.span.months[-1])
