"""An office over its years, and beside another or its peers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document
from numerals import FiscalYearSpan, Month
from offices.models import Level, Office, Role, User
from plans.models import Indicator, Plan
from tests.reports import field
from tests.reports.field import MARCH

pytestmark = [pytest.mark.django_db, pytest.mark.once]
YEARS_QUERIES, BESIDE_QUERIES = 12, 14


@pytest.fixture
def head() -> Office:
    return field.office("head", level=Level.DEPARTMENT)


@pytest.fixture
def khulna(head: Office) -> Office:
    return field.office("khulna", parent=head)


def put_year(office: Office, start: int, figure: int, *, title: str) -> Plan:
    """A plan of the fiscal year with its first objective called so, reported in its March."""
    month = Month(start + 1, 3)
    document = field.document({month: figure})
    growth, governance = document.objectives
    return import_document(
        replace(
            document,
            fiscal_year=FiscalYearSpan(start),
            months=(month,),
            objectives=(replace(growth, title=title), governance),
        ),
        office=office,
        kind="apa",
    )


def put_peers(head: Office, number: int) -> None:
    for index in range(number):
        plan = field.plan(field.office(f"district-{index}", parent=head), {MARCH: index})
        field.hand_in(plan, MARCH, on=date(2024, 4, 3))


def page_of(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_objectives_of_years_stand_in_one_row_where_they_are_called_the_same(
    khulna: Office,
) -> None:
    put_year(khulna, 2022, 7, title="Growth of the small industries")
    put_year(khulna, 2023, 10, title="Growth of small industries")
    html = page_of(field.person("o", Role.ENTRY, at=khulna), "/offices/khulna/years/")

    assert html.index("2023-24") < html.index("2022-23")
    assert html.count("Growth of") == 1
    assert "100.00" in html
    assert "70.00" in html
    assert html.count("scoring rules 1") == 2


def test_objective_without_its_like_has_a_row_of_its_own(khulna: Office) -> None:
    put_year(khulna, 2022, 7, title="Loans to weavers of the hill tracts")
    put_year(khulna, 2023, 10, title="Growth of small industries")
    html = page_of(field.person("o", Role.ENTRY, at=khulna), "/offices/khulna/years/")

    assert "Loans to weavers" in html
    assert "Growth of small" in html


@pytest.mark.parametrize("page", ["years", "side-by-side"])
def test_office_without_plans_says_so(khulna: Office, page: str) -> None:
    page_of(field.person("o", Role.ENTRY, at=khulna), f"/offices/khulna/{page}/")


@pytest.mark.parametrize("page", ["years", "side-by-side"])
@pytest.mark.parametrize("query", ["?kind=poem", "?year=poem", "?year=1999-00", "?kind=integrity"])
def test_plan_that_is_not_there_is_not_found(khulna: Office, page: str, query: str) -> None:
    field.plan(khulna, {MARCH: 7})
    client = Client()
    client.force_login(field.person("o", Role.ENTRY, at=khulna))

    assert client.get(f"/offices/khulna/{page}/{query}").status_code == 404


def test_two_offices_stand_side_by_side(head: Office, khulna: Office) -> None:
    field.plan(khulna, {MARCH: 7})
    other = field.plan(field.office("jashore", parent=head), {MARCH: 10})
    Indicator.objects.filter(plan=other, row="1.1.1").update(row="2.2", code="2.2")
    html = page_of(
        field.person("r", Role.REVIEWER, at=head), "/offices/khulna/side-by-side/?with=jashore"
    )

    assert "Jashore" in html
    assert html.count("−30.00") == 2
    assert '<td class="num answer" data-label="Raw">70.00</td>' in html


def test_office_that_one_may_not_see_cannot_stand_beside(head: Office, khulna: Office) -> None:
    field.plan(khulna, {MARCH: 7})
    field.plan(field.office("jashore", parent=head), {MARCH: 10})
    client = Client()
    client.force_login(field.person("o", Role.ENTRY, at=khulna))
    answer = client.get("/offices/khulna/side-by-side/?with=jashore")

    assert answer.status_code == 404


def test_officer_stands_beside_the_middle_of_enough_peers(head: Office, khulna: Office) -> None:
    put_peers(head, 7)
    field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("o", Role.ENTRY, at=khulna), "/offices/khulna/side-by-side/")

    assert "the nearest first: 7 offices." in html
    assert "of 7" in html
    assert "District-" not in html


def test_too_few_peers_say_nothing(head: Office, khulna: Office) -> None:
    put_peers(head, 6)
    field.plan(khulna, {MARCH: 7})
    html = page_of(field.person("o", Role.ENTRY, at=khulna), "/offices/khulna/side-by-side/")

    assert "Too few offices" in html
    assert "District-" not in html


@pytest.mark.parametrize("number", [8, 20])
def test_queries_do_not_grow_with_the_peers(
    number: int, head: Office, khulna: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put_peers(head, number)
    field.plan(khulna, {MARCH: 7})
    client = Client()
    client.force_login(field.person("r", Role.REVIEWER, at=head))
    client.get("/offices/khulna/side-by-side/")

    with django_assert_max_num_queries(BESIDE_QUERIES):
        client.get("/offices/khulna/side-by-side/")


@pytest.mark.parametrize("years", [1, 3])
def test_queries_do_not_grow_with_the_years(
    years: int, khulna: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for start in range(2024 - years, 2024):
        put_year(khulna, start, 7, title="Growth of small industries")
    client = Client()
    client.force_login(field.person("o", Role.ENTRY, at=khulna))
    client.get("/offices/khulna/years/")

    with django_assert_max_num_queries(YEARS_QUERIES):
        client.get("/offices/khulna/years/")
