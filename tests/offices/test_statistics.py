from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office
from offices.statistics import refresh_statistics
from tests.faults.serving import database_url, environment, run


def fill(count: int) -> None:
    Office.objects.bulk_create(
        Office(code=f"o{number}", level=Level.DISTRICT, path=f"/{number}/")
        for number in range(count)
    )


def believed_rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'offices_office'::regclass")
        return int(cursor.fetchone()[0])


@pytest.mark.postgresql
def test_planner_counts_rows_that_are_not_committed(db: None) -> None:
    fill(300)
    Office.objects.all().delete()
    refresh_statistics(Office)
    assert believed_rows() == 0

    fill(200)
    refresh_statistics(Office)

    assert believed_rows() == 200


@pytest.mark.sqlite
def test_sqlite_is_asked_nothing(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        refresh_statistics(Office)


@pytest.mark.postgresql
def test_statement_that_hangs_fails(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("1min",)


@pytest.mark.postgresql
def test_statement_of_a_program_that_hangs_fails(db: None, tmp_path: Path) -> None:
    ask = "from django.db import connection as c; x = c.cursor(); "
    ask += "x.execute('SHOW statement_timeout'); print(x.fetchone()[0])"
    command = (sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", ask)

    assert run(*command, env=environment(database_url(), tmp_path)).strip() == "1min"
