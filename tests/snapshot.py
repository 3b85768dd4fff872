"""What a fixture stores, kept as rows: made once in a process, put back in a few milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from plans.models import Plan

Made = TypeVar("Made")

_OF_DJANGO: Final = frozenset({"auth_permission", "django_content_type"})
"""Filled by the migrations, whatever a test does."""


@dataclass(frozen=True)
class _Rows:
    """The rows of one table as the database gave them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def insert(self) -> str:
        columns = ", ".join(f'"{column}"' for column in self.columns)
        return f'INSERT INTO "{self.table}" ({columns}) VALUES '

    @property
    def places(self) -> str:
        return f"({', '.join(['%s'] * len(self.columns))})"

    @property
    def counting_on(self) -> str:
        """PostgreSQL numbers the next row after those put in with their numbers; else nothing."""
        if "id" not in self.columns:
            return ""
        last = max(row[self.columns.index("id")] for row in self.rows)
        if not isinstance(last, int):
            return ""
        return f"; SELECT setval(pg_get_serial_sequence('{self.table}', 'id'), {last})"


class Snapshot(Generic[Made]):
    """``make`` and what it stores in an empty database; elsewhere it is simply called."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: Made | None = None
        self._rows: tuple[_Rows, ...] = ()
        self._sql = b""

    def put(self) -> Made:
        """What ``make`` gives, with its rows in the database."""
        with connection.cursor() as cursor:
            if not _is_empty(cursor):
                return self._make()
            if self._made is not None:
                # In a transaction rows may stand before those that they refer to.
                with transaction.atomic():
                    self._restore(cursor)
                return deepcopy(self._made)
            made = self._make()
            self._rows = tuple(rows for table in _tables() if (rows := _read(cursor, table)).rows)
            self._made = deepcopy(made)
            return made

    def _restore(self, cursor: CursorWrapper) -> None:
        if connection.vendor == "sqlite":
            for one in self._rows:
                cursor.executemany(one.insert + one.places, one.rows)
            return
        # One statement for all: each row of an executemany would be a trip to the server.
        self._sql = self._sql or b";".join(
            one.insert.encode()
            + b",".join(cursor.mogrify(one.places, row) for row in one.rows)
            + one.counting_on.encode()
            for one in self._rows
        )
        cursor.cursor.execute(self._sql)


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    """All tables that may have rows, each with what is written to it; plans last, for an agreed one
    takes no more of them.
    """
    columns = {
        model._meta.db_table: tuple(str(one.column) for one in model._meta.local_concrete_fields)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in _OF_DJANGO
    }
    return dict(sorted(columns.items(), key=lambda one: one[0] == Plan._meta.db_table))


def _tables() -> tuple[str, ...]:
    return tuple(_columns())


@cache
def _any_row() -> str:
    return " OR ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in _tables())


def tables_with_rows(connection: BaseDatabaseWrapper) -> list[str]:
    """What a test or the demo has filled."""
    each = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in _tables())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [name for (name,) in cursor.fetchall()]


def _is_empty(cursor: CursorWrapper) -> bool:
    cursor.execute(f"SELECT {_any_row()}")
    [found] = cursor.fetchone()
    return not found


def _read(cursor: CursorWrapper, table: str) -> _Rows:
    columns = _columns()[table]
    read = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(f'SELECT {read} FROM "{table}" ORDER BY 1')
    return _Rows(table, columns, tuple(map(tuple, cursor.fetchall())))
