"""The lines of the ledger as plain values, in their order, and the time that they are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from ledger.models import Change
from ledger.signing import COLUMNS, SignedLine

_TOGETHER: Final = 5000


def lines_of(changes: QuerySet[Change]) -> Iterator[SignedLine]:
    """The lines by id, read piece by piece."""
    rows = changes.order_by("pk").values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=_TOGETHER):
        yield SignedLine(*row)


def database_time() -> datetime:
    """The moment by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        found = cursor.fetchone()[0]
    return found if isinstance(found, datetime) else datetime.fromisoformat(found + "+00:00")
