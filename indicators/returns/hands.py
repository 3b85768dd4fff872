"""Who signed a monthly return."""

from __future__ import annotations

from indicators.returns.models import ReturnStep
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month
from plans.handing_in.signing import SIGNED, Hands, hands_of


def hands_of_month(figures: PlanFigures, month: Month) -> Hands:
    """Who signed the month's return as it stands: one query where it was signed as is kept now."""
    monthly_return = figures.monthly_returns.get(month)
    if monthly_return is None or monthly_return.state not in SIGNED:
        return Hands()
    steps = ReturnStep.objects.filter(monthly_return=monthly_return, to_state__in=SIGNED).order_by(
        "pk"
    )
    return hands_of(monthly_return, steps.defer("figures"), office=figures.plan.office)
