"""The search box: what is found, by whom, as any keyboard types it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from offices.models import Office, Role, User
from plans.models import Indicator
from tests.reports import field
from tests.reports.field import FEBRUARY, TwoRegions

pytestmark = pytest.mark.django_db
QUERIES = 9


def district(code: str, name_bn: str, name_en: str, *, at: Office) -> Office:
    office = field.office(code, parent=at)
    Office.objects.filter(pk=office.pk).update(
        name_bn=f"জেলা কার্যালয়, {name_bn}", short_bn=name_bn, name_en=name_en, short_en=name_en
    )
    field.plan(office, {FEBRUARY: 3})
    return office


@pytest.fixture
def cast() -> TwoRegions:
    found = field.two_regions("boss")
    district("bogura", "বগুড়া", "Bogura", at=found.east)
    district("khulna", "খুলনা", "Khulna", at=found.west)
    return found


def found(user: User, query: str) -> dict[str, list[str]]:
    """The addresses that were found, by heading."""
    client = Client()
    client.force_login(user)
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    groups = re.findall(
        r'<section class="panel find-group".*?id="found-(\w+)".*?<ul(.*?)</ul>',
        response.content.decode(),
        re.DOTALL,
    )
    return {name: re.findall(r'href="([^"]+)"', hits) for name, hits in groups}


@pytest.mark.parametrize("typed", ["Khulna", "khul", "খুলনা", "খুল‌না", "KHULNA", " khulna ", "খু ল"])
def test_office_is_found_as_any_keyboard_types_it(cast: TwoRegions, typed: str) -> None:
    hits = found(cast.reviewer, f"q={typed}")

    assert hits["offices"] == ["/offices/khulna/"]
    assert hits["plans"] == ["/plans/khulna/2023-24/apa/"]


def test_letter_with_a_dot_is_the_letter(cast: TwoRegions) -> None:
    assert found(cast.reviewer, "q=বগুড়া") == found(cast.reviewer, "q=বগুড়া")
    assert found(cast.reviewer, "q=বগুড়া")["offices"] == ["/offices/bogura/"]


@pytest.mark.parametrize("year", ["2023-24", "২০২৩-২৪"])
def test_words_narrow_each_other(cast: TwoRegions, year: str) -> None:
    assert found(cast.reviewer, f"q=apa+{year}+khulna")["plans"] == ["/plans/khulna/2023-24/apa/"]
    assert len(found(cast.reviewer, f"q=apa+{year}")["plans"]) == 2
    assert found(cast.reviewer, "q=apa+1999-00") == {}
    assert found(cast.reviewer, "q=integrity+khulna") == {}


def test_indicator_is_found_by_code_title_and_office(cast: TwoRegions) -> None:
    row = Indicator.objects.get(plan__office__code="khulna", code="1.1.1")
    address = f"/plans/khulna/2023-24/apa/indicators/{row.pk}/"

    for typed in ("1.1.1+khulna", "১.১.১+খুলনা", "Indicator+1.1+Khulna"):
        assert found(cast.reviewer, f"q={typed}")["indicators"] == [address]
    assert len(found(cast.reviewer, "q=1.1.1")["indicators"]) == 2


def test_nothing_of_others_is_found(cast: TwoRegions) -> None:
    field.person("hidden", Role.ENTRY, at=Office.objects.get(code="khulna"))
    User.objects.filter(username="hidden").update(name_en="Karim")
    regional = field.person("regional", Role.REVIEWER, at=cast.east)
    officer = field.person("officer", Role.ENTRY, at=Office.objects.get(code="bogura"))

    for user in (regional, officer):
        for typed in ("khulna", "Karim", "1.1.1 khulna", "hidden"):
            assert found(user, f"q={typed}") == {}
        assert found(user, "q=bogura")["offices"] == ["/offices/bogura/"]
    assert found(cast.reviewer, "q=karim")["people"] == ["/offices/khulna/"]


def test_posting_elsewhere_is_not_told(cast: TwoRegions) -> None:
    person = field.person("both", Role.ENTRY, at=Office.objects.get(code="khulna"))
    User.objects.filter(pk=person.pk).update(name_en="Karim")
    person.postings.create(
        office=Office.objects.get(code="bogura"), role=Role.ENTRY, starts="2023-07-01"
    )
    regional = field.person("regional", Role.REVIEWER, at=cast.east)
    client = Client()
    client.force_login(regional)

    html = client.get("/search/?q=karim").content.decode()

    assert "Bogura" in html
    assert "Khulna" not in html
    assert found(regional, "q=karim+khulna") == {}


def test_administrator_finds_accounts_by_user_name(cast: TwoRegions) -> None:
    admin = field.person("admin", Role.ADMINISTRATOR, at=cast.head)

    assert found(admin, "q=boss")["people"] == [f"/manage/people/{cast.reviewer.pk}/"]
    assert "people" not in found(cast.reviewer, "q=admin")


def test_closed_account_is_found_by_administrators_alone(cast: TwoRegions) -> None:
    officer = field.person("gone", Role.ENTRY, at=Office.objects.get(code="khulna"))
    User.objects.filter(pk=officer.pk).update(name_en="Rahim", is_active=False)
    admin = field.person("admin", Role.ADMINISTRATOR, at=cast.head)

    assert found(cast.reviewer, "q=rahim") == {}
    assert found(admin, "q=rahim")["people"] == [f"/manage/people/{officer.pk}/"]


def test_more_than_a_few_are_read_by_pages(cast: TwoRegions) -> None:
    for number in range(30):
        field.office(f"thana-{number}", parent=cast.west)
    client = Client()
    client.force_login(cast.reviewer)

    everything = client.get("/search/?q=thana").content.decode()
    first, second = (
        found(cast.reviewer, f"q=thana&in=offices&page={page}")["offices"] for page in (1, 2)
    )

    assert everything.count("/offices/thana-") == 5
    assert "in=offices" in everything
    assert (len(first), len(second)) == (25, 5)
    assert not set(first) & set(second)


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=%E2%80%8C", "q=zzzz", "q=zzzz&in=people&page=3", "q=%25_"]
)
def test_nothing_asked_or_found_is_a_page_all_the_same(cast: TwoRegions, query: str) -> None:
    assert found(cast.reviewer, query) == {}


def test_unknown_kind_is_not_found(cast: TwoRegions) -> None:
    client = Client()
    client.force_login(cast.reviewer)

    assert client.get("/search/?q=a&in=poems").status_code == 404


@pytest.mark.parametrize("more", [1, 12])
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_queries_do_not_grow(
    cast: TwoRegions, role: Role, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = field.person("reader", role, at=cast.head)
    for number in range(more):
        office = field.office(f"k{number}", parent=cast.west)
        field.plan(office, {FEBRUARY: 3})
        field.person(f"p{number}", Role.ENTRY, at=office)
    client = Client()
    client.force_login(reader)

    with django_assert_num_queries(QUERIES):
        client.get("/search/?q=k")
