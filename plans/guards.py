"""The database itself keeps an agreed plan as it was agreed: triggers on the tables of its rows.

They ask other tables, which SQLite could not alter beneath them: they are taken away before
migrations and put back after them, as they are declared here (``plans.apps``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ledger.guards import changed
from plans.models import PROMISED_FIELDS, Plan

REFUSAL: Final = "an agreed plan stays as it was agreed"

_FROZEN: Final = "EXISTS (SELECT 1 FROM plans_plan WHERE id = {plan} AND agreed_version = version)"
_EVENTS: Final = {"rows": 1 | 2 | 4 | 8 | 16, "all": 2 | 32}
"""What fires PostgreSQL's triggers, as the bits of ``pg_trigger.tgtype``."""

_OF_POSTGRESQL: Final = """
SELECT t.tgname, t.tgtype, t.tgenabled::text, t.tgqual IS NULL AND t.tgattr::text = '', p.prosrc
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(%s) AND NOT t.tgisinternal
"""


@dataclass(frozen=True, slots=True)
class WhileAgreed:
    """The guard of one table, as ``ledger.guards.AppendOnly`` is one of what only grows.

    ``inserted``, ``updated`` and ``deleted`` are the conditions, on ``OLD`` and ``NEW``, under
    which it refuses; ``replaced`` is that under which SQLite's INSERT OR REPLACE would take a
    row away without asking.
    """

    table: str
    name: str
    updated: str
    deleted: str
    replaced: str
    inserted: str = ""

    refusal: str = REFUSAL

    @property
    def sqlite_triggers(self) -> tuple[str, ...]:
        """The names of its triggers on SQLite."""
        return tuple(f"{self.name}_{event}" for event in self._sqlite())

    def install(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Put the triggers there, in the place of those that are."""
        self.remove(editor)
        statements = {"sqlite": self._sqlite_there, "postgresql": self._postgresql_there}
        _execute(editor, statements[editor.connection.vendor]())

    def remove(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Take the triggers away, as far as they are there."""
        statements = {"sqlite": self._sqlite_away, "postgresql": self._postgresql_away}
        _execute(editor, statements[editor.connection.vendor]())

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The triggers that are not there, or not as they are declared here: one query."""
        if connection.vendor == "sqlite":
            found, names = set(self._in_sqlite(connection)), self.sqlite_triggers
        else:
            found = set(self._in_postgresql(connection))
            names = tuple(f"{self.name}_{event}" for event in _EVENTS)
        return [name for name in names if name not in found]

    def _sqlite(self) -> dict[str, str]:
        """The condition of each trigger."""
        inserted = f"{self.inserted} OR {self.replaced}" if self.inserted else self.replaced
        return {"insert": inserted, "update": self.updated, "delete": self.deleted}

    def _declared(self, event: str, when: str) -> str:
        return (
            f"CREATE TRIGGER {self.name}_{event} BEFORE {event.upper()} ON {self.table} "
            f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        )

    def _sqlite_there(self) -> tuple[str, ...]:
        return tuple(self._declared(event, when) for event, when in self._sqlite().items())

    def _sqlite_away(self) -> tuple[str, ...]:
        return tuple(f"DROP TRIGGER IF EXISTS {name}" for name in self.sqlite_triggers)

    def _in_sqlite(self, connection: BaseDatabaseWrapper) -> Iterator[str]:
        declared = {
            f"{self.name}_{one}": self._declared(one, w) for one, w in self._sqlite().items()
        }
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                [self.table],
            )
            for name, sql in cursor.fetchall():
                if sql == declared.get(name):
                    yield name

    @property
    def _body(self) -> str:
        """What PostgreSQL's function does."""
        cases = {"INSERT": self.inserted, "UPDATE": self.updated, "DELETE": self.deleted}
        anything = "EXISTS (SELECT 1 FROM plans_plan WHERE agreed_version = version)"
        refusing = " ".join(
            f"IF TG_OP = '{event}' THEN IF {_in_postgresql(when)} THEN "
            f"RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; END IF;"
            for event, when in {**cases, "TRUNCATE": anything}.items()
            if when
        )
        return f" BEGIN {refusing} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END "

    def _postgresql_there(self) -> tuple[str, ...]:
        refuse = f"refuse_change_of_{self.name}()"
        return (
            f"CREATE OR REPLACE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql "
            f"AS $${self._body}$$",
            f"CREATE TRIGGER {self.name}_rows BEFORE INSERT OR UPDATE OR DELETE ON {self.table} "
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


def _in_postgresql(condition: str) -> str:
    """SQLite's IS NOT compares any two values, PostgreSQL's does not."""
    return condition.replace(" IS NOT NEW.", " IS DISTINCT FROM NEW.")


def _execute(editor: BaseDatabaseSchemaEditor, statements: tuple[str, ...]) -> None:
    for statement in statements:
        # None: the text is no template, a % in it is a %.
        editor.execute(statement, params=None)


def _of_rows(table: str, name: str, plan: str, promised: tuple[str, ...]) -> WhileAgreed:
    """The guard of a table of rows; ``plan`` says whose a ``{row}`` is."""

    def frozen(row: str) -> str:
        return _FROZEN.format(plan=plan.format(row=row))

    other = f"EXISTS (SELECT 1 FROM {table} other WHERE other.id = NEW.id AND {frozen('other')})"  # noqa: S608
    is_changed = changed("id", *promised)
    return WhileAgreed(
        table=table,
        name=name,
        inserted=frozen("NEW"),
        updated=f"({is_changed}) AND ({frozen('OLD')} OR {frozen('NEW')} OR {other})",
        deleted=frozen("OLD"),
        replaced=other,
    )


_PLAN: Final = ("id", "office_id", "fiscal_year_id", "kind", "title", "heading", "total_weight")

GUARDS: Final = (
    _of_rows(
        "plans_objective",
        "agreed_objectives",
        "{row}.plan_id",
        ("plan_id", "position", "section", "code", "title", "weight"),
    ),
    _of_rows(
        "plans_activity",
        "agreed_activities",
        "(SELECT plan_id FROM plans_objective WHERE id = {row}.objective_id)",
        ("objective_id", "position", "code", "title"),
    ),
    _of_rows(
        "plans_indicator",
        "agreed_indicators",
        "{row}.plan_id",
        ("plan_id", "activity_id", "position", "row", "dropped_in", *PROMISED_FIELDS),
    ),
    _of_rows(
        "plans_agreementpart",
        "agreed_parts",
        "{row}.plan_id",
        ("plan_id", "part", "text", "rows"),
    ),
    WhileAgreed(
        table="plans_plan",
        name="agreed_plans",
        updated=(
            f"(OLD.agreed_version = OLD.version AND ({changed(*_PLAN)})) "
            "OR NEW.agreed_version < OLD.agreed_version OR NEW.version < OLD.version "
            "OR (NEW.agreed_version > OLD.agreed_version AND NEW.agreed_version <> NEW.version)"
        ),
        deleted="OLD.agreed_version > 0",
        replaced=(
            "EXISTS (SELECT 1 FROM plans_plan other WHERE other.agreed_version > 0 AND "
            "(other.id = NEW.id OR (other.office_id = NEW.office_id AND other.kind = NEW.kind "
            "AND other.fiscal_year_id = NEW.fiscal_year_id AND other.version = NEW.version)))"
        ),
    ),
)
"""Those of a plan and its rows; what is not promised (frozen months, rules, links) stays free."""


def take_away(*, using: str, plan: Any, **_kwargs: Any) -> None:
    """Before migrations, where there are any to run: ``pre_migrate`` calls it."""
    if plan:
        connection = connections[using]
        there = set(connection.introspection.table_names())
        for guard in GUARDS:
            if guard.table in there:
                guard.remove(connection.SchemaEditorClass(connection))


def put_back(*, using: str, **_kwargs: Any) -> None:
    """After migrations, unless they led back to before plans were agreed."""
    connection = connections[using]
    if not _has_agreed_version(connection):
        return
    there = set(connection.introspection.table_names())
    for guard in GUARDS:
        if guard.table in there and guard.missing(connection):
            guard.install(connection.SchemaEditorClass(connection))


def _has_agreed_version(connection: BaseDatabaseWrapper) -> bool:
    table = Plan._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, table)
    return any(column.name == "agreed_version" for column in columns)
