"""Emptying the tests' database between tests that commit: what only grows lets go for a moment."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from indicators.history import triggers
from offices.journal.model import GUARD


class Command(flush.Command):
    """Django's own ``flush``, with the triggers of history and journal taken away meanwhile."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.schema_editor() as editor:
            triggers.remove(editor)
            GUARD.remove(editor)
        try:
            super().handle(**options)
        finally:
            with connection.schema_editor() as editor:
                triggers.install(editor)
                GUARD.install(editor)
