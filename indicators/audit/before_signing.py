"""Nobody signs what was altered past the application."""

from __future__ import annotations

from indicators.audit.proof import unexplained_plan_values
from plans.models import Plan
from plans.workshop.above import Above


class ProvesPlans(Above):
    """The history's part in the keeping of plans: what is signed is what it tells of."""

    def is_accounted_for(self, plan: Plan) -> bool:
        """Whether all that it says, and how it came to be agreed, is as the history tells."""
        return next(unexplained_plan_values(plan), None) is None
