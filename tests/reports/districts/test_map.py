"""The map of the districts: which office is where, what it says, and the same as a table."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from config.demo.districts import DISTRICTS
from offices.models import Level, Office, Role, User
from reports.districts.shapes import country_shape, district_called
from reports.views import dashboard
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH

URL = "/dashboard/map/?year=2023-24&month=2024-03&basis=reported"
QUERIES = 13


@pytest.fixture
def reviewer(db: None) -> User:
    head = field.office("head", level=Level.DEPARTMENT)
    east = field.office("east", level=Level.REGIONAL, parent=head)
    for code, en in (("khulna", "Khulna"), ("x1", "Cox's Bazar"), ("lab", "Laboratory")):
        office = field.office(code, parent=east)
        Office.objects.filter(pk=office.pk).update(short_en=en, short_bn="")
        field.plan(office, {FEBRUARY: 1, MARCH: 9})
    return field.person("reviewer", Role.REVIEWER, at=head)


def page(user: User) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def test_every_district_of_the_country_has_its_shape() -> None:
    shapes = {one.code: one for one in country_shape().districts}

    assert len(shapes) == 64
    for one in DISTRICTS:
        assert district_called(one.bn) == district_called(one.en) == one.code
        assert re.fullmatch(r"(M[\d.]+ [\d.]+l[-\d. ]+z)+", shapes[one.code].path)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Chittagong", "chattogram"),
        ("Jessore", "jashore"),
        ("বগুড়া", "bogura"),
        ("COXS BAZAR", "coxs-bazar"),
        ("রাঙামাটি", "rangamati"),
        ("Laboratory", None),
        ("", None),
    ],
)
def test_district_is_known_in_other_spellings(name: str, code: str | None) -> None:
    assert district_called(name) == code


@pytest.mark.once
def test_office_stands_in_its_district_and_others_are_named(reviewer: User) -> None:
    html = page(reviewer)

    svg = html[html.index('<svg class="map"') : html.index("</svg>") + 6]
    links = [one for one in ElementTree.fromstring(svg) if one.tag == "a"]
    assert [one.get("href") for one in links] == ["#district-coxs-bazar", "#district-khulna"]
    assert [one.get("aria-label") for one in links] == ["Cox's Bazar: 100%", "Khulna: 100%"]
    assert svg.count("no office here") == 62
    assert "Offices of no district" in html
    assert 'id="district-khulna"' in html


@pytest.mark.once
def test_thousands_are_asked_to_choose(reviewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "SIDE_BY_SIDE", 2)

    html = page(reviewer)

    assert "<svg" not in html
    assert "Choose a region above" in html


def test_entry_officer_finds_no_map(reviewer: User) -> None:
    officer = field.person("officer", Role.ENTRY, at=Office.objects.get(code="khulna"))
    client = Client()
    client.force_login(officer)

    assert client.get(URL).status_code == 404


@pytest.mark.once
def test_queries_are_those_of_the_dashboard(
    reviewer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(reviewer)

    with django_assert_num_queries(QUERIES):
        client.get(URL)
