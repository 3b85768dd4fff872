"""Something that needs attention, as the nightly look finds it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from indicators.exceptions.models import StandingAlert
from plans.models import Plan


def alert_of(plan: Plan, **changes: Any) -> StandingAlert:
    """Something to look at in a row of the plan; ``changes`` are fields said otherwise."""
    found = {
        "rule": "sum-mismatch",
        "row": "2.5.2",
        "month": "2024-06",
        "weight": 1,
        "sentence_bn": "দেখুন",
        "sentence_en": "Look",
        "rests_on": 1,
        "found_at": timezone.now(),
    }
    alert: StandingAlert = StandingAlert.objects.create(plan=plan, **found | changes)
    return alert
