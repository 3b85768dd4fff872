"""The lines of the history as plain values, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet

from indicators.history.model import Change
from indicators.history.signing import COLUMNS, Line

_TOGETHER: Final = 5000


def lines_of(changes: QuerySet[Change]) -> Iterator[Line]:
    """The lines by id, read piece by piece."""
    rows = changes.order_by("pk").values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=_TOGETHER):
        yield Line(*row)
