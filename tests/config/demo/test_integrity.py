from decimal import Decimal

from config.demo.action_plans import action_plan
from config.demo.districts import DISTRICTS
from numerals import FiscalYearSpan
from plans.document.checks import check
from plans.document.defaults import Kind, Mode

YEAR = FiscalYearSpan(2025)


def test_integrity_plan_of_50_has_all_four_modes() -> None:
    plan = action_plan(Kind.INTEGRITY, DISTRICTS[0], YEAR)
    modes = {entry.mode or Mode.TIERS for entry in plan.indicators}
    assert modes == set(Mode)
    assert sum(entry.weight or Decimal(0) for entry in plan.indicators) == 50
    rules = {problem.rule for problem in check(plan)}
    assert rules.isdisjoint(
        {"one-target-by-tiers", "no-deadline", "not-proportional", "no-deduction"}
    )
