"""The SQLite database of the tests as it stood at a moment, put back whole in milliseconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper


class Copy:
    """What ``make`` leaves in the database; made once in a process, afterwards copied there."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make: Final = make
        self._kept: sqlite3.Connection | None = None

    def put(self, connection: BaseDatabaseWrapper) -> None:
        """Leave the database as ``make`` does. No transaction may be open, here or elsewhere."""
        if connection.vendor != "sqlite":
            self._make()
        elif self._kept is None:
            self._make()
            self._kept = sqlite3.connect(":memory:", check_same_thread=False)
            _file_of(connection).backup(self._kept)
        else:
            self._kept.backup(_file_of(connection))


def _file_of(connection: BaseDatabaseWrapper) -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection
