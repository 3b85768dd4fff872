"""What was done or said stays in the database, and a guard that is gone is named."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Final

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from indicators.audit.guards import GUARDS, missing_guards
from indicators.periods.models import PeriodStep
from indicators.returns.comments.models import Comment
from indicators.returns.evidence.models import Evidence
from indicators.returns.models import CellNote, ReturnStep
from indicators.returns.steps import return_return
from tests.cast import JUNE, Cast

TABLES: Final = {guard.table for guard in GUARDS}


@pytest.fixture
def noted(cast: Cast) -> Cast:
    notes = {cast.indicator("2.5.2").pk: "সংখ্যাটি দেখুন"}
    return_return(cast.submit(), reason="আবার দেখুন", notes=notes, by=cast.reviewer)
    Comment.objects.create(plan=cast.plan, month=JUNE, text="কথা", by=cast.officer)
    report = cast.plan.period_reports.create(kind="quarter", number=4)
    PeriodStep.objects.create(
        report=report, from_state="open", to_state="submitted", by=cast.officer
    )
    Evidence.objects.create(
        indicator=cast.indicator("2.5.2"),
        month=JUNE,
        kind="pdf",
        name="a.pdf",
        size=1,
        sha256="a",
        received_sha256="a",
        uploaded_by=cast.officer,
    )
    return cast


ATTEMPTS: Final[dict[str, Callable[[], object]]] = {
    "reason of a step": lambda: ReturnStep.objects.update(reason="x"),
    "figures of a step": lambda: ReturnStep.objects.update(figures={}),
    "days late": lambda: ReturnStep.objects.update(late_by=0),
    "a step": lambda: ReturnStep.objects.filter(to_state="returned").delete(),
    "a step of a report": lambda: PeriodStep.objects.update(reported={}),
    "a comment": lambda: Comment.objects.update(text="x"),
    "a comment taken away": lambda: Comment.objects.all().delete(),
    "a note": lambda: CellNote.objects.update(text="x"),
    "a note taken away": lambda: CellNote.objects.all().delete(),
    "the name of a file": lambda: Evidence.objects.update(name="b.pdf"),
    "the hash of a file": lambda: Evidence.objects.update(sha256="b"),
    "the record of a file": lambda: Evidence.objects.all().delete(),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_what_was_done_or_said_is_not_rewritten(noted: Cast, attempt: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=r"only added to|stays"), transaction.atomic():
        attempt()


def test_note_is_answered_and_file_is_removed_once(noted: Cast) -> None:
    CellNote.objects.update(answer="ঠিক আছে", answered_by=noted.officer)
    Evidence.objects.update(removed_at=timezone.now(), removed_by=noted.officer)

    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Evidence.objects.update(removed_at=None)


@pytest.mark.sqlite
def test_sqlite_refuses_a_note_in_the_place_of_another(noted: Cast) -> None:
    with pytest.raises(IntegrityError, match="stays"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO indicators_cellnote (step_id, indicator_id, text, answer) "
            "SELECT step_id, indicator_id, 'x', '' FROM indicators_cellnote"
        )


@pytest.mark.django_db
def test_every_guard_is_there_after_the_migrations() -> None:
    assert list(missing_guards(connection)) == []


def away(table: str) -> str:
    name = {guard.table: guard.name for guard in GUARDS}[table]
    if connection.vendor == "sqlite":
        return f"DROP TRIGGER {name}_update"
    return f"ALTER TABLE {table} DISABLE TRIGGER {name}_rows"


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(TABLES))
def test_guard_that_is_gone_is_named(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(away(table))

    assert [found for found, _ in missing_guards(connection)] == [table]


@pytest.mark.django_db
def test_guard_that_refuses_nothing_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER history_update")
            cursor.execute(
                "CREATE TRIGGER history_update BEFORE UPDATE ON ledger_change BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_change_of_history() RETURNS trigger "
                "LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
            )

    assert [table for table, _ in missing_guards(connection)][:1] == ["ledger_change"]


@pytest.mark.django_db
def test_command_names_a_missing_guard_and_fails() -> None:
    with connection.cursor() as cursor:
        cursor.execute(away("indicators_returnstep"))
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("check_history", stdout=out)

    assert left.value.code == 1
    assert "indicators_returnstep: the guard steps_" in out.getvalue()
