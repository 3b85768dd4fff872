from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from indicators.work.calendar.extensions import extend, take_extension_back
from indicators.work.notices.wording import place_of, sentence_of
from notices.models import Notice, NoticeKind
from numerals import Month
from offices.models import Role
from plans.calendar.models import Extension
from plans.calendar.services import NoMoreTime
from plans.calendar.terms import Period, PeriodKind
from tests.cast import JUNE, Cast, client_of, person

UNTIL = timezone.localdate() + timedelta(7)
PLAN = "/plans/khulna/2023-24/apa"
CALENDAR = "/calendar/offices/khulna/?year=2023-24"


def give(cast: Cast, kind: PeriodKind = PeriodKind.MONTH, *, plan_kind: str = "") -> Extension:
    return extend(
        cast.khulna,
        Period.containing(JUNE, kind),
        until=UNTIL,
        reason="বন্যা",
        by=cast.superior,
        plan_kind=plan_kind,
    )


def told() -> list[tuple[str, str]]:
    """Who was told of what, by name."""
    return sorted(Notice.objects.values_list("recipient__username", "what"))


def english(notice: Notice) -> str:
    with override("en"):
        return sentence_of(notice)


def test_entry_officers_and_heads_hear_of_time_that_their_office_is_given(cast: Cast) -> None:
    person("head", Role.HEAD, cast.khulna)

    give(cast)

    assert told() == [("head", "extended"), ("officer", "extended")]
    notice = Notice.objects.get(recipient=cast.officer)
    assert (notice.plan, notice.month, notice.until) == (cast.plan, JUNE, UNTIL)
    assert (notice.words, notice.by) == ("বন্যা", cast.superior)


@pytest.mark.once
def test_they_hear_of_the_due_day_that_holds_when_it_is_taken_back(cast: Cast) -> None:
    given = give(cast)
    Notice.objects.all().delete()

    take_extension_back(given, reason="ভুল মাস", by=cast.reviewer)

    assert told() == [("officer", "shortened")]
    notice = Notice.objects.get()
    assert (notice.until, notice.words) == (date(2024, 7, 5), "ভুল মাস")
    assert english(notice).endswith("June 2024: extra time taken back, due 5 July 2024")


@pytest.mark.once
def test_nobody_hears_of_time_that_was_not_given(cast: Cast) -> None:
    give(cast)
    Notice.objects.all().delete()

    with pytest.raises(NoMoreTime):
        give(cast)

    assert told() == []


def test_time_for_a_return_that_was_handed_in_concerns_nobody(cast: Cast) -> None:
    cast.submit()
    Notice.objects.all().delete()

    give(cast)

    assert told() == []


def test_time_for_plans_of_another_kind_concerns_not_this_one(cast: Cast) -> None:
    give(cast, plan_kind="integrity")

    assert told() == []


@pytest.mark.parametrize(
    ("kind", "words", "place"),
    [
        (PeriodKind.MONTH, "June 2024: extra time", f"{PLAN}/2024-06/"),
        (PeriodKind.QUARTER, "April–June 2024 (quarter): extra time", f"{PLAN}/quarter-4/"),
        (PeriodKind.HALF, "(half-year): extra time", CALENDAR),
        (PeriodKind.YEAR, "the whole year: extra time", f"{PLAN}/evaluation/"),
    ],
)
def test_notice_leads_to_the_report_that_has_more_time(
    cast: Cast, kind: PeriodKind, words: str, place: str
) -> None:
    give(cast, kind)

    notice = Notice.objects.get()
    assert words in english(notice)
    assert place_of(notice) == place
    assert client_of(cast.officer).get(place).status_code == 200


@pytest.mark.once
def test_notice_of_a_month_to_come_leads_to_the_calendar(cast: Cast) -> None:
    give(cast)
    notice = Notice.objects.get()
    notice.month = Month.of(UNTIL).plus(2)

    assert place_of(notice) == CALENDAR


def test_giving_and_taking_back_on_the_page_tells_the_office(cast: Cast) -> None:
    client = client_of(cast.superior)
    form = {"period": f"month/{JUNE}", "until": UNTIL.strftime("%d-%m-%Y"), "reason": "বন্যা"}

    client.post(CALENDAR, form)
    given = Extension.objects.get()
    client.post(CALENDAR, {"take-back": given.pk, "reason": "ভুল মাস"})

    assert told() == [("officer", NoticeKind.EXTENDED), ("officer", NoticeKind.SHORTENED)]
    assert "বন্যা" in client_of(cast.officer).get("/notices/").text


@pytest.mark.parametrize("others", [0, 30])
def test_telling_costs_the_same_however_many_are_told(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, others: int
) -> None:
    for number in range(others):
        person(f"officer-{number}", Role.ENTRY, cast.khulna)

    with django_assert_num_queries(15):
        give(cast)

    assert Notice.objects.count() == others + 1
