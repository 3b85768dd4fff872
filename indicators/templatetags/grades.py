"""The grade of a composite, where the year's rules give any."""

from __future__ import annotations

from django import template

from indicators.scoring.values import PlanScore
from plans.models import Plan
from plans.selectors import rule_set_named
from presentation.figures import sentence

register = template.Library()


@register.filter
def graded(plan: Plan, score: PlanScore | None) -> str:
    """The grade that the rules of a score give it; a query where those are not the plan's."""
    if score is None:
        return ""
    rules = plan.rule_set
    if score.rules and score.rules != rules.name:
        rules = rule_set_named(score.rules) or rules
    grade = rules.grade(score.normalised)
    return "" if grade is None else sentence(grade)
