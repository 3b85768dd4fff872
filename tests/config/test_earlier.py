from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from config.earlier import is_of_before, put_aside


@pytest.fixture
def of_before(db: None, tmp_path: Path) -> DatabaseWrapper:
    """A file in which an earlier version noted its migrations, and somebody's row."""
    file = tmp_path / "lokkho.sqlite3"
    with sqlite3.connect(file) as earlier:
        earlier.execute("CREATE TABLE django_migrations (app, name)")
        earlier.execute("INSERT INTO django_migrations VALUES ('indicators', '0001_initial')")
        earlier.execute("CREATE TABLE kept (text)")
        earlier.execute("INSERT INTO kept VALUES ('a figure')")
    return DatabaseWrapper({**connection.settings_dict, "NAME": str(file)}, "default")


@pytest.mark.django_db
def test_database_of_this_version_is_none_of_before() -> None:
    assert not is_of_before(connection)


@pytest.mark.django_db
def test_migrate_refuses_a_database_of_before_with_a_sentence() -> None:
    MigrationRecorder(connection).record_applied("indicators", "0001_initial")

    with pytest.raises(CommandError, match=r"before the first release.*Nothing was changed"):
        call_command("migrate", verbosity=0)


@pytest.mark.sqlite
def test_columns_of_another_name_tell_a_database_of_before(
    of_before: DatabaseWrapper, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "lokkho.sqlite3") as earlier:
        earlier.execute("UPDATE django_migrations SET name = '0001_tables'")
    assert not is_of_before(of_before)
    with sqlite3.connect(tmp_path / "lokkho.sqlite3") as earlier:
        earlier.execute("CREATE TABLE indicators_achievement (id, sheet_id)")

    assert is_of_before(of_before)


@pytest.mark.sqlite
def test_file_of_before_is_put_aside_whole(of_before: DatabaseWrapper, tmp_path: Path) -> None:
    assert is_of_before(of_before)

    aside = put_aside(of_before)

    assert aside.parent == tmp_path
    assert aside.name.startswith("lokkho.sqlite3.before-")
    assert not (tmp_path / "lokkho.sqlite3").exists()
    with sqlite3.connect(aside) as kept:
        assert kept.execute("SELECT text FROM kept").fetchall() == [("a figure",)]
