"""Rules and given time past the services: whoever puts a row in leaves no line in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Final

import pytest
from django.core.management import call_command
from django.utils import timezone

from indicators.audit.proof_of_calendar import unexplained_calendar
from ledger.models import Change
from plans.calendar.models import CalendarRule, Extension
from plans.calendar.services import grant_extension, revoke_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import JUNE, Cast
from tests.unguarded import unguarded

EARLIER: Final = datetime(2023, 6, 1, tzinfo=UTC)


@pytest.fixture
def calendar(cast: Cast) -> Cast:
    """A cast whose calendar was set and taken back, and whose office was given time twice."""
    year, by = cast.plan.fiscal_year, cast.administrator
    set_rule(year, PeriodKind.MONTH, rule=TermRule(due=DayRule(7)), by=by)
    set_rule(year, PeriodKind.MONTH, rule=None, by=by)
    until = timezone.localdate() + timedelta(7)
    given = grant_extension(cast.khulna, Period(JUNE), until=until, reason="বন্যা", by=cast.superior)
    revoke_extension(given, reason="ভুল", by=cast.superior)
    return cast


def copy_of_a_rule(**values: object) -> None:
    row = CalendarRule.objects.earliest("pk")
    row.pk, row._state.adding = None, True
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def rewritten(kept: type[CalendarRule] | type[Extension], **values: object) -> None:
    with unguarded(kept):
        kept.objects.filter(pk=kept.objects.earliest("pk").pk).update(**values)


PAST_THE_SERVICES: Final[dict[str, Callable[[Cast], None]]] = {
    "a rule put in": lambda _: copy_of_a_rule(),
    "a rule put in with an earlier day": lambda _: copy_of_a_rule(at=EARLIER),
    "a rule put in in another's name": lambda cast: copy_of_a_rule(by=cast.superior),
    "another day of a rule": lambda _: rewritten(CalendarRule, due_day=25),
    "a rule of another day": lambda _: rewritten(CalendarRule, at=EARLIER),
    "another level of a rule": lambda _: rewritten(CalendarRule, level="district"),
    "time until another day": lambda _: rewritten(Extension, until=EARLIER.date()),
    "time given by another": lambda cast: rewritten(Extension, by=cast.officer),
    "time given to another": lambda cast: rewritten(Extension, office=cast.jashore),
    "another reason": lambda _: rewritten(Extension, reason="অন্য"),
}


def test_calendar_that_was_set_by_the_services_is_in_no_doubt(calendar: Cast) -> None:
    assert list(unexplained_calendar()) == []
    assert [(one.subject, one.before, one.after) for one in Change.objects.filter(plan=None)][
        :2
    ] == [
        ("extension", str(timezone.localdate() + timedelta(7)), None),
        ("extension", None, str(timezone.localdate() + timedelta(7))),
    ]


@pytest.mark.parametrize("alter", PAST_THE_SERVICES.values(), ids=PAST_THE_SERVICES)
def test_what_was_put_in_or_altered_past_the_services_is_found(
    calendar: Cast, alter: Callable[[Cast], None]
) -> None:
    alter(calendar)

    assert len(list(unexplained_calendar())) == 1


def test_line_that_is_gone_leaves_its_rule_unexplained(calendar: Cast) -> None:
    with unguarded(Change):
        Change.objects.filter(subject="calendar").latest("pk").delete()

    assert len(list(unexplained_calendar())) == 1


@pytest.mark.once
def test_command_names_the_rule_and_fails(calendar: Cast) -> None:
    copy_of_a_rule(at=EARLIER)
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("check_history", stdout=out)

    assert left.value.code == 1
    assert "calendar 2023 * month: the history says None, stored is row" in out.getvalue()
