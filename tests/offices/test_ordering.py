"""Lists stand in the order of the names that their reader sees."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from indicators.exceptions.inbox import alerts_for
from numerals import Month
from offices.fields import offered_offices
from offices.models import Level, Office, Role, User
from offices.selectors.postings import open_children
from offices.services.tree import create_office
from plans.services import store_plan
from reports.selectors.dashboard import field_of
from tests.alerts import alert_of
from tests.cast import agreement, client_of, office, person

NAMES = (("first", "অ", "Zulu"), ("second", "ক", "Mike"), ("third", "হ", "Alpha"))
BY_LANGUAGE = [("bn", ["first", "second", "third"]), ("en", ["third", "second", "first"])]


@pytest.fixture
def admin(db: None) -> User:
    top = office("top", Level.DEPARTMENT)
    for code, bn, en in NAMES:
        create_office(code=code, level=Level.DISTRICT, parent=top, name_bn=bn, name_en=en)
        User.objects.create_user(code, password=None, name_bn=bn, name_en=en)
    return person("admin", Role.ADMINISTRATOR, top)


def order_of(client: Client, address: str, **query: str) -> list[str]:
    text = client.get(address, query).content.decode()
    places = {code: text.rindex(f">{code}<") for code, _bn, _en in NAMES}
    return sorted(places, key=lambda code: places[code])


def reader(admin: User, language: str) -> Client:
    User.objects.filter(pk=admin.pk).update(language=language)
    admin.refresh_from_db()
    return client_of(admin)


@pytest.mark.parametrize(("language", "expected"), BY_LANGUAGE)
def test_offices_and_people_are_sorted_by_the_name_that_is_shown(
    admin: User, language: str, expected: list[str]
) -> None:
    client = reader(admin, language)

    for name in ("offices:office-list", "offices:person-list"):
        address = reverse(name)
        assert order_of(client, address, sort="name_bn") == expected
        assert order_of(client, address, sort="-name_bn") == expected[::-1]


@pytest.mark.parametrize(("language", "expected"), BY_LANGUAGE)
def test_the_administration_sorts_offices_so_too(
    admin: User, language: str, expected: list[str]
) -> None:
    client = reader(admin, language)
    address = reverse("admin:offices_office_changelist")
    text = client.get(address, {"o": "0"}).content.decode()

    shown = [text.index(f'field-code">{code}<') for code in expected]
    assert shown == sorted(shown)


@pytest.mark.once
@pytest.mark.parametrize(("language", "expected"), BY_LANGUAGE)
def test_lists_that_nobody_sorts_stand_so_too(
    admin: User, language: str, expected: list[str]
) -> None:
    top = Office.objects.get(code="top")
    with translation.override(language):
        lists = (offered_offices(), open_children(top, after=timezone.localdate()))

        for offices in lists:
            assert [one.code for one in offices if one.code != "top"] == expected


@pytest.mark.parametrize(("language", "expected"), BY_LANGUAGE)
def test_regions_and_offices_of_the_dashboard_stand_by_name(
    admin: User, language: str, expected: list[str]
) -> None:
    top = Office.objects.get(code="top")
    Office.objects.filter(parent=top).update(level=Level.REGIONAL)
    for code, bn, en in NAMES:
        above = Office.objects.get(code=code)
        create_office(
            code=f"{code}-below", level=Level.DISTRICT, parent=above, name_bn=bn, name_en=en
        )
    overseer = person("overseer", Role.PLANNER, top)

    with translation.override(language):
        field = field_of(overseer, region="", month=Month.of(timezone.localdate()))
        below = [code for code, _name in field.names.values()]

    assert [one.code for one in field.regions] == expected
    assert below == [f"{code}-below" for code in expected]


@pytest.mark.parametrize(("language", "expected"), BY_LANGUAGE)
def test_alerts_of_one_weight_stand_by_the_names_of_their_offices(
    admin: User, language: str, expected: list[str]
) -> None:
    document = agreement()
    for code, _bn, _en in NAMES:
        plan = store_plan(document, office=Office.objects.get(code=code), kind="apa")
        alert_of(
            plan,
            rule="equal-run",
            row="",
            month="",
            weight=4,
            sentence_bn="",
            sentence_en="",
            rests_on=4,
        )

    with translation.override(language):
        shown = [one.plan.office.code for one in alerts_for(admin)]

    assert shown == expected
