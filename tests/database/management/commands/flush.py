"""Emptying the tests' database between tests that commit: the history lets go for a moment."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from indicators.history import triggers


class Command(flush.Command):
    """Django's own ``flush``, with the history's triggers taken away meanwhile."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.schema_editor() as editor:
            triggers.remove(editor)
        try:
            super().handle(**options)
        finally:
            with connection.schema_editor() as editor:
                triggers.install(editor)
