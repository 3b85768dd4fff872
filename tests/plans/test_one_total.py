"""What a year's rules prescribe, total and soft share, is what every place says of a plan."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from indicators.work.planning.selectors import offices_with_plans, plan_lines
from indicators.work.planning.values import PlanLine
from numerals import FiscalYearSpan
from offices.models import Role
from plans.agreements.findings import findings_of, may_have_errors
from plans.cascade.selectors import prescribed_total
from plans.cascade.template import template_of
from plans.document.defaults import Kind
from plans.models import Indicator, Plan, RuleSet, SectionRule
from plans.rules.selectors import settings_of_plan
from plans.selectors import indicators_of
from plans.workshop.selectors import examined
from plans.workshop.services.reopening import draft_of_plan
from reports.paper import CumulativeBasis, PaperForm
from reports.paper.heading import heading_of
from reports.selectors.paper import paper_of_plan
from tests.cast import JUNE, Cast, client_of, person
from tests.unguarded import unguarded

pytestmark = pytest.mark.once

YEAR = FiscalYearSpan(2023)
TOTAL = Decimal(50)
PAGE = "/plans/khulna/2023-24/apa/?month=2024-06"


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Khulna's, of a year whose rules prescribe another total, soft share and section's total."""
    rules = cast.plan.rule_set_id
    with unguarded(RuleSet), unguarded(SectionRule):
        RuleSet.objects.filter(pk=rules).update(total=TOTAL, soft_percent=Decimal(45))
        SectionRule.objects.filter(rule_set=rules, code="strategic").update(total=Decimal(35))
    return Plan.objects.select_related("rule_set", "office", "fiscal_year").get(pk=cast.plan.pk)


def line_of(cast: Cast, plan: Plan) -> PlanLine:
    """The plan's line in a planner's list."""
    planner = person("planner", Role.PLANNER, cast.head_office)
    offices = offices_with_plans(planner, Kind.APA)
    lines = plan_lines(planner, year=YEAR, kind=Kind.APA, offices=offices)
    return next(line for line in lines if line.plan == plan)


def test_every_place_says_the_total_of_the_years_rules(cast: Cast, plan: Plan) -> None:
    draft = draft_of_plan(plan, by=cast.administrator)
    in_workshop = examined(draft)
    paper = paper_of_plan(
        plan,
        form=PaperForm.EVALUATION,
        month=JUNE,
        cumulative=CumulativeBasis.YEAR,
        language="en",
    )

    assert in_workshop.whole == TOTAL
    assert line_of(cast, plan).prescribed == TOTAL
    assert prescribed_total(template_of(draft)) == TOTAL
    assert paper.whole == TOTAL
    printed = heading_of(paper).result
    assert printed is not None
    assert "prescribed is 50" in printed.disagreement

    at_the_gate = {one.message for one in findings_of(plan)}
    of_total = {
        one.message
        for one in in_workshop.problems
        if one.rule in ("total-weight-mismatch", "section-total-mismatch")
    }
    assert len(of_total) == 2
    assert of_total <= at_the_gate
    page = unescape(client_of(cast.officer).get(PAGE).content.decode())
    assert all(one.en in page or one.bn in page for one in of_total)


def test_every_place_calls_the_same_targets_soft(cast: Cast, plan: Plan) -> None:
    in_workshop = examined(draft_of_plan(plan, by=cast.administrator))
    settings = settings_of_plan(plan, today=timezone.localdate())
    page = client_of(cast.officer).get(PAGE).context["page"]

    soft = [one.message for one in in_workshop.problems if one.rule == "soft-target"]
    assert settings.soft_share == Decimal("0.45")
    assert len(soft) > 10
    assert soft == [
        finding.message
        for section in page.sections
        for objective in section.objectives
        for row in objective.group.rows
        for finding in row.findings
        if finding.rule == "soft-target"
    ]


def test_a_plan_that_makes_the_total_of_the_rules_is_not_off(cast: Cast, plan: Plan) -> None:
    with unguarded(RuleSet):
        RuleSet.objects.filter(pk=plan.rule_set_id).update(total=Decimal(102))
    line = line_of(cast, plan)
    assert (line.total, line.is_off) == (Decimal(102), False)


def test_what_an_amendment_dropped_weighs_nothing_in_the_list(cast: Cast, plan: Plan) -> None:
    dropped = cast.indicator("1.1.1")
    Indicator.objects.filter(pk=dropped.pk).update(dropped_in=2)
    line = line_of(cast, plan)
    assert dropped.weight
    assert line.total == Decimal(102) - dropped.weight


def test_a_glance_at_a_plan_sees_that_something_stands_in_its_way(plan: Plan) -> None:
    rows = list(indicators_of(plan))
    assert may_have_errors(plan, rows)
    assert findings_of(plan, rows)
