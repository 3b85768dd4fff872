"""Sign-ins are slowed, never locked: by person and address, and by address far later.

Offices share addresses, so the two counts differ: five mistakes with one user name slow that
name from that address only; a hundred of whatever names slow the address. Codes of the second
factor are so few that they are counted by person, from wherever they are tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from offices.accounts.models import SignInAttempts


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
BY_CODE: Final = Limit(5, longest=timedelta(hours=1), forgotten=timedelta(hours=2))
BY_NAME: Final = Limit(3, longest=timedelta(hours=1), forgotten=timedelta(hours=2))

_KEPT: Final = timedelta(days=1)
_ANYWHERE: Final = "*"


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
    _claim(((_folded(username), address, BY_PERSON), ("", address, BY_ADDRESS)))


@transaction.atomic
def claim_address(address: str) -> None:
    """Count an attempt of whom nobody knows yet who it is; raises as ``claim_attempt``."""
    _claim([("", address, BY_ADDRESS)])


@transaction.atomic
def claim_link(*, name: str, address: str) -> None:
    """Count that a link to set a password is asked for: by name from anywhere, and by address.

    Raises ``TooManyAttempts``, and counts nothing, while the name or the address must wait.
    """
    # No user name holds a blank.
    _claim(((f"link {_folded(name)}"[:150], _ANYWHERE, BY_NAME), ("", address, BY_ADDRESS)))


@transaction.atomic
def claim_code(*, username: str) -> None:
    """Count a code before it is looked at, as ``claim_attempt`` does a password."""
    _claim([(_folded(username), _ANYWHERE, BY_CODE)])


def forgive_code(*, username: str) -> None:
    """The code was right: the person's count is void."""
    SignInAttempts.objects.filter(username=_folded(username), address=_ANYWHERE).delete()


def say_when(response: HttpResponse, retry_at: datetime) -> HttpResponse:
    """The response as a refusal that tells programs, too, when to come again."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    wait = ceil((retry_at - timezone.now()).total_seconds())
    response.headers["Retry-After"] = str(max(wait, 1))
    return response


def _claim(claims: Iterable[tuple[str, str, Limit]]) -> None:
    now = timezone.now()
    counts = [
        (_locked(name, address, limit=limit, now=now), limit) for name, address, limit in claims
    ]
    # A clock that was set back keeps nobody out until it has caught up.
    retry_at = max(min(count.last_at, now) + limit.wait(count.count) for count, limit in counts)
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
    forgive_address(address)


@transaction.atomic
def forgive_address(address: str) -> None:
    """One attempt of the address was right: its count is lower by one."""
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
