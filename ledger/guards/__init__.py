"""The database itself refuses what must not be: the triggers of a table, and those of tables that
only grow.

A migration installs them; to change one, write another migration. Where SQLite makes a table
anew, because a migration alters it, its triggers are gone: such a migration ends with
``installed``. Whether they are there is asked by ``missing``.
"""

from __future__ import annotations

from ledger.guards.guard import Guard
from ledger.guards.kinds import AppendOnly, WhileItHolds, changed
from ledger.guards.migrating import (
    away_for_migrations,
    installed,
    put_back,
    take_away,
    taken_away,
)
from ledger.guards.own import GUARDS

__all__ = [
    "GUARDS",
    "AppendOnly",
    "Guard",
    "WhileItHolds",
    "away_for_migrations",
    "changed",
    "installed",
    "put_back",
    "take_away",
    "taken_away",
]
