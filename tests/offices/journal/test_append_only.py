from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from offices.journal.model import AdministrationEntry
from offices.models import Level
from tests.cast import office

TABLE = AdministrationEntry._meta.db_table


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attempt",
    [
        lambda: AdministrationEntry.objects.update(after="x"),
        lambda: AdministrationEntry.objects.all().delete(),
        lambda: execute(f"UPDATE {TABLE} SET by_id = NULL"),
        lambda: execute(f"DELETE FROM {TABLE}"),
    ],
    ids=["update", "delete", "raw update", "raw delete"],
)
def test_database_refuses_to_alter_the_journal(attempt: Callable[[], object]) -> None:
    office("khulna", Level.DISTRICT)
    before = list(AdministrationEntry.objects.values_list())

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        attempt()

    assert list(AdministrationEntry.objects.values_list()) == before


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_refuses_to_write_an_entry_over() -> None:
    office("khulna", Level.DISTRICT)

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        execute(f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_refuses_to_empty_the_journal() -> None:
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        execute(f"TRUNCATE {TABLE}")
