"""The history, as far as a person may see it."""

from __future__ import annotations

from django.db.models import QuerySet

from ledger.models import Change
from offices.models import User
from offices.selectors import offices_visible_to


def changes_visible_to(user: User) -> QuerySet[Change]:
    """What was changed in the plans and returns of the offices that the user sees, newest first."""
    return (
        Change.objects.filter(plan__office__in=offices_visible_to(user))
        .select_related("plan__office", "plan__fiscal_year", "monthly_return", "by")
        .order_by("-id")
    )
