"""A guard: the triggers of one table, put there, taken away, and asked whether they are there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_BEFORE_EACH_ROW: Final = 1 | 2
_BITS: Final = {"INSERT": 4, "DELETE": 8, "UPDATE": 16}
_BEFORE_TRUNCATE: Final = 2 | 32
"""What fires PostgreSQL's triggers, as ``pg_trigger.tgtype`` has it."""

_OF_POSTGRESQL: Final = """
SELECT t.tgname, t.tgtype, t.tgenabled::text, t.tgqual IS NULL AND t.tgattr::text = '', p.prosrc
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(%s) AND NOT t.tgisinternal
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(ABC):
    """The triggers of one table; their names begin with ``name``, ``refusal`` is what they say.

    A kind of guard says ``EVENTS``, at which PostgreSQL asks it about a row, what it does then, and
    the triggers of SQLite, which has one for each event.
    """

    EVENTS: ClassVar[tuple[str, ...]]

    table: str
    name: str
    refusal: str

    @abstractmethod
    def _sqlite(self) -> dict[str, str]:
        """The statement of each trigger on SQLite, by what its name ends with."""

    @property
    @abstractmethod
    def _body(self) -> str:
        """What PostgreSQL's function does, also before a TRUNCATE."""

    @property
    def sqlite_triggers(self) -> tuple[str, ...]:
        """The names of its triggers on SQLite."""
        return tuple(f"{self.name}_{event}" for event in self._sqlite())

    def install(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Put the triggers there, in the place of those that are."""
        self.remove(editor)
        there = {"sqlite": self._sqlite().values(), "postgresql": self._postgresql()}
        _execute(editor, there[editor.connection.vendor])

    def remove(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Take the triggers away, as far as they are there.

        For a migration, for emptying a test's database.
        """
        away = {
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}" for name in self.sqlite_triggers),
            "postgresql": (
                f"DROP TRIGGER IF EXISTS {self.name}_all ON {self.table}",
                f"DROP TRIGGER IF EXISTS {self.name}_rows ON {self.table}",
                f"DROP FUNCTION IF EXISTS {self._function}",
            ),
        }
        _execute(editor, away[editor.connection.vendor])

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The triggers that are not there, or not as they are declared here: one query."""
        if connection.vendor == "sqlite":
            found, names = set(self._in_sqlite(connection)), self.sqlite_triggers
        else:
            found, names = set(self._in_postgresql(connection)), tuple(self._kinds)
        return [name for name in names if name not in found]

    @property
    def _function(self) -> str:
        return f"refuse_change_of_{self.name}()"

    @property
    def _kinds(self) -> dict[str, int]:
        """PostgreSQL's triggers by name, with what fires them."""
        rows = _BEFORE_EACH_ROW | sum(_BITS[event] for event in self.EVENTS)
        return {f"{self.name}_rows": rows, f"{self.name}_all": _BEFORE_TRUNCATE}

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
                    kind == self._kinds.get(name)
                    and enabled == "A"
                    and is_unconditional
                    and body.split() == self._body.split()
                ):
                    yield name

    def _postgresql(self) -> tuple[str, ...]:
        refuse = self._function
        return (
            f"CREATE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql AS $${self._body}$$",
            f"CREATE TRIGGER {self.name}_rows BEFORE {' OR '.join(self.EVENTS)} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {refuse}",
            f"CREATE TRIGGER {self.name}_all BEFORE TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {refuse}",
            # Also for sessions that pass over ordinary triggers, as replication does.
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}_rows",
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}_all",
        )


def _execute(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        # None: the text is no template, a % in it is a %.
        editor.execute(statement, params=None)
