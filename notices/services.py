"""Notices are read, kept for a while, and emailed to those who want it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.contrib.auth.models import AbstractUser
from django.db.models import Q
from django.utils import timezone

from notices.models import Digest, EmailOptOut, Notice

KEPT_READ: Final = timedelta(days=90)
KEPT_UNREAD: Final = timedelta(days=400)


def mark_read(notice: Notice, *, by: AbstractUser) -> None:
    """The recipient has read it; once is enough."""
    Notice.objects.filter(pk=notice.pk, recipient=by.pk, read_at=None).update(
        read_at=timezone.now()
    )


def mark_all_read(*, by: AbstractUser, up_to: int) -> None:
    """The person has read all notices up to an id: those that the page showed as newest."""
    Notice.objects.filter(recipient=by.pk, read_at=None, pk__lte=up_to).update(
        read_at=timezone.now()
    )


def choose_mail(*, wanted: bool, by: AbstractUser) -> None:
    """Turn the daily email on or off for oneself."""
    if wanted:
        EmailOptOut.objects.filter(user=by.pk).delete()
    else:
        EmailOptOut.objects.get_or_create(user_id=by.pk)


def purge_notices() -> None:
    """Throw away notices that were read long ago, all of the year before, and old digests."""
    now = timezone.now()
    old = Q(read_at__lt=now - KEPT_READ) | Q(at__lt=now - KEPT_UNREAD)
    Notice.objects.filter(old).delete()
    Digest.objects.filter(made_at__lt=now - KEPT_READ).delete()
