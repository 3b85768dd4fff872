from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import State
from offices.models import Level, Office, Role, User
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUERIES = 14


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


@pytest.mark.parametrize(
    ("role", "at", "status"),
    [
        (Role.ENTRY, "khulna", 200),
        (Role.ENTRY, "sibling", 404),
        (Role.ENTRY, "east", 404),
        (Role.REVIEWER, "east", 200),
        (Role.REVIEWER, "west", 404),
        (Role.REVIEWER, "head", 200),
        (Role.ADMINISTRATOR, "head", 200),
    ],
)
def test_office_page_is_for_those_who_may_see_the_office(
    role: Role, at: str, status: int, head: Office, region: Office, khulna: Office
) -> None:
    field.office("sibling", parent=region)
    field.office("west", level=Level.REGIONAL, parent=head)
    field.plan(khulna, {MARCH: 7})
    user = field.person("user", role, at=Office.objects.get(code=at))

    assert client_of(user).get("/offices/khulna/").status_code == status


def test_visitor_is_sent_to_sign_in(khulna: Office) -> None:
    assert Client().get("/offices/khulna/").status_code == 302


@pytest.mark.parametrize(
    "url", ["/offices/nowhere/", "/offices/khulna/?year=1", "/offices/khulna/?kind=poem"]
)
def test_unknown_address_is_not_found(url: str, head: Office, khulna: Office) -> None:
    assert client_of(field.person("r", Role.REVIEWER, at=head)).get(url).status_code == 404


def test_office_page_tells_the_year(khulna: Office) -> None:
    plan = field.plan(khulna, {FEBRUARY: 3, MARCH: 4})
    field.hand_in(plan, MARCH, on=date(2024, 4, 6), state=State.ACCEPTED)
    officer = field.person("officer", Role.ENTRY, at=khulna)

    html = client_of(officer).get("/offices/khulna/").content.decode()

    assert "70.00" in html
    assert 'aria-label="February 9.00, March 70.00"' in html
    assert "1 day late" in html
    assert "/plans/khulna/2023-24/apa/2024-03/" in html
    assert "/plans/khulna/2023-24/apa/progress.pdf?month=2024-03" in html
    assert "Growth of small industries" in html


@pytest.mark.usefixtures("entered_at_once")
def test_months_that_are_not_waited_for_are_never_late(khulna: Office) -> None:
    """July to January lie before the first return; nothing was handed in of February and March."""
    field.plan(khulna, {FEBRUARY: 3, MARCH: 4})
    officer = field.person("officer", Role.ENTRY, at=khulna)

    html = client_of(officer).get("/offices/khulna/").content.decode()

    assert html.count("not due") == 7
    assert html.count("days late") == 5


@pytest.mark.usefixtures("entered_at_once")
def test_months_after_an_office_closed_are_never_late(khulna: Office, head: Office) -> None:
    field.plan(khulna, {FEBRUARY: 3, MARCH: 4})
    Office.objects.filter(pk=khulna.pk).update(active_to=date(2024, 3, 15))
    reviewer = field.person("reviewer", Role.REVIEWER, at=head)

    html = client_of(reviewer).get("/offices/khulna/").content.decode()

    assert html.count("days late") == 1


def test_kinds_of_plan_are_tabs(khulna: Office) -> None:
    field.plan(khulna, {MARCH: 4})
    field.plan(khulna, {MARCH: 10}, kind="innovation")
    officer = field.person("officer", Role.ENTRY, at=khulna)

    html = client_of(officer).get("/offices/khulna/?kind=innovation").content.decode()

    assert 'aria-label="March 100.00"' in html
    assert "?year=2023-24&amp;kind=apa" in html


def test_plan_without_a_score_stands_beside_one_that_has(khulna: Office) -> None:
    field.plan(khulna, {MARCH: 4})
    field.plan(khulna, {}, kind="innovation")
    officer = field.person("officer", Role.ENTRY, at=khulna)

    html = client_of(officer).get("/offices/khulna/").content.decode()

    assert "<dd>–</dd>" in html


def test_office_without_plans_says_so(khulna: Office) -> None:
    officer = field.person("officer", Role.ENTRY, at=khulna)

    html = client_of(officer).get("/offices/khulna/").content.decode()

    assert "This office has no plan yet." in html


@pytest.mark.parametrize("kinds", [["apa"], ["apa", "innovation", "integrity"]])
def test_queries_do_not_grow_with_the_plans(
    kinds: list[str],
    head: Office,
    khulna: Office,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for kind in kinds:
        field.plan(khulna, {FEBRUARY: 3, MARCH: 4}, kind=kind)
    client = client_of(field.person("reviewer", Role.REVIEWER, at=head))

    with django_assert_num_queries(QUERIES):
        client.get("/offices/khulna/")
