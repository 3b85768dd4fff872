"""The database itself keeps an agreed plan as it was agreed, and rules in force as they are:
triggers on the tables of their rows.

They ask other tables, which SQLite could not alter beneath them: they are taken away before
migrations and put back after them, as they are declared here (``plans.apps``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from ledger.guards import Guard, changed, in_postgresql
from plans.models import PROMISED_FIELDS, RuleSet, SectionRule

REFUSAL: Final = "an agreed plan stays as it was agreed"

_FROZEN: Final = "EXISTS (SELECT 1 FROM plans_plan WHERE id = {plan} AND agreed_version = version)"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhileAgreed(Guard):
    """The guard of a table of a plan, or of plans, while what stands there is agreed.

    ``inserted``, ``updated`` and ``deleted`` are the conditions, on ``OLD`` and ``NEW``, under
    which it refuses; ``replaced`` is that under which SQLite's INSERT OR REPLACE would take a
    row away without asking, ``emptied`` that under which the table may not be emptied. ``since``
    are the table and column without which there is nothing to keep.
    """

    EVENTS = ("INSERT", "UPDATE", "DELETE")

    refusal: str = REFUSAL
    updated: str
    deleted: str
    replaced: str
    inserted: str = ""
    emptied: str = "EXISTS (SELECT 1 FROM plans_plan WHERE agreed_version = version)"
    since: tuple[str, str] = ("plans_plan", "agreed_version")

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
        refusing = " ".join(
            f"IF TG_OP = '{event}' THEN IF {in_postgresql(when)} THEN "
            f"RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; END IF;"
            for event, when in {**cases, "TRUNCATE": self.emptied}.items()
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


RULES_STAY: Final = "rules in force stay as they are"
_IN_FORCE: Final = "EXISTS (SELECT 1 FROM plans_ruleset WHERE id = {rules} AND NOT is_draft)"
_ANY_IN_FORCE: Final = "EXISTS (SELECT 1 FROM plans_ruleset WHERE NOT is_draft)"


def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in model._meta.concrete_fields)


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
    WhileAgreed(
        table="plans_ruleset",
        name="rules_in_force",
        refusal=RULES_STAY,
        updated=f"NOT OLD.is_draft AND ({changed(*_columns(RuleSet))})",
        deleted="NOT OLD.is_draft",
        replaced=(
            "EXISTS (SELECT 1 FROM plans_ruleset other WHERE NOT other.is_draft AND "
            "(other.id = NEW.id OR (other.fiscal_year_id = NEW.fiscal_year_id "
            "AND other.kind = NEW.kind AND other.version = NEW.version)))"
        ),
        emptied=_ANY_IN_FORCE,
        since=("plans_ruleset", "is_draft"),
    ),
    WhileAgreed(
        table="plans_sectionrule",
        name="sections_in_force",
        refusal=RULES_STAY,
        updated=(
            f"({changed(*_columns(SectionRule))}) AND "
            f"({_IN_FORCE.format(rules='OLD.rule_set_id')} "
            f"OR {_IN_FORCE.format(rules='NEW.rule_set_id')})"
        ),
        deleted=_IN_FORCE.format(rules="OLD.rule_set_id"),
        replaced=(
            "EXISTS (SELECT 1 FROM plans_sectionrule other "
            "JOIN plans_ruleset rules ON rules.id = other.rule_set_id "
            "WHERE NOT rules.is_draft AND (other.id = NEW.id "
            "OR (other.rule_set_id = NEW.rule_set_id AND other.code = NEW.code)))"
        ),
        emptied=_ANY_IN_FORCE,
        since=("plans_ruleset", "is_draft"),
    ),
)
"""Those of a plan and its rows, where what is not promised (frozen months, links) stays free; and
those of the rules of a year.
"""


def take_away(*, using: str, plan: Any, **_kwargs: Any) -> None:
    """Before migrations, where there are any to run: ``pre_migrate`` calls it."""
    if plan:
        connection = connections[using]
        there = set(connection.introspection.table_names())
        for guard in GUARDS:
            if guard.table in there:
                guard.remove(connection.SchemaEditorClass(connection))


def put_back(*, using: str, **_kwargs: Any) -> None:
    """After migrations, unless they led back to before there was what a guard keeps."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    columns = {
        (table, column)
        for table in {guard.since[0] for guard in GUARDS} & there
        for column in _column_names(connection, table)
    }
    for guard in GUARDS:
        if guard.table in there and guard.since in columns and guard.missing(connection):
            guard.install(connection.SchemaEditorClass(connection))


def _column_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described]
