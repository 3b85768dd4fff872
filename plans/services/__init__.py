"""The writers of plans."""

from plans.services.rules import ensure_fiscal_year, ensure_rule_set
from plans.services.storing import PlanExists, store_plan

__all__ = ["PlanExists", "ensure_fiscal_year", "ensure_rule_set", "store_plan"]
