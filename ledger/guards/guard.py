"""The database itself refuses what must not be: the triggers of a table, and those of tables that
only grow.

A migration installs them; to change one, write another migration. Where SQLite makes a table
anew, because a migration alters it, its triggers are gone: such a migration ends with
``installed``. Whether they are there is asked by ``missing``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeAlias

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_Step: TypeAlias = Callable[[StateApps, BaseDatabaseSchemaEditor], None]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendOnly(Guard):
    """The guard of a table that only grows.

    ``settled`` is the condition, on ``OLD`` and ``NEW``, under which an update is refused; all
    are where it is empty. ``unique`` are the columns, beside the id, by which SQLite would put
    a row in the place of another.
    """

    EVENTS = ("UPDATE", "DELETE")

    settled: str = ""
    unique: tuple[str, ...] = ()

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

    @property
    def _body(self) -> str:
        permit = (
            f"IF TG_OP = 'UPDATE' THEN IF NOT ({in_postgresql(self.settled)}) THEN RETURN NEW; "
            "END IF; END IF;"
            if self.settled
            else ""
        )
        return f"""
            BEGIN
                {permit}
                RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation';
            END """


@dataclass(frozen=True, slots=True, kw_only=True)
class WhileItHolds(Guard):
    """The guard of a table that refuses while something holds, which other tables may know.

    ``inserted``, ``updated`` and ``deleted`` are the conditions, on ``OLD`` and ``NEW``, under
    which it refuses; ``replaced`` is that under which SQLite's INSERT OR REPLACE would take a
    row away without asking, ``emptied`` that under which the table may not be emptied: blank, while
    there is any row. ``since`` are the table and column without which there is nothing to keep.

    SQLite could not alter the tables that it asks beneath it: it is taken away before migrations
    and put back after them (``away_for_migrations``).
    """

    EVENTS = ("INSERT", "UPDATE", "DELETE")

    updated: str
    deleted: str
    replaced: str
    since: tuple[str, str]
    inserted: str = ""
    emptied: str = ""

    def _sqlite(self) -> dict[str, str]:
        inserted = f"{self.inserted} OR {self.replaced}" if self.inserted else self.replaced
        when = {"insert": inserted, "update": self.updated, "delete": self.deleted}
        return {
            event: f"CREATE TRIGGER {self.name}_{event} BEFORE {event.upper()} ON {self.table} "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
            for event, condition in when.items()
        }

    @property
    def _body(self) -> str:
        emptied = self.emptied or f"EXISTS (SELECT 1 FROM {self.table})"  # noqa: S608
        cases = {
            "INSERT": self.inserted,
            "UPDATE": self.updated,
            "DELETE": self.deleted,
            "TRUNCATE": emptied,
        }
        refusing = " ".join(
            f"IF TG_OP = '{event}' THEN IF {in_postgresql(when)} THEN "
            f"RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; END IF;"
            for event, when in cases.items()
            if when
        )
        return f" BEGIN {refusing} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END "


_between: Final[list[WhileItHolds]] = []


def away_for_migrations(*guards: WhileItHolds) -> None:
    """Let these be away while migrations run; an app says so in its ``ready``."""
    _between.extend(guard for guard in guards if guard not in _between)


def take_away(*, using: str, plan: Any, **_kwargs: Any) -> None:
    """Before migrations, where there are any to run: ``pre_migrate`` calls it."""
    if plan:
        connection = connections[using]
        there = set(connection.introspection.table_names())
        for guard in _between:
            if guard.table in there:
                guard.remove(connection.SchemaEditorClass(connection))


def put_back(*, using: str, **_kwargs: Any) -> None:
    """After migrations, unless they led back to before there was what a guard keeps."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    columns = {
        (table, column)
        for table in {guard.since[0] for guard in _between} & there
        for column in _column_names(connection, table)
    }
    for guard in _between:
        if guard.table in there and guard.since in columns and guard.missing(connection):
            guard.install(connection.SchemaEditorClass(connection))


def _column_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described]


def installed(*guards: Guard) -> RunPython:
    """The step of a migration that puts the guards there; backwards they are taken away."""
    return RunPython(*_both_ways(guards))


def taken_away(*guards: Guard) -> RunPython:
    """The step before a migration that alters their tables; backwards they are put there."""
    forwards, backwards = _both_ways(guards)
    return RunPython(backwards, forwards)


def _both_ways(guards: Iterable[Guard]) -> tuple[_Step, _Step]:
    def put(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for guard in guards:
            guard.install(editor)

    def take(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for guard in guards:
            guard.remove(editor)

    return put, take


def _execute(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        # None: the text is no template, a % in it is a %.
        editor.execute(statement, params=None)


def in_postgresql(condition: str) -> str:
    """SQLite's IS NOT compares any two values, PostgreSQL's does not."""
    return condition.replace(" IS NOT NEW.", " IS DISTINCT FROM NEW.")


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
