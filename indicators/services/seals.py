"""The history is sealed from time to time: all lines since the last seal, in one more.

Nobody who writes waits for it: on PostgreSQL, where transactions overtake each other, only those
lines are sealed before which none can come any more.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Final

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from indicators.history.model import Change, Seal
from indicators.history.reading import lines_of
from indicators.history.signing import Digest, sign_seal

_WRITERS: Final = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = 'indicators_change'::regclass AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid <> pg_backend_pid()
"""
_PATIENCE: Final = 5.0
_PAUSE: Final = 0.1
"""Seconds to wait for those who write just now, and between two looks."""


def seal_history(*, takes_over: bool = False) -> Seal | None:
    """Seal the lines that came since the last seal; with ``takes_over`` all that there are.

    Nothing where there are none, where somebody writes for long just now, or where another
    worker was quicker: there will be a next time.
    """
    until = _settled_until()
    last = Seal.objects.last()
    after = 0 if takes_over or last is None else last.until
    if until is None or until <= after:
        return None
    digest = Digest(lines_of(Change.objects.filter(pk__gt=after, pk__lte=until)))
    seal = Seal(
        number=last.number + 1 if last else 1,
        until=until,
        lines=digest.lines,
        digest=digest.text,
        takes_over=takes_over,
        at=database_time(),
    )
    seal.signature = sign_seal(seal, before=last.signature if last else "")
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
    except IntegrityError:
        return None
    return seal


def _settled_until() -> int | None:
    """The last id before which no line can come any more.

    Ids are given while the table is locked for writing, until the end of the transaction: once
    all who held the lock after the id was read are gone, so are their lines, or they are there.
    """
    until: int | None = Change.objects.aggregate(last=Max("pk"))["last"]
    if connection.vendor != "postgresql":
        return until
    waiting, begun = _writers(), time.monotonic()
    while waiting:
        if time.monotonic() - begun > _PATIENCE:
            return None
        time.sleep(_PAUSE)
        waiting &= _writers()
    return until


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {name for (name,) in cursor.fetchall()}


def database_time() -> datetime:
    """The moment by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        found = cursor.fetchone()[0]
    return found if isinstance(found, datetime) else datetime.fromisoformat(found + "+00:00")
