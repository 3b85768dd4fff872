"""The triggers by which the database itself keeps the history: rows are added, nothing else.

A migration installs them; to change one, write another migration. Where SQLite makes a table
anew, because a migration alters it, its triggers are gone: such a migration ends with
``install``.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE: Final = "indicators_change"
REFUSAL: Final = "the history is only added to"

_SQLITE: Final = (
    f"CREATE TRIGGER history_update BEFORE UPDATE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER history_delete BEFORE DELETE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # INSERT OR REPLACE takes the old row away without asking the trigger above.
    f"CREATE TRIGGER history_replace BEFORE INSERT ON {TABLE} "  # noqa: S608
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_SQLITE_AWAY: Final = tuple(
    f"DROP TRIGGER history_{name}" for name in ("update", "delete", "replace")
)
_POSTGRESQL: Final = (
    f"""
    CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"CREATE TRIGGER history_rows BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history()",
    f"CREATE TRIGGER history_all BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()",
    # Also for sessions that pass over ordinary triggers, as replication does.
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER history_rows",
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER history_all",
)
_POSTGRESQL_AWAY: Final = (
    f"DROP TRIGGER history_all ON {TABLE}",
    f"DROP TRIGGER history_rows ON {TABLE}",
    "DROP FUNCTION refuse_change_of_history()",
)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Close the history to everything but new rows."""
    _execute(editor, sqlite=_SQLITE, postgresql=_POSTGRESQL)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, for a migration backwards and for emptying a test's database."""
    _execute(editor, sqlite=_SQLITE_AWAY, postgresql=_POSTGRESQL_AWAY)


def _execute(
    editor: BaseDatabaseSchemaEditor, *, sqlite: tuple[str, ...], postgresql: tuple[str, ...]
) -> None:
    statements = {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]
    for statement in statements:
        # None: the text is no template, a % in it is a %.
        editor.execute(statement, params=None)
