from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from numerals import Month
from offices.models import Role
from plans.agreements.selectors import sign_by
from plans.calendar.models import CalendarRule, Extension
from plans.calendar.selectors import calendar_of_year
from plans.calendar.services import grant_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.models import FiscalYear
from tests.calendars import set_rule
from tests.cast import JUNE, Cast, client_of, person

pytestmark = pytest.mark.once

TODAY = timezone.localdate()
UNTIL = TODAY + timedelta(7)
RULES = "/calendar/2023-24/rules/"
KHULNA = "/calendar/offices/khulna/?year=2023-24"
AS_PRESCRIBED = {
    f"{kind}-{name}": value
    for kind, due, months in (
        ("month", "5", "1"),
        ("quarter", "15", "1"),
        ("half", "30", "1"),
        ("year", "15", "1"),
        ("sign", "25", "2"),
        ("amend", "30", "0"),
    )
    for name, value in {
        "opens_day": "1",
        "opens_months": "0",
        "due_day": due,
        "due_months": months,
        "grace_days": "0",
        "closes_day": "",
        "closes_months": months,
    }.items()
}
TIME = {
    "period": f"month/{JUNE}",
    "plan_kind": "",
    "until": UNTIL.strftime("%d-%m-%Y"),
    "reason": "বন্যা",
}


def confirmed(client: Client, url: str, form: dict[str, str]) -> Any:
    """The answer to a change that was looked at and confirmed with a reason."""
    seen = client.post(url, form).context["seen"]
    return client.post(url, {**form, "confirm": "1", "seen": seen, "reason": "পরিপত্র ১২"})


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return client_of(cast.administrator)


def test_officer_sees_the_dates_of_the_own_office(cast: Cast) -> None:
    rule = TermRule(due=DayRule(7), closes=DayRule(9))
    set_rule(
        cast.plan.fiscal_year,
        PeriodKind.MONTH,
        rule=rule,
        by=cast.administrator,
        level="district",
    )

    html = client_of(cast.officer).get("/calendar/?year=2023-24").text

    assert "Khulna office" in html
    assert "7 July 2024" in html
    assert "9 July 2024" in html
    assert "Set the calendar" not in html


def test_what_is_due_next_comes_first(cast: Cast) -> None:
    FiscalYear.objects.create(start=TODAY.year if TODAY.month >= 7 else TODAY.year - 1)

    coming = client_of(cast.officer).get("/calendar/").context["next"]

    days = [line.term.due for line in coming]
    assert days == sorted(days)
    assert days[0] >= TODAY


def test_rules_are_typed_in_bengali_digits_and_shown_as_dates(administrator: Client) -> None:
    form = {**AS_PRESCRIBED, "month-due_day": "১০", "month-closes_day": "২০", "set": "1"}

    with time_machine.travel(date(2023, 6, 1)):
        assert confirmed(administrator, RULES, form).status_code == 302

    rules = calendar_of_year(FiscalYear.objects.get(start=2023).span).rules
    assert rules == {("", PeriodKind.MONTH, ""): TermRule(due=DayRule(10), closes=DayRule(20))}
    html = administrator.get(RULES).text
    assert "20 July 2024" in html
    assert "due day 10 of the month after" in html


def test_day_by_which_agreements_are_signed_is_set_for_a_year(
    cast: Cast, administrator: Client
) -> None:
    form = {**AS_PRESCRIBED, "sign-due_day": "১০", "sign-due_months": "3", "set": "1"}

    with time_machine.travel(date(2023, 6, 1)):
        preview = administrator.post(RULES, form)
        assert confirmed(administrator, RULES, form).status_code == 302

    assert "Signing of the agreement" in preview.text
    assert "due 10 July 2023 instead of 25 June 2023" in preview.text
    assert sign_by(cast.plan) == date(2023, 7, 10)
    assert "due day 10 of July of the year" in administrator.get(RULES).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"month-due_day": "five"}, "Write a whole number, such as 5."),
        ({"month-due_day": "32"}, "The day is 1 to 31"),
        ({"month-closes_day": "3"}, "it cannot close before that"),
        ({"quarter-opens_months": "2"}, "The due date must be after entry opens"),
    ],
)
def test_nonsense_is_told_beside_the_field_and_stays_typed(
    administrator: Client, typed: dict[str, str], sentence: str
) -> None:
    response = administrator.post(RULES, {**AS_PRESCRIBED, **typed, "set": "1"})

    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{next(iter(typed.values()))}"' in response.text
    assert not CalendarRule.objects.exists()


def test_level_of_its_own_goes_back_to_the_rules_of_all(administrator: Client) -> None:
    level = f"{RULES}?level=upazila"
    confirmed(administrator, level, {**AS_PRESCRIBED, "month-due_day": "3", "set": "1"})
    confirmed(administrator, level, {"withdraw": "1"})

    assert [row.withdrawn for row in CalendarRule.objects.all()] == [False, True]
    assert "taken back" in administrator.get(f"{RULES}?level=upazila").text


def test_calendar_is_copied_from_last_year(cast: Cast, administrator: Client) -> None:
    FiscalYear.objects.create(start=2024)
    rule = TermRule(due=DayRule(9))
    set_rule(cast.plan.fiscal_year, PeriodKind.MONTH, rule=rule, by=cast.administrator)

    confirmed(administrator, "/calendar/2024-25/rules/", {"copy": "1"})

    assert calendar_of_year(FiscalYear.objects.get(start=2024).span).rules == {
        ("", PeriodKind.MONTH, ""): rule
    }


def test_running_year_is_set_before_it_has_plans(cast: Cast, administrator: Client) -> None:
    year = Month.of(TODAY).fiscal_year
    own = f"/calendar/{year}/rules/"

    assert administrator.get(own).status_code == 200
    assert not FiscalYear.objects.filter(start=year.start).exists()
    confirmed(administrator, own, AS_PRESCRIBED | {"set": "1", "month-due_day": "9"})

    assert calendar_of_year(year).rules == {("", PeriodKind.MONTH, ""): TermRule(due=DayRule(9))}
    assert administrator.get("/calendar/1999-00/rules/").status_code == 404


def test_planner_of_a_region_does_not_set_everybodys_calendar(cast: Cast) -> None:
    assert client_of(person("regional", Role.PLANNER, cast.region)).get(RULES).status_code == 404
    assert (
        client_of(person("central", Role.PLANNER, cast.head_office)).get(RULES).status_code == 200
    )


def test_reviewer_gives_time_and_the_office_sees_who_and_why(cast: Cast) -> None:
    assert client_of(cast.superior).post(KHULNA, TIME).status_code == 302

    (given,) = Extension.objects.all()
    assert (given.until, given.reason, given.by) == (UNTIL, "বন্যা", cast.superior)
    html = client_of(cast.officer).get(KHULNA).text
    assert "বন্যা" in html
    assert "Superior" in html
    assert "Give extra time" not in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": " "}, "Write why the office needs extra time."),
        ({"until": "1-1-2020"}, "That day has passed"),
        ({"until": "soon"}, "No extra time was given"),
        ({"period": "month/2020-01"}, "No extra time was given"),
        ({"period": "decade/2024-06"}, "No extra time was given"),
    ],
)
def test_time_that_cannot_be_given_is_told_beside_the_field(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    response = client_of(cast.superior).post(KHULNA, {**TIME, **typed})

    assert response.status_code == 422
    assert sentence in response.text
    assert not Extension.objects.exists()


def test_time_that_the_office_has_anyway_is_refused_with_the_day(cast: Cast) -> None:
    client = client_of(cast.superior)
    client.post(KHULNA, TIME)

    response = client.post(KHULNA, TIME)

    assert response.status_code == 422
    assert "Choose a later day" in response.text


def test_time_is_taken_back_with_a_reason(cast: Cast) -> None:
    given = grant_extension(cast.khulna, Period(JUNE), until=UNTIL, reason="বন্যা", by=cast.superior)
    client = client_of(cast.reviewer)

    client.post(KHULNA, {"take-back": given.pk, "reason": " "})
    assert Extension.objects.count() == 1
    client.post(KHULNA, {"take-back": given.pk, "reason": "ভুল মাস"})

    assert Extension.objects.order_by("-id").values_list("until", "reason")[0] == (None, "ভুল মাস")
    assert "no longer in force" in client.get(KHULNA).text


def test_nobody_gives_time_to_the_own_office(cast: Cast) -> None:
    own = person("own", Role.REVIEWER, cast.khulna)
    own.postings.create(office=cast.khulna, role=Role.ENTRY, starts="2020-01-01")

    assert client_of(own).post(KHULNA, TIME).status_code == 404
    assert not Extension.objects.exists()


def test_another_offices_extension_is_not_taken_back_here(cast: Cast) -> None:
    given = grant_extension(cast.jashore, Period(JUNE), until=UNTIL, reason="বন্যা", by=cast.superior)

    response = client_of(cast.superior).post(KHULNA, {"take-back": given.pk, "reason": "x"})

    assert response.status_code == 404
    assert Extension.objects.count() == 1


def test_pages_cost_few_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for days in range(3):
        grant_extension(
            cast.khulna,
            Period(JUNE),
            until=UNTIL + timedelta(days),
            reason="বন্যা",
            by=cast.superior,
        )
    client, officer = client_of(cast.administrator), client_of(cast.officer)
    with django_assert_num_queries(9):
        officer.get(KHULNA)
    with django_assert_num_queries(7):
        client.get(RULES)
