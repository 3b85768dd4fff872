"""The lines of the history: written by the application, at the database's time, all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.utils import timezone

from config.jobs.upkeep import Upkeep
from ledger.chain import broken_lines
from ledger.models import Change, Seal
from ledger.selectors import database_time
from ledger.services import record, seal_history
from offices.models import Role
from offices.services.people import change_user
from offices.services.postings import Assignment, add_postings
from plans.calendar.services import change_calendar, grant_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.calendar.year import RuleChange
from tests.cast import JUNE, Cast
from tests.unguarded import unguarded


def broken() -> list[str]:
    return [one.what for one in broken_lines(now=database_time())]


def newest(**values: object) -> Change:
    """A line as the newest one, with other values, put in past the application."""
    line = Change.objects.latest("pk")
    line.pk = None
    line._state.adding = True
    for name, value in values.items():
        setattr(line, name, value)
    line.save()
    return line


def type_a_figure(cast: Cast, number: int) -> None:
    cast.save(r1_1_1=number)


def rename_a_person(cast: Cast, number: int) -> None:
    change_user(cast.officer, by=cast.administrator, name_en=f"Officer {number}")


def post_a_person(cast: Cast, number: int) -> None:
    day = date(2024, number, 1)
    assignment = Assignment(cast.region, Role.REVIEWER)
    add_postings(cast.officer, [assignment], starts=day, ends=day, by=cast.administrator)


def set_the_calendar(cast: Cast, number: int) -> None:
    changes = [RuleChange("", PeriodKind.MONTH, TermRule(due=DayRule(number + 10)))]
    change_calendar(cast.plan.fiscal_year, changes, reason="পরিপত্র", by=cast.administrator)


def give_more_time(cast: Cast, number: int) -> None:
    until = timezone.localdate() + timedelta(number)
    grant_extension(cast.khulna, Period(JUNE), until=until, reason="বন্যা", by=cast.superior)


WRITERS: Final = (
    type_a_figure,
    rename_a_person,
    post_a_person,
    set_the_calendar,
    give_more_time,
)


@pytest.fixture(params=WRITERS, ids=lambda write: write.__name__)
def sealed(request: pytest.FixtureRequest, cast: Cast) -> Cast:
    for number in (5, 6):
        request.param(cast, number)
        assert seal_history()
    return cast


def test_lines_of_the_application_are_in_no_doubt(sealed: Cast) -> None:
    sealed.save(r1_1_1=7)

    assert broken() == []
    assert [seal.number for seal in Seal.objects.all()] == [1, 2]
    assert sum(seal.lines for seal in Seal.objects.all()) == Change.objects.count() - 1


def test_nothing_new_needs_no_seal(sealed: Cast) -> None:
    assert seal_history() is None


def test_time_is_the_databases(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = database_time()
    wrong = timezone.now() - timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: wrong)

    cast.save(r1_1_1=5)

    assert abs(Change.objects.latest("pk").at - before) < timedelta(minutes=1)


IN_THE_TAIL: Final[dict[str, Callable[[Cast], object]]] = {
    "copied": lambda _: newest(),
    "with an earlier day": lambda _: newest(at=timezone.now() - timedelta(days=9)),
    "in another's name": lambda cast: newest(by=cast.outsider),
    "with another value": lambda _: newest(after="99"),
    "without a signature": lambda _: newest(signature=""),
    "with a signature of its own": lambda _: newest(signature="0" * 80),
}


@pytest.mark.parametrize("put", IN_THE_TAIL.values(), ids=IN_THE_TAIL)
def test_line_that_was_put_in_is_found_before_it_is_sealed(
    sealed: Cast, put: Callable[[Cast], object]
) -> None:
    put(sealed)

    assert len(broken()) == 1


@pytest.mark.parametrize("put", IN_THE_TAIL.values(), ids=IN_THE_TAIL)
def test_line_that_was_put_in_is_found_after_it_was_sealed(
    sealed: Cast, put: Callable[[Cast], object]
) -> None:
    put(sealed)
    seal_history()

    assert len(broken()) == 1


REWRITTEN: Final[dict[str, dict[str, Any]]] = {
    "value": {"after": "99"},
    "person": {"by": None},
    "day": {"at": timezone.now() - timedelta(days=9)},
    "day to come": {"at": timezone.now() + timedelta(days=9)},
    "moment": {"at": timezone.now() + timedelta(seconds=30)},
    "reason": {"reason": "অন্য"},
    "request": {"request": "x"},
    "row": {"row": "2.5.2"},
}


@pytest.mark.parametrize("values", REWRITTEN.values(), ids=REWRITTEN)
def test_line_that_was_rewritten_is_found(sealed: Cast, values: dict[str, Any]) -> None:
    line = Change.objects.latest("pk")
    with unguarded(Change):
        Change.objects.filter(pk=line.pk).update(**values)

    assert broken()


@pytest.mark.parametrize("which", ["first", "middle", "last"])
def test_line_that_was_taken_away_is_found(sealed: Cast, which: str) -> None:
    lines = list(Change.objects.order_by("pk"))
    line = {"first": lines[0], "middle": lines[len(lines) // 2], "last": lines[-1]}[which]
    with unguarded(Change):
        line.delete()

    (found,) = broken()
    assert "there were" in found


def test_seal_that_was_taken_away_or_rewritten_is_found(sealed: Cast) -> None:
    with unguarded(Seal):
        Seal.objects.filter(number=1).delete()
    assert "seal 1 is not there" in broken()


def test_seal_of_somebody_without_the_key_is_none(sealed: Cast, settings: Any) -> None:
    key = settings.SECRET_KEY
    settings.SECRET_KEY = "guessed"
    seal_history(takes_over=True)
    settings.SECRET_KEY = key

    assert "seal 3 is not one that this installation made" in broken()


def test_change_of_the_key_is_bridged_and_ended_by_taking_over(sealed: Cast, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert broken() == []
    out = StringIO()

    call_command("seal_history", "--take-over", stdout=out)
    settings.SECRET_KEY_FALLBACKS = []
    sealed.save(r1_1_1=8)

    assert broken() == []
    with unguarded(Change):
        Change.objects.filter(pk=Change.objects.earliest("pk").pk).update(after="99")
    assert len(broken()) == 1


def test_worker_seals_what_was_written(cast: Cast) -> None:
    Upkeep(lease=60).when_due()

    assert Seal.objects.get().until == Change.objects.latest("pk").pk


@pytest.mark.parametrize(
    ("write", "named"),
    [
        (type_a_figure, "khulna/2023-24/apa 2024-06 1.1.1 figure"),
        (rename_a_person, "user officer name_en"),
        (post_a_person, "posting officer khulna-region"),
        (set_the_calendar, "calendar"),
        (give_more_time, "extension khulna"),
    ],
)
def test_command_names_line_person_and_moment(
    cast: Cast, write: Callable[[Cast, int], None], named: str
) -> None:
    write(cast, 5)
    line = newest(by=cast.outsider)
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("check_history", stdout=out)

    assert left.value.code == 1
    assert f"Line {line.pk}, {named}, by " in out.getvalue()
    assert "was altered, or not written by the application" in out.getvalue()


def test_line_of_an_earlier_moment_is_one_if_the_application_tells_it(cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(days=300)

    record([Change(plan=cast.plan, field="plan_title", after="x", at=long_ago)])

    assert Change.objects.latest("pk").at == long_ago
    assert broken() == []
