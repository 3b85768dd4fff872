"""Which returns wait for whom."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from indicators.models import Sheet
from indicators.workflow import IN_REVIEW
from offices.models import Office, User
from offices.selectors import offices_reviewed_by


def returns_to_review(user: User) -> QuerySet[Sheet]:
    """The submitted returns of the offices that the user oversees, oldest first."""
    return returns_in_review(offices_reviewed_by(user))


def returns_in_review(offices: QuerySet[Office]) -> QuerySet[Sheet]:
    """The submitted returns of the offices, oldest first."""
    return (
        Sheet.objects.filter(
            # Of a month that had not begun when its office closed, nothing is decided any more.
            Q(plan__office__active_to=None) | Q(plan__office__active_to__gte=F("month")),
            state__in=IN_REVIEW,
            plan__office__in=offices,
        )
        .select_related("plan__office", "plan__fiscal_year", "submitted_by")
        .order_by("submitted_at")
    )
