"""Sign-ins are slowed, never locked: by person and address, and by address far later.

Offices share addresses, so the two counts differ: five mistakes with one user name slow that
name from that address only; a hundred of whatever names slow the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from offices.models import SignInAttempts


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts are free; each further one waits, twice as long as the one before.

    The count is forgotten after ``forgotten`` without an attempt.
    """

    free: int
    longest: timedelta
    forgotten: timedelta

    def wait(self, count: int) -> timedelta:
        """How long the attempt after ``count`` others has to wait."""
        if count < self.free:
            return timedelta()
        return min(timedelta(minutes=2 ** min(count - self.free, 12)), self.longest)


BY_PERSON: Final = Limit(5, longest=timedelta(hours=1), forgotten=timedelta(hours=2))
BY_ADDRESS: Final = Limit(100, longest=timedelta(minutes=2), forgotten=timedelta(minutes=15))

_KEPT: Final = timedelta(days=1)


class TooManyAttempts(Exception):
    """The next attempt is heard from ``retry_at`` on."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(retry_at)
        self.retry_at = retry_at


def client_address(request: HttpRequest) -> str:
    """Where the request comes from.

    What a proxy that we trust saw last counts; anybody else could write anything there.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    told: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    # gunicorn behind a socket file knows no peer; only the proxy can reach that file.
    if told and (not peer or peer in settings.TRUSTED_PROXIES):
        peer = told.rpartition(",")[2].strip()
    return peer[:45]


@transaction.atomic
def claim_attempt(*, username: str, address: str) -> None:
    """Count an attempt before it is made, so that many at once are counted too.

    Raises ``TooManyAttempts``, and counts nothing, while the person or the address must wait.
    """
    now = timezone.now()
    counts = [
        (_locked(name, address, limit=limit, now=now), limit)
        for name, limit in ((_folded(username), BY_PERSON), ("", BY_ADDRESS))
    ]
    retry_at = max(count.last_at + limit.wait(count.count) for count, limit in counts)
    if retry_at > now:
        raise TooManyAttempts(retry_at)
    for count, _limit in counts:
        count.count += 1
        count.last_at = now
        count.save(update_fields=["count", "last_at"])


@transaction.atomic
def forgive_attempt(*, username: str, address: str) -> None:
    """The attempt was right: the person's count is void, the address's lower by one."""
    SignInAttempts.objects.filter(username=_folded(username), address=address).delete()
    count = SignInAttempts.objects.select_for_update().filter(username="", address=address).first()
    if count and count.count:
        count.count -= 1
        count.save(update_fields=["count"])


def _locked(username: str, address: str, *, limit: Limit, now: datetime) -> SignInAttempts:
    found, created = SignInAttempts.objects.select_for_update().get_or_create(
        username=username, address=address, defaults={"last_at": now}
    )
    if created:
        SignInAttempts.objects.filter(last_at__lt=now - _KEPT).delete()
    if found.last_at < now - limit.forgotten:
        found.count = 0
    return found


def _folded(username: str) -> str:
    return username.casefold()[:150]
