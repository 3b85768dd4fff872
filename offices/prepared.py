"""Queries that every request asks: put into SQL once, and asked with other values each time.

Django takes up to ten times as long to put such a query together as SQLite to answer it
(docs/decisions/prepared-queries.md).
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")


class Given(Expression):
    """The place of a value that is given whenever the query is asked, never ``None``.

    With ``field`` it is written as that field's values are: days, months, decimals.
    """

    def __init__(self, name: str, field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=field)
        self.name = name
        self._written_as = field

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A parameter that holds the place."""
        return "%s", (self,)

    def written(self, value: Any) -> Any:
        """The value as the database takes it."""
        field = self._written_as
        return value if field is None else field.get_db_prep_value(value, connection)


class Prepared(Generic[Row]):
    """A query that is made once, with ``Given`` where it differs from one asking to the next.

    What ``make`` returns must not depend on the day, the language or the person: that is given.
    Its first asking makes the SQL; Django reads the rows of each as it does of any query.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        self._make = make
        self._made: tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]] | None = None

    def ask(self, **given: Any) -> list[Row]:
        """The rows for these values: one query, whatever was asked before.

        A list, since a query made of this one would not know its own SQL. Raises ``KeyError``
        for a value that is not given, ``TransactionManagementError`` where rows are locked
        outside of a transaction.
        """
        if self._made is None:
            rows = self._make()
            compiler = rows.query.get_compiler(connection=connection)
            self._made = rows, compiler, *compiler.as_sql()
        rows, compiler, sql, places = self._made
        if rows.query.select_for_update and not connection.in_atomic_block:
            message = "Rows are locked within a transaction only."
            raise TransactionManagementError(message)
        values = tuple(
            one.written(given[one.name]) if isinstance(one, Given) else one for one in places
        )
        told = copy.copy(compiler)
        told.connection = connections[DEFAULT_DB_ALIAS]
        told.as_sql = lambda *_, **__: (sql, values)  # type: ignore[method-assign]
        asked = rows.all()
        asked.query.get_compiler = lambda *_, **__: told  # type: ignore[method-assign]
        return list(asked)
