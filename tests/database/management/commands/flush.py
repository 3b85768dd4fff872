"""Emptying the tests' database between tests that commit: what only grows lets go for a moment."""

from functools import partial
from typing import Any, Final

from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from indicators.audit.guards import GUARDS
from tests.database.copy import Copy

EMPTIED: Final[dict[str, Copy]] = {}


class Command(flush.Command):
    """Django's own ``flush``, with the triggers of what only grows taken away meanwhile.

    SQLite is emptied once in a process; afterwards what that left is put back.
    """

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.alias not in EMPTIED:
            EMPTIED[connection.alias] = Copy(partial(self._empty, connection, options))
        EMPTIED[connection.alias].put(connection)

    def _empty(self, connection: BaseDatabaseWrapper, options: dict[str, Any]) -> None:
        with connection.schema_editor() as editor:
            for guard in GUARDS:
                guard.remove(editor)
        try:
            super().handle(**options)
        finally:
            with connection.schema_editor() as editor:
                for guard in GUARDS:
                    guard.install(editor)
