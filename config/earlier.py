"""A database that a version before the first release made: recognised, never changed.

Its tables cannot be carried over, because the migrations were made anew:
docs/decisions/migrations-anew.md
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

_MADE_BEFORE: Final = ("indicators", "0001_initial")
_CALLED_BEFORE: Final = ("indicators_achievement", "sheet_id")
"""A column that has another name now."""

SENTENCE: Final = (
    "The database was made by a version of Lokkho before the first release, and this one has "
    "other tables. Nothing was changed. Let DATABASE_URL name an empty database; what is needed of "
    "the old one goes over as files: offices, people and postings, plans, achievements."
)


def is_of_before(connection: BaseDatabaseWrapper) -> bool:
    """Whether a version before the first release made the tables: three queries."""
    table, column = _CALLED_BEFORE
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if "django_migrations" not in tables:
            return False
        cursor.execute("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", _MADE_BEFORE)
        if cursor.fetchone() is not None:
            return True
        if table not in tables:
            return False
        columns = connection.introspection.get_table_description(cursor, table)
        return any(one.name == column for one in columns)


def put_aside(connection: BaseDatabaseWrapper) -> Path:
    """Rename the SQLite file, with what belongs to it; its new name. Nothing is deleted.

    Raises ``ValueError`` where the database is no file.
    """
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        raise ValueError("The database is no file.")
    file = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    aside = file.with_name(f"{file.name}.before-{timezone.localtime():%Y%m%d-%H%M%S}")
    for ending in ("-wal", "-shm", ""):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside
