"""One objective and one section: months, indicators, the same in other offices."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office, Role, User
from plans.models import Objective, Plan
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUERIES = 15


@pytest.fixture
def head() -> Office:
    return field.office("head", level=Level.DEPARTMENT)


@pytest.fixture
def plan(head: Office) -> Plan:
    return field.plan(field.office("khulna", parent=head), {FEBRUARY: 3, MARCH: 4})


def put_peers(head: Office, number: int) -> None:
    for index in range(number):
        made = field.plan(field.office(f"district-{index}", parent=head), {MARCH: index})
        field.hand_in(made, MARCH, on=date(2024, 4, 3))


def url_of(plan: Plan, part: str) -> str:
    base = f"/plans/{plan.office.code}/2023-24/apa"
    if part == "section":
        return f"{base}/sections/strategic/"
    return f"{base}/objectives/{Objective.objects.get(plan=plan, code='1').pk}/"


def page_of(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("part", ["objective", "section"])
def test_part_tells_its_months_its_indicators_and_its_place(
    head: Office, plan: Plan, part: str
) -> None:
    put_peers(head, 9)
    html = page_of(field.person("r", Role.REVIEWER, at=head), url_of(plan, part))

    assert "49.00 / 70" in html
    assert "70.00" in html
    assert f"/indicators/{plan.indicators.get(row='1.1.1').pk}/" in html
    assert f"/indicators/{plan.indicators.get(row='governance/1').pk}/" not in html
    assert "9 of 10 offices have submitted." in html
    assert "This office: place 2." in html
    assert "District-8" in html


@pytest.mark.parametrize("part", ["objective", "section"])
def test_officer_reads_other_offices_without_names(head: Office, plan: Plan, part: str) -> None:
    put_peers(head, 9)
    html = page_of(field.person("o", Role.ENTRY, at=plan.office), url_of(plan, part))

    assert "This office: place 2." in html
    assert "District-" not in html


def test_objective_that_is_called_otherwise_is_another(head: Office, plan: Plan) -> None:
    put_peers(head, 9)
    first = Plan.objects.get(office__code="district-8")
    Objective.objects.filter(plan=first, code="1").update(title="Loans to weavers of the hills")
    reader = field.person("r", Role.REVIEWER, at=head)

    assert "District-8" in page_of(reader, url_of(plan, "section") + "?all=1")
    assert "District-8" not in page_of(reader, url_of(plan, "objective") + "?all=1")


@pytest.mark.parametrize("part", ["objective", "section"])
def test_part_is_for_those_who_may_see_the_office(head: Office, plan: Plan, part: str) -> None:
    client = Client()
    client.force_login(field.person("s", Role.ENTRY, at=field.office("sibling", parent=head)))

    assert client.get(url_of(plan, part)).status_code == 404


@pytest.mark.parametrize(
    "url", ["objectives/0/", "sections/poem/", "sections/strategic/?under=0", "objectives/1x/"]
)
def test_part_that_is_not_there_is_not_found(plan: Plan, url: str) -> None:
    client = Client()
    client.force_login(field.person("o", Role.ENTRY, at=plan.office))

    assert client.get(f"/plans/khulna/2023-24/apa/{url}").status_code == 404


@pytest.mark.parametrize("number", [8, 20])
@pytest.mark.parametrize("part", ["objective", "section"])
def test_queries_do_not_grow_with_the_offices(
    number: int,
    part: str,
    head: Office,
    plan: Plan,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    put_peers(head, number)
    client = Client()
    client.force_login(field.person("r", Role.REVIEWER, at=head))
    client.get(url_of(plan, part))

    with django_assert_max_num_queries(QUERIES):
        client.get(url_of(plan, part))
