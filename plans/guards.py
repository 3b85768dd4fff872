"""The database itself keeps an agreed plan as it was agreed: triggers on the tables of its rows.

They ask other tables, which SQLite could not alter beneath them: they are taken away before
migrations and put back after them, as they are declared here (``plans.apps``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ledger.guards import Guard, changed, in_postgresql
from plans.models import PROMISED_FIELDS, Plan

REFUSAL: Final = "an agreed plan stays as it was agreed"

_FROZEN: Final = "EXISTS (SELECT 1 FROM plans_plan WHERE id = {plan} AND agreed_version = version)"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhileAgreed(Guard):
    """The guard of a table of a plan, or of plans, while what stands there is agreed.

    ``inserted``, ``updated`` and ``deleted`` are the conditions, on ``OLD`` and ``NEW``, under
    which it refuses; ``replaced`` is that under which SQLite's INSERT OR REPLACE would take a
    row away without asking.
    """

    EVENTS = ("INSERT", "UPDATE", "DELETE")

    refusal: str = REFUSAL
    updated: str
    deleted: str
    replaced: str
    inserted: str = ""

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
        cases = {"INSERT": self.inserted, "UPDATE": self.updated, "DELETE": self.deleted}
        anything = "EXISTS (SELECT 1 FROM plans_plan WHERE agreed_version = version)"
        refusing = " ".join(
            f"IF TG_OP = '{event}' THEN IF {in_postgresql(when)} THEN "
            f"RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; END IF;"
            for event, when in {**cases, "TRUNCATE": anything}.items()
            if when
        )
        return f" BEGIN {refusing} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END "


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
