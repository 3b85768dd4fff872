"""The database as one file, by the database's own means, while it serves."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

from config.backup.manifest import Unusable
from indicators.audit.guards import GUARDS

FILES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""The name of the database's file by vendor."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_PATIENCE: Final = 30
"""Seconds to wait for those who hold a lock; PostgreSQL is told so below."""

# What stands in the way of the dump's own tables and functions, whatever version made it.
_EMPTY_SCHEMA: Final = """
SET lock_timeout = '30s';
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT format('%I.%I', schemaname, tablename) AS name
               FROM pg_tables WHERE schemaname = current_schema()
    LOOP EXECUTE 'DROP TABLE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
    FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
               WHERE p.pronamespace = current_schema()::regnamespace AND NOT EXISTS
                   (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
END $$;
"""
_VARIABLES: Final = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
"""How PostgreSQL's programs are told where to connect: arguments are there for all to read."""


def save(connection: BaseDatabaseWrapper, path: Path) -> dict[str, int]:
    """Write one moment of the database to ``path``; the rows of each table at that moment."""
    if connection.vendor == "sqlite":
        return _save_sqlite(connection, path)
    return _save_postgresql(connection, path)


def load(connection: BaseDatabaseWrapper, path: Path, *, tables: Mapping[str, int]) -> None:
    """Put the file in the place of all that the database holds: all of it or nothing.

    ``tables`` are the rows that it must hold. Raises ``Unusable`` when it holds others or cannot
    be read, or when the database is kept busy by others.
    """
    if not all(_NAME.fullmatch(name) for name in tables):
        raise Unusable("The manifest names tables oddly.")
    connection.close()
    if connection.vendor == "sqlite":
        _load_sqlite(connection, path, tables)
    else:
        _load_postgresql(connection, path, tables)


def rows(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """The rows of each table."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return _count(cursor, names)


def _count(cursor: Any, names: Sequence[str]) -> dict[str, int]:
    counts = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608  # the database's own names
        counts[name] = cursor.fetchone()[0]
    return counts


def _save_sqlite(connection: BaseDatabaseWrapper, path: Path) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        # One file that stands for itself, without a journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        _examine(copy, path)
        return _rows_of(copy)


def _rows_of(database: sqlite3.Connection) -> dict[str, int]:
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
    ).fetchall()
    return _count(database.cursor(), [name for (name,) in names])


def _load_sqlite(connection: BaseDatabaseWrapper, path: Path, tables: Mapping[str, int]) -> None:
    name = connection.settings_dict["NAME"]
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
            source.execute("PRAGMA trusted_schema=OFF")
            _examine(source, path)
            _require_rows(source, path, tables)
            # Not a copy of the file: processes that have it open go on with the new content.
            with closing(sqlite3.connect(name, timeout=_PATIENCE)) as target:
                source.backup(target)
    except sqlite3.Error as error:
        raise Unusable(f"{path} could not be restored: {error}.") from error


def _require_rows(database: sqlite3.Connection, path: Path, tables: Mapping[str, int]) -> None:
    """Raise ``Unusable`` for other rows than were counted, or what is neither table nor guard."""
    others = database.execute(
        "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index', 'trigger') "
        "OR type = 'table' AND sql LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    guards = {name for one in GUARDS for name in one.sqlite_triggers}
    triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    odd = [*others, *(one for one in triggers if one[0] not in guards)]
    if odd:
        raise Unusable(f"{path} holds what no backup of Lokkho holds: {odd[0][0]!r}.")
    if wrong := _differing(_rows_of(database), tables):
        raise Unusable(f"{path} holds other rows than were backed up in {', '.join(wrong)}.")


def _differing(found: Mapping[str, int], tables: Mapping[str, int]) -> list[str]:
    names = found.keys() | tables.keys()
    return sorted(name for name in names if found.get(name) != tables.get(name))


def _examine(database: sqlite3.Connection, path: Path) -> None:
    found = database.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise Unusable(f"{path} is damaged: {found}.")


def _save_postgresql(connection: BaseDatabaseWrapper, path: Path) -> dict[str, int]:
    with _snapshot(connection) as (cursor, snapshot):
        counts = _count(cursor, connection.introspection.table_names(cursor))
        _run(
            connection,
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={path}",
        )
    return counts


@contextmanager
def _snapshot(connection: BaseDatabaseWrapper) -> Iterator[tuple[Any, str]]:
    """A cursor that sees one moment, and the name by which pg_dump sees the same."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, cursor.fetchone()[0]
            cursor.execute("COMMIT")
    finally:
        own.close()


def _load_postgresql(
    connection: BaseDatabaseWrapper, path: Path, tables: Mapping[str, int]
) -> None:
    with tempfile.TemporaryDirectory(prefix="lokkho-restore-") as folder:
        script = Path(folder) / "restore.sql"
        script.write_text(_EMPTY_SCHEMA)
        # The whole script first: one that broke off halfway must not be committed.
        content = Path(folder) / "content.sql"
        _run(
            connection,
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            f"--file={content}",
            str(path),
        )
        _require_no_command(content, path)
        counted = Path(folder) / "counted.sql"
        counted.write_text(_counting(tables))
        _run(
            connection,
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            f"--file={script}",
            f"--file={content}",
            f"--file={counted}",
        )


def _require_no_command(content: Path, path: Path) -> None:
    """Raise ``Unusable`` for a script that would have psql do more than speak to the database."""
    is_data = False
    with content.open("rb") as lines:
        for line in lines:
            if is_data:
                is_data = line.rstrip() != b"\\."
            elif line.startswith(b"COPY ") and line.rstrip().endswith(b"FROM stdin;"):
                is_data = True
            elif b"\\" in line and not line.startswith((b"\\restrict ", b"\\unrestrict ")):
                raise Unusable(f"{path} holds a command for psql, which no backup of Lokkho holds.")


def _counting(tables: Mapping[str, int]) -> str:
    """SQL that fails, and with it the restore, unless these tables with so many rows are there."""
    counts = "".join(
        # Names and numbers were checked.
        f"IF (SELECT count(*) FROM {name}) <> {count} THEN "  # noqa: S608
        f"RAISE EXCEPTION 'other rows than were backed up in {name}'; END IF;\n"
        for name, count in tables.items()
    )
    names = ", ".join(f"'{name}'" for name in tables)
    return f"""
RESET search_path;
DO $$
DECLARE odd name;
BEGIN
SELECT tablename INTO odd FROM pg_tables
    WHERE schemaname = current_schema() AND tablename NOT IN ({names}) LIMIT 1;
IF odd IS NOT NULL THEN RAISE EXCEPTION 'a table that was not backed up: %', odd; END IF;
{counts}
END $$;
"""  # noqa: S608


def _run(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if not found:
        raise Unusable(f"{program} is missing; install Debian's postgresql-client.")
    known = connection.get_connection_params()
    told = {name: str(known[key]) for key, name in _VARIABLES.items() if known.get(key)}
    done = subprocess.run(  # noqa: S603
        [found, *arguments],
        env={**os.environ, **told},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unusable(f"{program} failed: {done.stderr.strip()}")
