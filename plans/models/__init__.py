"""What was promised: fiscal years with their rules, and plans down to the five targets."""

from __future__ import annotations

from plans.models.indicators import PROMISED_FIELDS, TARGET_FIELDS, TYPED, Indicator
from plans.models.plan import Activity, Objective, Plan
from plans.models.rules import RuleSet, RuleSetQuerySet, SectionRule
from plans.models.years import FiscalYear

__all__ = [
    "PROMISED_FIELDS",
    "TARGET_FIELDS",
    "TYPED",
    "Activity",
    "FiscalYear",
    "Indicator",
    "Objective",
    "Plan",
    "RuleSet",
    "RuleSetQuerySet",
    "SectionRule",
]
