"""The question for an office and all below it, as a range of the index on both databases."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup, StartsWith
from django.db.models.sql.compiler import SQLCompiler


class Under(Lookup[str]):
    """``path__under="/1/4/"``: the office with that path, and whatever stands below it.

    PostgreSQL finds the beginning of a text in the index that Django makes for that; SQLite reads
    the whole index for ``LIKE … ESCAPE``, so it is asked for a range. ``path__under=""`` is all.
    """

    lookup_name = "under"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """The beginning of a text."""
        text, params = compiler.compile(StartsWith(self.lhs, self.rhs))
        return text, tuple(params)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """From the path itself to what would follow it: ``0`` comes next after ``/``."""
        column, params = self.process_lhs(compiler, connection)
        beyond = f"{self.rhs[:-1]}0"
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, beyond)
