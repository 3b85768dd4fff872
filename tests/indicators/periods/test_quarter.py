from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indicators.periods.rescoring.services import rescore_plan
from indicators.periods.services import accept_report
from indicators.returns.models import State
from offices.models import Posting, Role, User
from plans.calendar.terms import DayRule, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import APRIL, JUNE, MAY, Cast, client_of, person
from tests.indicators.periods.cycle import accept_months, report, submit

ADDRESS = "/plans/khulna/2023-24/apa/quarter-4/"
REVIEW = "/plans/khulna/2023-24/apa/2024-05/review/"


def post(client: Client, version: int, **form: str) -> Any:
    return client.post(ADDRESS, {"version": str(version), **form}, follow=True)


@pytest.mark.once
def test_page_shows_three_months_to_date_and_totals(cast: Cast) -> None:
    page = client_of(cast.officer).get(ADDRESS).text

    assert all(month in page for month in ("April 2024", "May 2024", "June 2024"))
    assert "19.44" in page
    assert page.count('class="indicator-row"') == 32
    assert "progress.pdf?month=2024-06" in page


@pytest.mark.once
def test_quarter_is_handed_in_accepted_and_stays(cast: Cast) -> None:
    accept_months(cast)
    officer, superior = client_of(cast.officer), client_of(cast.superior)

    assert "remarks are saved" in post(officer, 0, save="1", remarks="ভালো").text
    assert "was submitted" in post(officer, 1, submit="1", remarks="ভালো").text
    assert report(cast).state == State.SUBMITTED
    assert ADDRESS in superior.get("/").text
    assert "was accepted" in post(superior, 2, accept="1").text
    assert "nobody can change or reopen them" in officer.get(ADDRESS).text


@pytest.mark.once
def test_unready_months_are_named(cast: Cast) -> None:
    accept_months(cast, APRIL, JUNE)

    answer = post(client_of(cast.officer), 0, submit="1", remarks="লিখেছি")

    assert answer.status_code == 422
    assert "not accepted yet: May 2024." in answer.text
    assert "লিখেছি" in answer.text


def test_report_is_offered_for_submission_once_its_months_are_accepted(cast: Cast) -> None:
    accept_months(cast, APRIL, JUNE)
    client = client_of(cast.officer)
    waiting = client.get(ADDRESS).text
    accept_months(cast, MAY)

    assert 'name="submit"' not in waiting
    assert "can be submitted once these returns are accepted" in waiting
    assert 'name="submit"' in client.get(ADDRESS).text


@pytest.mark.once
def test_closed_quarter_keeps_what_was_typed_and_says_whom_to_ask(cast: Cast) -> None:
    accept_months(cast)
    rule = TermRule(due=DayRule(15), closes=DayRule(20))
    set_rule(cast.plan.fiscal_year, PeriodKind.QUARTER, rule=rule, by=cast.administrator)

    answer = post(client_of(cast.officer), 0, submit="1", remarks="লিখেছি")

    assert answer.status_code == 423
    assert "This report closed on 20 July 2024. A reviewer" in answer.text
    assert "লিখেছি" in answer.text
    assert report(cast).state == State.OPEN


@pytest.mark.once
def test_return_needs_a_reason_and_the_office_sees_it(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    superior = client_of(cast.superior)

    assert post(superior, 1, **{"return": "1", "reason": " "}).status_code == 422
    post(superior, 1, **{"return": "1", "reason": "মে মাস আবার দেখুন"})

    officer = client_of(cast.officer)
    assert "মে মাস আবার দেখুন" in officer.get(ADDRESS).text
    assert ADDRESS in officer.get("/").text


@pytest.mark.once
def test_frozen_month_cannot_be_reopened_and_says_why(cast: Cast) -> None:
    accept_months(cast)
    superior = client_of(cast.superior)
    assert 'name="reopen"' in superior.get(REVIEW).text
    submit(cast)

    page = superior.get(REVIEW).text

    assert 'name="reopen"' not in page
    assert "Return it first" in page
    assert ADDRESS in page
    form = {"reopen": "1", "why": "x", "until": "31-12-2150", "return-version": "3"}
    assert "Return it first" in superior.post(REVIEW, form, follow=True).text
    assert cast.monthly_return(MAY).state == State.ACCEPTED


@pytest.mark.once
def test_entry_officer_writes_and_the_head_submits(cast: Cast) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    accept_months_with(cast, head)
    officer = client_of(cast.officer)

    assert 'name="submit"' not in officer.get(ADDRESS).text
    assert officer.post(ADDRESS, {"version": "0", "submit": "1"}).status_code == 404
    assert 'name="submit"' in client_of(head).get(ADDRESS).text


def accept_months_with(cast: Cast, head: User) -> None:
    accept_months(replace(cast, officer=head))


@pytest.mark.once
def test_who_submitted_does_not_decide(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    Posting.objects.create(
        user=cast.officer, office=cast.region, role=Role.REVIEWER, starts="2020-07-01"
    )
    officer = client_of(cast.officer)

    assert 'name="accept"' not in officer.get(ADDRESS).text
    assert "another reviewer decides" in post(officer, 1, accept="1").text


@pytest.mark.once
def test_stale_page_does_nothing(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)

    assert "Nothing was done" in post(client_of(cast.superior), 0, accept="1").text
    assert report(cast).state == State.SUBMITTED


def test_repeated_acceptance_is_harmless(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    accept_report(report(cast), by=cast.superior)

    post(client_of(cast.superior), 2, accept="1")

    assert report(cast).steps.count() == 2


@pytest.mark.once
def test_later_change_is_told_beside_what_was_reported(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    indicator = cast.indicator("3.1.1")
    indicator.weight = Decimal(9)
    indicator.save()
    rescore_plan(cast.plan)

    page = client_of(cast.officer).get(ADDRESS).text

    assert "Reported then, computed now" in page
    assert "19.44 (APA 2023-24, version 1) →" in page


@pytest.mark.once
@pytest.mark.parametrize("number", [0, 5, 99])
def test_quarter_that_does_not_exist_is_not_there(cast: Cast, number: int) -> None:
    address = f"/plans/khulna/2023-24/apa/quarter-{number}/"

    assert client_of(cast.officer).get(address).status_code == 404


@pytest.mark.once
def test_page_speaks_bengali(cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(language="bn")

    page = client_of(cast.officer).get(ADDRESS).text

    assert "ত্রৈমাসিক প্রতিবেদন" in page
    assert "এপ্রিল ২০২৪" in page


def test_page_costs_the_same_for_one_step_and_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    accept_months(cast)
    officer = client_of(cast.officer)
    officer.get(reverse("home"))
    submit(cast)
    with django_assert_num_queries(10):
        officer.get(ADDRESS)
    accept_report(report(cast), by=cast.superior)
    with django_assert_num_queries(10):
        officer.get(ADDRESS)
