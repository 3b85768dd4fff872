"""The kinds of guards: of tables that only grow, and of those that refuse while something holds."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.guards.guard import Guard


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


def in_postgresql(condition: str) -> str:
    """SQLite's IS NOT compares any two values, PostgreSQL's does not."""
    return condition.replace(" IS NOT NEW.", " IS DISTINCT FROM NEW.")


def changed(*columns: str) -> str:
    """The condition ``settled`` of a table in which these columns never change."""
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
