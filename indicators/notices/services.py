"""Notices are read, kept for a while, and e-mailed to those who want it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from indicators.notices.model import Digest, Notice, WithoutMail
from offices.models import User

KEPT_READ: Final = timedelta(days=90)
KEPT_UNREAD: Final = timedelta(days=400)


def mark_read(notice: Notice, *, by: User) -> None:
    """The recipient has read it; once is enough."""
    Notice.objects.filter(pk=notice.pk, recipient=by, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, by: User, up_to: int) -> None:
    """The person has read all notices up to an id: those that the page showed as newest."""
    Notice.objects.filter(recipient=by, read_at=None, pk__lte=up_to).update(read_at=timezone.now())


def choose_mail(*, wanted: bool, by: User) -> None:
    """Turn the daily e-mail on or off for oneself."""
    if wanted:
        WithoutMail.objects.filter(user=by).delete()
    else:
        WithoutMail.objects.get_or_create(user=by)


def purge_notices() -> None:
    """Throw away notices that were read long ago, all of the year before, and old digests."""
    now = timezone.now()
    old = Q(read_at__lt=now - KEPT_READ) | Q(at__lt=now - KEPT_UNREAD)
    Notice.objects.filter(old).delete()
    Digest.objects.filter(made_at__lt=now - KEPT_READ).delete()
