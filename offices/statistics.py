"""What PostgreSQL's query planner believes of a table, put right after a bulk write."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model


def refresh_statistics(*models: type[Model]) -> None:
    """Let the planner count the tables of ``models`` anew, in the transaction that filled them.

    Its own housekeeping never sees rows that are not committed: a table that it last saw empty
    is then read as a whole for each row of a statement, for hours. A role that does not own the
    tables may not do this; the database then only warns. SQLite keeps no such counts.
    """
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
