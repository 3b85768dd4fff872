"""Which returns wait for whom."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.workflow import IN_REVIEW
from offices.models import Office, User
from offices.selectors import offices_reviewed_by


def in_review_on(day: date) -> Q:
    """``indicators.returns.workflow.awaits_review``, asked of the database."""
    return Q(state__in=IN_REVIEW) | Q(
        state__in=(State.REOPENED, State.WITH_HEAD), open_until__lt=day
    )


def office_state(prefix: str = "") -> Case:
    """``MonthlyReturn.office_state``, asked of the database; ``prefix`` leads to the return."""
    with_head = When(**{f"{prefix}state": State.WITH_HEAD}, then=F(f"{prefix}resumes_as"))
    return Case(with_head, default=F(f"{prefix}state"))


def returns_to_review(user: User) -> QuerySet[MonthlyReturn]:
    """The returns that wait for a decision, of the offices that the user oversees."""
    return returns_in_review(offices_reviewed_by(user))


def returns_in_review(offices: QuerySet[Office]) -> QuerySet[MonthlyReturn]:
    """The returns of the offices that wait for a decision: unusual ones on top, then oldest first.

    Those that were submitted, and those that were opened again until a day that is over.
    """
    return (
        MonthlyReturn.objects.filter(
            in_review_on(timezone.localdate()),
            # Of a month that had not begun when its office closed, nothing is decided any more.
            Q(plan__office__active_to=None) | Q(plan__office__active_to__gte=F("month")),
            plan__office__in=offices,
        )
        .select_related("plan__office", "plan__fiscal_year", "plan__rule_set", "submitted_by")
        .annotate(is_plain=Case(When(odd_indicators__gt=0, then=False), default=True))
        .order_by("is_plain", "submitted_at", "pk")
    )


def next_to_decide(user: User, *, after: MonthlyReturn) -> MonthlyReturn | None:
    """The return that the user decides on after that one: the next in the queue, from its end on
    the first. ``None`` where no other waits. Two queries at most.

    What the user submitted waits for somebody else.
    """
    waiting = returns_to_review(user).exclude(pk=after.pk).exclude(submitted_by=user)
    is_plain = after.odd_indicators == 0
    further = Q(is_plain__gt=is_plain)
    if after.submitted_at is not None:
        further |= Q(is_plain=is_plain, submitted_at__gt=after.submitted_at)
        further |= Q(is_plain=is_plain, submitted_at=after.submitted_at, pk__gt=after.pk)
    is_before = Case(When(further, then=False), default=True)
    return (
        waiting.annotate(is_before=is_before).order_by("is_before", *waiting.query.order_by).first()
    )
