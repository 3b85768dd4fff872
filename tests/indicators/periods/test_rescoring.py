from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.periods.rescoring.services import adopt_rules
from indicators.returns.models import Score
from indicators.returns.scores.reckoning import rules_of
from plans.models import Plan, RuleSet
from plans.services.rules import add_version
from tests.cast import Cast, known


def step_rules(plan: Plan) -> RuleSet:
    return add_version(plan.rule_set, interpolation="step")


@pytest.mark.once
def test_new_version_of_the_rules_is_a_copy(cast: Cast) -> None:
    open_ended = add_version(cast.plan.rule_set, interpolation="step", cut_off=False)

    copied = add_version(open_ended)

    assert (copied.interpolation, copied.cut_off) == ("step", False)
    assert rules_of(copied).cut_off is False


def queries(plans: list[Plan], cast: Cast) -> int:
    rules = step_rules(plans[0])
    with CaptureQueriesContext(
        connection,
    ) as captured:
        adopt_rules(plans, rule_set=rules, by=cast.administrator)
    return len(captured)


BATCHES = 2
"""SQLite takes the lines of two plans in more than one insert."""


def test_rules_are_adopted_by_many_plans_at_once(cast: Cast) -> None:
    alone = queries([cast.plan], cast)
    assert queries([cast.plan, cast.sibling_plan], cast) <= alone + BATCHES


def test_scores_name_the_rules_that_were_adopted(cast: Cast) -> None:
    rules = step_rules(cast.plan)

    adopt_rules([cast.plan, cast.sibling_plan], rule_set=rules, by=cast.administrator)

    assert set(Score.objects.values_list("rule_set", flat=True)) == {rules.pk}
    assert set(Plan.objects.values_list("rule_set", flat=True)) == {rules.pk}
    june = Score.objects.get(plan=cast.plan, month="2024-06-01")
    assert round(known(june.weighted), 2) == Decimal("19.40")


@pytest.mark.once
def test_rules_of_another_kind_change_no_plan(cast: Cast) -> None:
    other = RuleSet.objects.create(fiscal_year=cast.plan.fiscal_year, kind="innovation")

    with pytest.raises(ValueError, match="are not the rules of"):
        adopt_rules([cast.plan], rule_set=other, by=cast.administrator)

    assert Plan.objects.get(pk=cast.plan.pk).rule_set == cast.plan.rule_set
