"""The writers of plans."""

from plans.services.frozen import FrozenPlan, frozen_among, require_thawed
from plans.services.rules import ensure_fiscal_year, ensure_rule_set, rules_in_use
from plans.services.storing import DoesNotFit, PlanExists, store_plan

__all__ = [
    "DoesNotFit",
    "FrozenPlan",
    "PlanExists",
    "ensure_fiscal_year",
    "ensure_rule_set",
    "frozen_among",
    "require_thawed",
    "rules_in_use",
    "store_plan",
]
