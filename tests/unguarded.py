"""Who owns the database takes the guards away, alters what they kept, and puts them back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

from indicators.audit.guards import GUARDS
from ledger.guards import Guard


@contextmanager
def unguarded(model: type[Model]) -> Iterator[None]:
    """Within it the model's table may be rewritten."""
    editor = connection.SchemaEditorClass(connection)
    _settle()
    guard(model).remove(editor)
    try:
        yield
    finally:
        _settle()
        guard(model).install(editor)


def guard(model: type[Model]) -> Guard:
    """The guard of the model's table."""
    [found] = [one for one in GUARDS if one.table == model._meta.db_table]
    return found


def _settle() -> None:
    """PostgreSQL alters no table whose foreign keys are still to be checked."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
