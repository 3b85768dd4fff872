"""Readers of the half-yearly feedback."""

from __future__ import annotations

from indicators.periods.feedback.models import HalfYearFeedback
from plans.models import Plan


def find_feedback(plan: Plan) -> HalfYearFeedback | None:
    """The feedback on the plan's half-year with what it says of objectives: two queries at most."""
    found = HalfYearFeedback.objects.filter(plan=plan).select_related("given_by", "answered_by")
    return found.prefetch_related("remarks").first()
