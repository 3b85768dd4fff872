"""Readers of notices."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet

from notices.models import EmailOptOut, Notice


def notices_of(user: AbstractUser) -> QuerySet[Notice]:
    """The person's notices, newest first, with what their sentences name at hand."""
    return (
        Notice.objects.filter(recipient=user.pk)
        .select_related("plan__office", "plan__fiscal_year", "indicator__activity", "by")
        .order_by("-at", "-id")
    )


def unread_notices(user: AbstractUser) -> QuerySet[Notice]:
    """The person's notices that are unread."""
    return Notice.objects.filter(recipient=user.pk, read_at=None)


def wants_mail(user: AbstractUser) -> bool:
    """Whether the person takes the daily email: one query."""
    return not EmailOptOut.objects.filter(user=user.pk).exists()
