"""One process of a run migrates the tests' database; the others take a copy of it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX


class OwnCopy:
    """The database of one process, in which nothing is stored yet.

    ``folder`` is shared by the processes of the run. It tells which of them have a copy: what was
    migrated goes with the last of these.
    """

    def __init__(self, folder: Path, process: str) -> None:
        self._folder: Final = folder
        self._process: Final = process
        self._given_name: Final = connection.settings_dict["NAME"]
        self._migrated: Final = _migrated_name(folder)
        self._holders: Final = folder / "holders"
        self._holders.mkdir(exist_ok=True)

    def take(self) -> None:
        """Let the process's connections lead to its copy."""
        creation = connection.creation
        with self._one_at_a_time():
            if not any(self._holders.iterdir()):
                self._migrate()
            # All that was written stands in the file only once the connection is closed.
            _connect_to(self._migrated)
            creation.clone_test_db(self._process, verbosity=0)
            (self._holders / self._process).touch()
        _connect_to(creation.get_test_db_clone_settings(self._process)["NAME"])

    def give_back(self) -> None:
        """Remove the copy, and what was migrated if nobody else has one."""
        creation = connection.creation
        creation.destroy_test_db(self._migrated, verbosity=0)
        with self._one_at_a_time():
            (self._holders / self._process).unlink()
            if not any(self._holders.iterdir()):
                creation.destroy_test_db(self._given_name, verbosity=0)

    def _migrate(self) -> None:
        """Make the tables, or take those that a run before this one was told to leave."""
        kept = Path(os.environ.get("MIGRATED_FOR_TESTS", os.devnull))
        keeps = connection.vendor == "sqlite" and kept != Path(os.devnull)
        found = keeps and kept.is_file()
        if found:
            copyfile(kept, self._migrated)
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=found
        )
        # Tables that only some settings ask for are not left to others.
        if keeps and not found and not settings.OIDC:
            connection.close()
            # At once, for another run may look for it meanwhile.
            copyfile(self._migrated, part := kept.with_suffix(".part"))
            part.replace(kept)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with (self._folder / "databases.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _migrated_name(folder: Path) -> str:
    """What the migrated database is called.

    SQLite's is a file, not memory: there all threads would share one connection, and nothing would
    ever be locked.
    """
    wanted = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        wanted["NAME"] = str(folder / "migrated.sqlite3")
    return wanted["NAME"] or TEST_DATABASE_PREFIX + connection.settings_dict["NAME"]


def _connect_to(name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name
