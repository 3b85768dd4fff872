from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from plans.calendar.models import CalendarRule, Extension
from plans.calendar.services import grant_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import JUNE, Cast

Kept = type[CalendarRule] | type[Extension]

pytestmark = pytest.mark.parametrize("kept", [CalendarRule, Extension])


@pytest.fixture
def calendar(cast: Cast) -> Cast:
    """A cast with a rule of its own and an office that was given time."""
    rule = TermRule(due=DayRule(7))
    set_rule(cast.plan.fiscal_year, PeriodKind.MONTH, rule=rule, by=cast.administrator)
    until = timezone.localdate() + timedelta(7)
    grant_extension(cast.khulna, Period(JUNE), until=until, reason="বন্যা", by=cast.superior)
    return cast


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def refused(kept: Kept) -> Iterator[None]:
    """What is tried meanwhile is refused, and all rows are as they were."""
    before = list(kept.objects.order_by("pk").values_list())
    with pytest.raises(IntegrityError, match=r"only added to|protected"), transaction.atomic():
        yield
    assert list(kept.objects.order_by("pk").values_list()) == before
    assert before


def table(kept: type[models.Model]) -> str:
    return kept._meta.db_table


ATTEMPTS: dict[str, Callable[[Kept], object]] = {
    "save": lambda kept: kept.objects.latest("pk").save(),
    "delete": lambda kept: kept.objects.latest("pk").delete(),
    "update": lambda kept: kept.objects.update(kind="year"),
    "delete many": lambda kept: kept.objects.all().delete(),
    "raw update": lambda kept: execute(f"UPDATE {table(kept)} SET kind = 'year'"),
    "raw delete": lambda kept: execute(f"DELETE FROM {table(kept)}"),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_calendar_refuses_every_change(
    calendar: Cast, kept: Kept, attempt: Callable[[Kept], object]
) -> None:
    with refused(kept):
        attempt(kept)


@pytest.mark.sqlite
def test_sqlite_refuses_a_row_in_place_of_another(calendar: Cast, kept: Kept) -> None:
    with refused(kept):
        execute(f"INSERT OR REPLACE INTO {table(kept)} SELECT * FROM {table(kept)}")


@pytest.mark.postgresql
def test_postgresql_refuses_to_empty_it(calendar: Cast, kept: Kept) -> None:
    with refused(kept):
        # Pending checks of foreign keys would refuse first.
        execute("SET CONSTRAINTS ALL IMMEDIATE", f"TRUNCATE {table(kept)} CASCADE")


@pytest.mark.postgresql
def test_postgresql_refuses_also_where_ordinary_triggers_are_passed_over(
    calendar: Cast, kept: Kept
) -> None:
    with refused(kept):
        execute("SET LOCAL session_replication_role = replica", f"DELETE FROM {table(kept)}")


@pytest.mark.django_db(transaction=True)
def test_calendar_is_closed_again_after_a_test_has_emptied_the_database(
    request: pytest.FixtureRequest, kept: Kept
) -> None:
    call_command("flush", interactive=False, verbosity=0)
    request.getfixturevalue("calendar")

    with refused(kept):
        kept.objects.update(kind="year")
