"""Emptying the tests' database between tests that commit: what only grows lets go for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from django.core.management.commands import flush
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from indicators.audit.guards import GUARDS
from ledger.guards import Guard
from tests.database.copy import Copy
from tests.snapshot import tables_with_rows

EMPTIED: Final[dict[str, Copy]] = {}


class Command(flush.Command):
    """Django's own ``flush``, with the triggers of what only grows taken away meanwhile.

    SQLite is emptied once in a process; afterwards what that left is put back. On PostgreSQL only
    what has rows is emptied: its TRUNCATE makes the files of all tables and indexes anew.
    """

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor == "postgresql":
            _empty_what_has_rows(connection)
            return
        if connection.alias not in EMPTIED:
            EMPTIED[connection.alias] = Copy(partial(self._empty, connection, options))
        EMPTIED[connection.alias].put(connection)

    def _empty(self, connection: BaseDatabaseWrapper, options: dict[str, Any]) -> None:
        with _without(GUARDS, connection):
            super().handle(**options)


def _empty_what_has_rows(connection: BaseDatabaseWrapper) -> None:
    filled = tables_with_rows(connection)
    with (
        _without(tuple(guard for guard in GUARDS if guard.table in filled), connection),
        # What refers to a row is asked for at the end of the transaction, and is gone by then.
        transaction.atomic(using=connection.alias),
        connection.cursor() as cursor,
    ):
        cursor.execute(";".join(f'DELETE FROM "{table}"' for table in filled) or "SELECT 1")


@contextmanager
def _without(guards: tuple[Guard, ...], connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.schema_editor() as editor:
        for guard in guards:
            guard.remove(editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for guard in guards:
                guard.install(editor)
