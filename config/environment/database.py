"""The database, from its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import dj_database_url

from config.environment.declaring import sentence

SCHEMES: Final = ("sqlite", "postgres", "postgresql", "pgsql", "psql")


def database_of(url: str, *, base_dir: Path) -> dict[str, Any]:
    """The entry of ``DATABASES``; a relative path of SQLite begins in ``base_dir``.

    Raises ``PydanticCustomError``, never with the address itself: it may hold a password.
    """
    scheme, separator, rest = url.partition("://")
    if scheme in ("pgsql", "psql"):
        url = f"postgres://{rest}"
    try:
        if not separator or scheme not in SCHEMES:
            raise ValueError
        database: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        raise sentence(
            "DATABASE_URL is no address of a database that is supported; expected "
            "postgres://USER:PASSWORD@HOST:PORT/NAME or sqlite:////PATH."
        ) from None
    if not database["NAME"]:
        raise sentence("DATABASE_URL names no database.")
    if scheme == "sqlite" and database["NAME"] != ":memory:":
        database["NAME"] = str(base_dir / database["NAME"])
    return database
