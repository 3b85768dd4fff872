"""Readers of notices."""

from __future__ import annotations

from django.db.models import QuerySet

from indicators.notices.model import Notice, WithoutMail
from offices.models import User


def notices_of(user: User) -> QuerySet[Notice]:
    """The person's notices, newest first, with what their sentences name at hand."""
    return (
        Notice.objects.filter(recipient=user)
        .select_related("plan__office", "plan__fiscal_year", "indicator__activity", "by")
        .order_by("-at", "-id")
    )


def unread_notices(user: User) -> QuerySet[Notice]:
    """The person's notices that are unread."""
    return Notice.objects.filter(recipient=user, read_at=None)


def wants_mail(user: User) -> bool:
    """Whether the person takes the daily e-mail: one query."""
    return not WithoutMail.objects.filter(user=user).exists()
