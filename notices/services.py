"""People are told, in the transaction in which it happens; notices are read and kept a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from notices.models import Digest, EmailOptOut, Notice, NoticeKind
from numerals import Month

KEPT_READ: Final = timedelta(days=90)
KEPT_UNREAD: Final = timedelta(days=400)


class UnmadePlan(NamedTuple):
    """A plan that is not there yet: the id of the office that is to make it, and its kind."""

    office: int
    kind: str


def notify(
    to: QuerySet[Any],
    what: NoticeKind,
    *,
    month: Month,
    by: AbstractUser,
    plan: int | None = None,
    unmade: UnmadePlan | None = None,
    period: str = "month",
    indicator: int | None = None,
    words: str = "",
    until: date | None = None,
) -> int:
    """A notice to each of ``to`` but ``by``: two queries, however many they are. Gives how many
    people that were.

    ``plan`` and ``indicator`` are ids; ``month`` is the last of a longer ``period``; a plan that
    nobody has made yet is named by ``unmade``. Who ``to`` is, ``offices.selectors`` knows:
    ``reviewers_of`` and ``officers_of`` an office.
    """
    made = Notice.objects.bulk_create(
        Notice(
            recipient_id=pk,
            what=what,
            plan_id=plan,
            office_id=unmade.office if unmade else None,
            kind=unmade.kind if unmade else "",
            month=month,
            period=period,
            indicator_id=indicator,
            words=words,
            until=until,
            by_id=by.pk,
        )
        for pk in to.exclude(pk=by.pk).order_by("pk").values_list("pk", flat=True)
    )
    return len(made)


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
