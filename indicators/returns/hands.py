"""Who signed a monthly return."""

from __future__ import annotations

from indicators.handing_in.signing import SIGNED, Hands, hands_of
from indicators.returns.models import ReturnStep
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month


def hands_of_month(figures: PlanFigures, month: Month) -> Hands:
    """Who signed the month's return as it stands: one query where it was signed as is kept now."""
    sheet = figures.sheets.get(month)
    if sheet is None or sheet.state not in SIGNED:
        return Hands()
    steps = ReturnStep.objects.filter(sheet=sheet, to_state__in=SIGNED).order_by("pk")
    return hands_of(sheet, steps.defer("figures"), office=figures.plan.office)
