"""Tables that only grow: triggers by which the database itself refuses everything but new rows.

A migration installs them; to change one, write another migration. Where SQLite makes a table
anew, because a migration alters it, its triggers are gone: such a migration ends with
``install``. Whether they are there is asked by ``missing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE_EVENTS: Final = ("update", "delete", "replace")

_EVENTS: Final = {"rows": 1 | 2 | 8 | 16, "all": 2 | 32}
"""What fires PostgreSQL's triggers, as the bits of ``pg_trigger.tgtype``: before each updated or
deleted row, before a TRUNCATE."""

_OF_POSTGRESQL: Final = """
SELECT t.tgname, t.tgtype, t.tgenabled::text, t.tgqual IS NULL AND t.tgattr::text = '', p.prosrc
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(%s) AND NOT t.tgisinternal
"""


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """The guard of one table; its triggers begin with ``name``, ``refusal`` is what they say.

    ``settled`` is the condition, on ``OLD`` and ``NEW``, under which an update is refused; all
    are where it is empty. ``unique`` are the columns, beside the id, by which SQLite would put
    a row in the place of another.
    """

    table: str
    name: str
    refusal: str
    settled: str = ""
    unique: tuple[str, ...] = ()

    @property
    def sqlite_triggers(self) -> tuple[str, ...]:
        """The names of its triggers on SQLite."""
        return tuple(f"{self.name}_{event}" for event in SQLITE_EVENTS)

    def install(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Close the table to everything but new rows."""
        self._execute(editor, sqlite=tuple(self._sqlite().values()), postgresql=self._postgresql())

    def remove(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Take the triggers away, as far as they are there.

        For a migration backwards, for emptying a test's database.
        """
        self._execute(editor, sqlite=self._sqlite_away(), postgresql=self._postgresql_away())

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The triggers that are not there, or not as they are declared here: one query."""
        found = set(
            self._in_sqlite(connection)
            if connection.vendor == "sqlite"
            else self._in_postgresql(connection)
        )
        events = SQLITE_EVENTS if connection.vendor == "sqlite" else _EVENTS
        return [name for event in events if (name := f"{self.name}_{event}") not in found]

    def _in_sqlite(self, connection: BaseDatabaseWrapper) -> Iterator[str]:
        declared = {f"{self.name}_{event}": sql for event, sql in self._sqlite().items()}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                [self.table],
            )
            for name, sql in cursor.fetchall():
                if sql == declared.get(name):
                    yield name

    def _in_postgresql(self, connection: BaseDatabaseWrapper) -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute(_OF_POSTGRESQL, [self.table])
            for name, kind, enabled, is_unconditional, body in cursor.fetchall():
                if (
                    kind == _EVENTS.get(name.removeprefix(f"{self.name}_"))
                    and enabled == "A"
                    and is_unconditional
                    and body.split() == self._body.split()
                ):
                    yield name

    def _sqlite(self) -> dict[str, str]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        when = f"WHEN {self.settled} " if self.settled else ""
        same = "id = NEW.id"
        if self.unique:
            same += f" OR ({' AND '.join(f'{one} = NEW.{one}' for one in self.unique)})"
        return {
            "update": f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {self.table} "
            f"{when}{refuse}",
            "delete": f"CREATE TRIGGER {self.name}_delete BEFORE DELETE ON {self.table} {refuse}",
            # INSERT OR REPLACE takes the old row away without asking the trigger above.
            "replace": f"CREATE TRIGGER {self.name}_replace BEFORE INSERT ON {self.table} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {self.table} WHERE {same}) {refuse}",
        }

    def _sqlite_away(self) -> tuple[str, ...]:
        return tuple(f"DROP TRIGGER IF EXISTS {self.name}_{event}" for event in SQLITE_EVENTS)

    @property
    def _body(self) -> str:
        """What PostgreSQL's function does."""
        permit = (
            f"IF TG_OP = 'UPDATE' THEN IF NOT ({self._is_distinct}) THEN RETURN NEW; "
            "END IF; END IF;"
            if self.settled
            else ""
        )
        return f"""
            BEGIN
                {permit}
                RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation';
            END """

    @property
    def _is_distinct(self) -> str:
        """SQLite's IS NOT compares any two values, PostgreSQL's does not."""
        return self.settled.replace(" IS NOT NEW.", " IS DISTINCT FROM NEW.")

    def _postgresql(self) -> tuple[str, ...]:
        refuse = f"refuse_change_of_{self.name}()"
        return (
            f"CREATE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql AS $${self._body}$$",
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
            f"DROP TRIGGER IF EXISTS {self.name}_all ON {self.table}",
            f"DROP TRIGGER IF EXISTS {self.name}_rows ON {self.table}",
            f"DROP FUNCTION IF EXISTS refuse_change_of_{self.name}()",
        )

    @staticmethod
    def _execute(
        editor: BaseDatabaseSchemaEditor, *, sqlite: tuple[str, ...], postgresql: tuple[str, ...]
    ) -> None:
        statements = {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]
        for statement in statements:
            # None: the text is no template, a % in it is a %.
            editor.execute(statement, params=None)


def changed(*columns: str) -> str:
    """The condition ``settled`` of a table in which these columns never change."""
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


GUARDS: Final = (
    AppendOnly(table="ledger_change", name="history", refusal="the history is only added to"),
    AppendOnly(
        table="ledger_seal",
        name="seals",
        refusal="seals are only added to",
        unique=("number",),
    ),
)
"""Those of the ledger itself."""
