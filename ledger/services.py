"""The only writers of the ledger: ``record`` adds lines, ``seal_history`` what chains them.

Whoever writes a figure, a state, a target, a person or an office records it in the same
transaction. Bulk writes send no signals, so that nothing here could notice them by itself.

Nobody who writes waits for a seal: on PostgreSQL, where transactions overtake each other, only
those lines are sealed before which none can come any more.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from ledger.models import Change, Seal
from ledger.requests import current_request
from ledger.selectors import database_time, lines_of
from ledger.signing import COLUMNS, RunningDigest, SignedLine, sign_seal

_SHEET: Final = Change._meta.get_field("monthly_return")

_WRITERS: Final = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = 'ledger_change'::regclass AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid <> pg_backend_pid()
"""
_PATIENCE: Final = 5.0
_PAUSE: Final = 0.1
"""Seconds to wait for those who write just now, and between two looks."""


def record(changes: Iterable[Change], *, by: Any = None) -> None:
    """Add the changes to the ledger: one insert for as many as a month can have.

    ``by`` is the person who made all of them, where they do not say so themselves.
    """
    request = current_request()
    rows = list(changes)
    for row in rows:
        row.request = request
        if by is not None:
            row.by = by
        if _SHEET.is_cached(row) and row.monthly_return is not None:
            # A return that was begun with this very change has its number by now.
            row.monthly_return_id = row.monthly_return.pk
        row.signature = _line(row).signed()
    Change.objects.bulk_create(rows, batch_size=1000)


def _line(change: Change) -> SignedLine:
    at = change.at if isinstance(change.at, datetime) else None
    values: list[Any] = [at if name == "at" else getattr(change, name) for name in COLUMNS]
    return SignedLine(*values)


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
    digest = RunningDigest(lines_of(Change.objects.filter(pk__gt=after, pk__lte=until)))
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
