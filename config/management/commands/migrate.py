"""Django's ``migrate``, but for a database that a version before the first release made."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections

from config.earlier import SENTENCE, is_of_before


class Command(migrate.Command):
    """Bring the tables up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a database of before with a sentence; it stays as it is."""
        if is_of_before(connections[options["database"]]):
            raise CommandError(SENTENCE)
        super().handle(*args, **options)
