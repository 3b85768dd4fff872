"""Every way that there is to alter the history, and that none of them does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from ledger.models import Change
from plans.models import Indicator
from tests.cast import Cast, client_of

TABLE: Final = Change._meta.db_table


def everything() -> list[tuple[object, ...]]:
    return list(Change.objects.order_by("id").values_list())


def execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def save(change: Change) -> None:
    change.after = "999"
    change.save()


def upsert(change: Change) -> None:
    change.after = "999"
    Change.objects.bulk_create(
        [change], update_conflicts=True, unique_fields=["id"], update_fields=["after"]
    )


def bulk_update(change: Change) -> None:
    change.after = "999"
    Change.objects.bulk_update([change], ["after"])


ATTEMPTS: Final[dict[str, Callable[[Change], object]]] = {
    "save": save,
    "delete": lambda change: change.delete(),
    "update": lambda _: Change.objects.update(after="999"),
    "delete many": lambda _: Change.objects.all().delete(),
    "bulk update": bulk_update,
    "upsert": upsert,
    "raw update": lambda _: execute(f"UPDATE {TABLE} SET after = '999'"),
    "raw delete": lambda _: execute(f"DELETE FROM {TABLE}"),
    "raw update of the author": lambda _: execute(f"UPDATE {TABLE} SET by_id = NULL"),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_history_refuses_every_change(cast: Cast, attempt: Callable[[Change], object]) -> None:
    before = everything()

    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        attempt(Change.objects.latest("id"))

    assert everything() == before
    assert before


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_refuses_a_row_in_place_of_another(cast: Cast) -> None:
    before = everything()
    columns = ", ".join(
        "'999'" if field.attname == "after" else field.attname
        for field in Change._meta.concrete_fields
    )

    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        execute(f"INSERT OR REPLACE INTO {TABLE} SELECT {columns} FROM {TABLE}")

    assert everything() == before


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("sql", [f"TRUNCATE {TABLE}", "TRUNCATE plans_plan CASCADE"])
def test_postgresql_refuses_to_empty_it(cast: Cast, sql: str) -> None:
    before = everything()

    # Whichever of the guards is asked first.
    with pytest.raises(IntegrityError, match=r"only added to|stays"):
        # Pending checks of foreign keys would refuse first.
        execute("SET CONSTRAINTS ALL IMMEDIATE", sql)

    assert everything() == before


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_refuses_also_where_ordinary_triggers_are_passed_over(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="only added to"):
        execute("SET LOCAL session_replication_role = replica", f"DELETE FROM {TABLE}")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_keeps_the_triggers_from_those_who_do_not_own_the_table(cast: Cast) -> None:
    execute("CREATE ROLE lokkho_of_the_application")
    execute(f"GRANT SELECT, INSERT ON {TABLE} TO lokkho_of_the_application")
    for sql in (
        f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
        f"DROP TRIGGER history_rows ON {TABLE}",
        f"DROP TABLE {TABLE}",
        f"TRUNCATE {TABLE}",
        f"DELETE FROM {TABLE}",
        "SET LOCAL session_replication_role = replica",
    ):
        with pytest.raises(DatabaseError, match=r"must be owner|permission denied"):
            execute("SET LOCAL ROLE lokkho_of_the_application", sql)


@pytest.mark.parametrize("what", ["plan", "return", "indicator", "author"])
def test_what_has_a_history_is_not_deleted(cast: Cast, what: str) -> None:
    cast.save(r1_1_1=5)
    before = everything()
    record = {
        "plan": cast.plan,
        "return": cast.monthly_return(),
        "indicator": cast.indicator("1.1.1"),
        "author": cast.officer,
    }[what]

    with pytest.raises(ProtectedError):
        record.delete()

    assert everything() == before


@transaction.atomic
def take_away(monthly_return: int) -> None:
    for table in ("returnstep", "achievement"):
        execute(f"DELETE FROM indicators_{table} WHERE monthly_return_id = {monthly_return}")
    execute(f"DELETE FROM indicators_monthlyreturn WHERE id = {monthly_return}")
    # What a commit would check.
    connection.check_constraints()


def test_raw_sql_does_not_take_a_return_from_under_its_history(cast: Cast) -> None:
    monthly_return = cast.monthly_return().pk

    with pytest.raises(IntegrityError):
        take_away(monthly_return)

    assert cast.monthly_return().pk == monthly_return


def test_administration_deletes_no_plan_and_no_indicator_with_a_history(cast: Cast) -> None:
    client = client_of(cast.administrator)
    before = everything()

    for name, pk in (
        ("plans_plan", cast.plan.pk),
        ("plans_indicator", cast.indicator("1.1.1").pk),
        ("indicators_monthlyreturn", cast.monthly_return().pk),
    ):
        answer = client.post(reverse(f"admin:{name}_delete", args=[pk]), {"post": "yes"})
        assert answer.status_code == 403

    assert everything() == before
    assert Indicator.objects.filter(row="1.1.1", plan=cast.plan).exists()


@pytest.mark.django_db(transaction=True)
def test_history_is_closed_again_after_a_test_has_emptied_the_database() -> None:
    call_command("flush", interactive=False, verbosity=0)

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        names = {name for (name,) in cursor.fetchall()}
    expected = {
        "sqlite": {"history_update", "history_delete", "history_replace"},
        "postgresql": {"history_rows", "history_all"},
    }
    assert names >= expected[connection.vendor]
