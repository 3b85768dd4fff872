"""Guards in migrations: their steps, and those that are away while migrations run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

from ledger.guards.guard import Guard
from ledger.guards.kinds import WhileItHolds

_Step: TypeAlias = Callable[[StateApps, BaseDatabaseSchemaEditor], None]

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
