from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document
from indicators.returns.models import State
from numerals import FiscalYearSpan, Month
from offices.models import Level, Office, Role, User
from plans.models import Indicator, Plan
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUERIES = 15


@pytest.fixture
def head() -> Office:
    return field.office("head", level=Level.DEPARTMENT)


@pytest.fixture
def region(head: Office) -> Office:
    return field.office("east", level=Level.REGIONAL, parent=head)


@pytest.fixture
def khulna(region: Office) -> Office:
    return field.office("khulna", parent=region)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def row_of(plan: Plan) -> Indicator:
    return plan.indicators.get(row="1.1.1")


def url_of(plan: Plan) -> str:
    return f"/plans/{plan.office.code}/2023-24/apa/indicators/{row_of(plan).pk}/"


def put_offices(region: Office, number: int) -> list[Plan]:
    """So many districts that handed March in, with 0, 1, 2 … as their figure."""
    plans = []
    for index in range(number):
        plan = field.plan(field.office(f"district-{index}", parent=region), {MARCH: index})
        field.hand_in(plan, MARCH, on=date(2024, 4, 3))
        plans.append(plan)
    return plans


def page_of(user: User, plan: Plan, query: str = "") -> str:
    answer = client_of(user).get(url_of(plan) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("role", "at", "status"),
    [
        (Role.ENTRY, "khulna", 200),
        (Role.HEAD, "khulna", 200),
        (Role.ENTRY, "sibling", 404),
        (Role.REVIEWER, "east", 200),
        (Role.REVIEWER, "west", 404),
        (Role.AUDITOR, "head", 200),
        (Role.PLANNER, "head", 200),
        (Role.ADMINISTRATOR, "head", 200),
    ],
)
def test_page_is_for_those_who_may_see_the_office(
    role: Role, at: str, status: int, head: Office, region: Office, khulna: Office
) -> None:
    field.office("sibling", parent=region)
    field.office("west", level=Level.REGIONAL, parent=head)
    plan = field.plan(khulna, {MARCH: 7})
    user = field.person("user", role, at=Office.objects.get(code=at))

    assert client_of(user).get(url_of(plan)).status_code == status


def test_visitor_is_sent_to_sign_in(khulna: Office) -> None:
    assert Client().get(url_of(field.plan(khulna, {MARCH: 7}))).status_code == 302


@pytest.mark.parametrize(
    "query", ["?month=1999-01", "?month=poem", "?under=0", "?under=poem", "?by=luck"]
)
def test_what_the_address_cannot_mean_is_not_found(query: str, khulna: Office) -> None:
    plan = field.plan(khulna, {MARCH: 7})
    user = field.person("user", Role.ENTRY, at=khulna)

    assert client_of(user).get(url_of(plan) + query).status_code == 404


def test_row_of_another_plan_is_not_found(khulna: Office, region: Office) -> None:
    plan, other = field.plan(khulna, {MARCH: 7}), put_offices(region, 1)[0]
    user = field.person("user", Role.ENTRY, at=khulna)
    url = url_of(plan).replace(f"/{row_of(plan).pk}/", f"/{row_of(other).pk}/")

    assert client_of(user).get(url).status_code == 404


def test_page_tells_the_year_of_the_row(khulna: Office) -> None:
    plan = field.plan(khulna, {FEBRUARY: 3, MARCH: 4})
    field.hand_in(plan, MARCH, on=date(2024, 4, 3), state=State.ACCEPTED)
    html = page_of(field.person("officer", Role.ENTRY, at=khulna), plan)

    assert "Indicator 1.1.1" in html
    assert "/plans/khulna/2023-24/apa/2024-03/" in html
    assert "<dd>more is better</dd>" in html
    assert "49.00" in html
    assert html.count('class="line-dot"') == 2
    assert "100% · 10" in html
    assert "Accepted" in html


def test_dropped_row_keeps_its_page(khulna: Office) -> None:
    plan = field.plan(khulna, {MARCH: 7})
    url = url_of(plan)
    Indicator.ever.filter(pk=row_of(plan).pk).update(dropped_in=2)
    html = client_of(field.person("o", Role.ENTRY, at=khulna)).get(url).content.decode()

    assert "no longer part of the plan since version 2" in html


def test_other_years_are_matched_by_what_they_say(khulna: Office) -> None:
    last = Month(2023, 6)
    old = field.document({last: 8})
    growth, governance = old.objectives
    activity = growth.activities[0]
    entry = replace(
        activity.indicators[0], row="2.1", code="2.1", title="Small industry units registered"
    )
    old = replace(
        old,
        fiscal_year=FiscalYearSpan(2022),
        months=(last,),
        objectives=(
            replace(growth, activities=(replace(activity, indicators=(entry,)),)),
            governance,
        ),
    )
    import_document(old, office=khulna, kind="apa")
    plan = field.plan(khulna, {MARCH: 4})
    Indicator.objects.filter(pk=row_of(plan).pk).update(title="Small industries units registered")
    html = page_of(field.person("officer", Role.ENTRY, at=khulna), plan)

    assert "2022-23" in html
    assert "Small industry units registered" in html
    assert "/plans/khulna/2022-23/apa/indicators/" in html


def test_reviewer_reads_names_places_and_quartiles(khulna: Office, region: Office) -> None:
    put_offices(region, 9)
    plan = field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("reviewer", Role.REVIEWER, at=region), plan, "?by=figure")

    assert "March 2024: 9 of 10 offices have submitted." in html
    assert "This office: place 2." in html
    assert "District-8" in html
    assert "District-0" not in html
    assert "not submitted yet" in html
    assert "<dt>Median</dt><dd>4.5</dd>" in html
    assert "All offices" in html

    everybody = page_of(User.objects.get(username="reviewer"), plan, "?by=figure&all=1")
    assert "District-0" in everybody


def test_officer_reads_the_own_place_among_offices_without_names(
    khulna: Office, region: Office
) -> None:
    put_offices(region, 9)
    plan = field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("officer", Role.ENTRY, at=khulna), plan, "?all=1")

    assert "This office: place" in html
    assert "Khulna" in html
    assert "District-" not in html
    assert "<dt>Median</dt>" in html
    assert "All offices" not in html


def test_officer_reads_nothing_of_too_few(khulna: Office, region: Office) -> None:
    put_offices(region, 6)
    plan = field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("officer", Role.ENTRY, at=khulna), plan)

    assert "Too few offices have submitted this month" in html
    assert "Median" not in html


def test_months_that_nobody_handed_in_are_not_compared(khulna: Office, region: Office) -> None:
    for plan in put_offices(region, 9)[:4]:
        field.hand_in(plan, MARCH, on=date(2024, 4, 3), state=State.OPEN)
    plan = field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("reviewer", Role.REVIEWER, at=region), plan, "?by=figure&all=1")

    assert "5 of 10 offices" in html
    assert "District-3" not in html
    assert "District-4" in html


def test_offices_of_other_levels_and_other_units_are_not_compared(
    khulna: Office, region: Office
) -> None:
    first, second, *_ = put_offices(region, 9)
    Indicator.objects.filter(plan=first).update(unit="taka")
    Office.objects.filter(pk=second.office_id).update(level=Level.UPAZILA)
    plan = field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("reviewer", Role.REVIEWER, at=region), plan, "?by=figure&all=1")

    assert "7 of 9 offices" in html


@pytest.mark.parametrize("number", [8, 64])
def test_queries_do_not_grow_with_the_offices(
    number: int,
    head: Office,
    region: Office,
    khulna: Office,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    put_offices(region, number - 1)
    plan = field.plan(khulna, {FEBRUARY: 3, MARCH: 4})
    client = client_of(field.person("reviewer", Role.REVIEWER, at=head))
    for query in ("", "?all=1"):
        client.get(url_of(plan) + query)

        with django_assert_max_num_queries(QUERIES):
            client.get(url_of(plan) + query)
