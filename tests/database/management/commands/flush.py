"""Emptying the tests' database between tests that commit: what only grows lets go for a moment."""

from typing import Any, Final

from django.core.management.commands import flush
from django.db import connections

from indicators.history import triggers
from offices.journal import model as journal
from plans import calendar_models

GUARDS: Final = (triggers.GUARD, journal.GUARD, *calendar_models.GUARDS)


class Command(flush.Command):
    """Django's own ``flush``, with the triggers of what only grows taken away meanwhile."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.schema_editor() as editor:
            for guard in GUARDS:
                guard.remove(editor)
        try:
            super().handle(**options)
        finally:
            with connection.schema_editor() as editor:
                for guard in GUARDS:
                    guard.install(editor)
