"""Readers of notices."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet

from notices.models import EmailOptOut, Notice

SENTENCE_NAMES: Final = (
    "plan__office", "plan__fiscal_year", "office", "indicator__activity", "by",
)  # fmt: skip
"""What the sentence of a notice names."""


def notices_of(user: AbstractUser) -> QuerySet[Notice]:
    """The person's notices, newest first, with what their sentences name at hand."""
    return (
        Notice.objects.filter(recipient=user.pk)
        .select_related(*SENTENCE_NAMES)
        .order_by("-at", "-id")
    )


def unread_notices(user: AbstractUser) -> QuerySet[Notice]:
    """The person's notices that are unread."""
    return Notice.objects.filter(recipient=user.pk, read_at=None)


def wants_mail(user: AbstractUser) -> bool:
    """Whether the person takes the daily email: one query."""
    return not EmailOptOut.objects.filter(user=user.pk).exists()
