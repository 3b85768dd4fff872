"""Tables that only grow: triggers by which the database itself refuses everything but new rows.

A migration installs them; to change one, write another migration. Where SQLite makes a table
anew, because a migration alters it, its triggers are gone: such a migration ends with
``install``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """The guard of one table; its triggers begin with ``name``, ``refusal`` is what they say."""

    table: str
    name: str
    refusal: str

    def install(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Close the table to everything but new rows."""
        self._execute(editor, sqlite=self._sqlite(), postgresql=self._postgresql())

    def remove(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Take the triggers away: for a migration backwards, for emptying a test's database."""
        self._execute(editor, sqlite=self._sqlite_away(), postgresql=self._postgresql_away())

    def _sqlite(self) -> tuple[str, ...]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        return (
            f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {self.table} {refuse}",
            f"CREATE TRIGGER {self.name}_delete BEFORE DELETE ON {self.table} {refuse}",
            # INSERT OR REPLACE takes the old row away without asking the trigger above.
            f"CREATE TRIGGER {self.name}_replace BEFORE INSERT ON {self.table} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {self.table} WHERE id = NEW.id) {refuse}",
        )

    def _sqlite_away(self) -> tuple[str, ...]:
        return tuple(
            f"DROP TRIGGER {self.name}_{event}" for event in ("update", "delete", "replace")
        )

    def _postgresql(self) -> tuple[str, ...]:
        refuse = f"refuse_change_of_{self.name}()"
        return (
            f"""
            CREATE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """,
            f"CREATE TRIGGER {self.name}_rows BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {refuse}",
            f"CREATE TRIGGER {self.name}_all BEFORE TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {refuse}",
            # Also for sessions that pass over ordinary triggers, as replication does.
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}_rows",
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}_all",
        )

    def _postgresql_away(self) -> tuple[str, ...]:
        return (
            f"DROP TRIGGER {self.name}_all ON {self.table}",
            f"DROP TRIGGER {self.name}_rows ON {self.table}",
            f"DROP FUNCTION refuse_change_of_{self.name}()",
        )

    @staticmethod
    def _execute(
        editor: BaseDatabaseSchemaEditor, *, sqlite: tuple[str, ...], postgresql: tuple[str, ...]
    ) -> None:
        statements = {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]
        for statement in statements:
            # None: the text is no template, a % in it is a %.
            editor.execute(statement, params=None)
