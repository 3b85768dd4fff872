"""The writers of plans."""

from plans.services.rules import ensure_fiscal_year, ensure_rule_set
from plans.services.storing import DoesNotFit, PlanExists, store_plan

__all__ = ["DoesNotFit", "PlanExists", "ensure_fiscal_year", "ensure_rule_set", "store_plan"]
