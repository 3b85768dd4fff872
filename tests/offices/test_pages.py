from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office, Role, User
from tests.cast import client_of, office, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def top() -> Office:
    return office("top", Level.DEPARTMENT)


@pytest.fixture
def district(top: Office) -> Office:
    return office("district", Level.DISTRICT, top)


@pytest.fixture
def admin(top: Office) -> User:
    return person("admin", Role.ADMINISTRATOR, top)


@pytest.fixture
def client(admin: User) -> Client:
    return client_of(admin)


def assignments(*rows: tuple[str, str]) -> dict[str, Any]:
    """The fields of the assignments, as the page sends them."""
    sent: dict[str, Any] = {"assignment-TOTAL_FORMS": 3, "assignment-INITIAL_FORMS": 0}
    for number, (at, role) in enumerate(rows):
        sent |= {f"assignment-{number}-office": at, f"assignment-{number}-role": role}
    return sent


def listed(client: Client, name: str, **filters: str) -> list[str]:
    response = client.get(reverse(f"offices:{name}"), filters)
    key = "code" if name == "office-list" else "username"
    return [getattr(row.record, key) for row in response.context["table"].rows]


class TestOffices:
    def test_list_costs_the_same_however_long(
        self, client: Client, top: Office, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 20):
            for number in range(count):
                office(f"o{count}-{number}", Level.DISTRICT, top)
            with django_assert_num_queries(6):
                client.get(reverse("offices:office-list"))

    def test_office_page_costs_the_same_however_many_are_there(
        self, client: Client, district: Office, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 15):
            for number in range(count):
                person(f"p{count}-{number}", Role.ENTRY, district)
                office(f"o{count}-{number}", Level.UPAZILA, district)
            with django_assert_num_queries(7):
                client.get(reverse("offices:office", args=["district"]))

    def test_filters_find(self, client: Client, top: Office, district: Office) -> None:
        closed = office("closed", Level.UPAZILA, district)
        Office.objects.filter(pk=closed.pk).update(active_to="2020-01-01")

        assert listed(client, "office-list", office="istric") == ["district"]
        assert listed(client, "office-list", level="department") == ["top"]
        assert listed(client, "office-list", below="district") == ["closed"]
        assert listed(client, "office-list", state="closed") == ["closed"]
        assert listed(client, "office-list", state="open") == ["top", "district"]

    def test_filtered_list_is_taken_away(self, client: Client, district: Office) -> None:
        response = client.get(reverse("offices:office-list"), {"format": "import", "below": "top"})

        rows = list(load_workbook(BytesIO(response.content)).worksheets[0].values)
        assert [row[0] for row in rows[1:]] == ["district"]

    def test_new_office_stands_below_its_superior(self, client: Client, top: Office) -> None:
        client.post(
            reverse("offices:office-new"),
            {"code": "New", "level": "district", "parent": "top", "name_bn": "ক", "name_en": "K"},
        )

        new = Office.objects.get(code="new")
        assert new.path == f"{top.path}{new.pk}/"

    def test_superior_is_found_by_a_name_that_only_one_has(
        self, client: Client, top: Office, district: Office
    ) -> None:
        region = office("south", Level.REGIONAL, top)

        client.post(reverse("offices:office-move", args=["district"]), {"parent": "South off"})

        district.refresh_from_db()
        assert district.parent == region

    def test_name_that_several_have_is_asked_about(self, client: Client, district: Office) -> None:
        response = client.post(reverse("offices:office-move", args=["district"]), {"parent": "o"})

        assert response.status_code == 422
        assert "Several offices have that name: top" in response.text

    def test_office_below_itself_is_refused_and_what_was_typed_is_kept(
        self, client: Client, top: Office, district: Office
    ) -> None:
        response = client.post(reverse("offices:office-move", args=["top"]), {"parent": "district"})

        assert response.status_code == 422
        assert "would be below itself" in response.text
        assert 'value="district"' in response.text

    @pytest.mark.parametrize("day", ["30-6-2024", "৩০/০৬/২০২৪", "2024-06-30", "30.6.2024"])
    def test_last_day_is_read_in_either_digits(
        self, client: Client, district: Office, day: str
    ) -> None:
        client.post(reverse("offices:office-close", args=["district"]), {"last_day": day})

        district.refresh_from_db()
        assert str(district.active_to) == "2024-06-30"

    @pytest.mark.parametrize("day", ["31-6-2024", "June", "6-2024", ""])
    def test_day_that_is_none_is_refused(self, client: Client, district: Office, day: str) -> None:
        response = client.post(
            reverse("offices:office-close", args=["district"]), {"last_day": day}
        )

        assert response.status_code == 422


class TestPeople:
    def test_list_costs_the_same_however_long(
        self, client: Client, district: Office, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 20):
            for number in range(count):
                person(f"p{count}-{number}", Role.ENTRY, district)
            with django_assert_num_queries(7):
                client.get(reverse("offices:person-list"))

    def test_filters_find(self, client: Client, admin: User, district: Office) -> None:
        person("officer", Role.ENTRY, district)
        User.objects.filter(username="officer").update(last_login=timezone.now())
        person("idle")
        closed = person("closed")
        User.objects.filter(pk=closed.pk).update(is_active=False)
        User.objects.filter(pk=admin.pk).update(last_login=timezone.now())

        assert listed(client, "person-list", office="district") == ["officer"]
        assert listed(client, "person-list", role="administrator") == ["admin"]
        assert listed(client, "person-list", state="closed") == ["closed"]
        assert listed(client, "person-list", state="never") == ["idle"]
        assert listed(client, "person-list", state="unposted") == ["idle"]
        assert listed(client, "person-list", person="offi") == ["officer"]

    def test_new_person_comes_with_postings_and_a_link(
        self, client: Client, district: Office
    ) -> None:
        response = client.post(
            reverse("offices:person-new"),
            {
                "username": "rahima",
                "name_bn": "রহিমা",
                "language": "bn",
                **assignments(("district", "entry"), ("top", "auditor")),
                "starts": "1-7-2024",
            },
            follow=True,
        )

        rahima = User.objects.get(username="rahima")
        assert sorted(one.role for one in rahima.postings.all()) == ["auditor", "entry"]
        assert "/password/" in response.text

    def test_posting_that_is_refused_leaves_nobody_behind(
        self, client: Client, district: Office
    ) -> None:
        response = client.post(
            reverse("offices:person-new"),
            {
                "username": "rahima",
                "name_bn": "রহিমা",
                "language": "bn",
                **assignments(("district", "entry"), ("district", "entry")),
                "starts": "1-7-2024",
            },
        )

        assert "already has this role there" in response.text
        assert not User.objects.filter(username="rahima").exists()

    @pytest.mark.parametrize(
        ("row", "asked"),
        [(("district", ""), "Choose a role."), (("", "entry"), "Enter the office.")],
    )
    def test_half_an_assignment_is_asked_about(
        self, client: Client, district: Office, row: tuple[str, str], asked: str
    ) -> None:
        officer = person("officer")

        response = client.post(
            reverse("offices:posting-new", args=[officer.pk]),
            {**assignments(row), "starts": "1-7-2024"},
        )

        assert response.status_code == 422
        assert asked in response.text

    def test_transfer_needs_a_new_assignment(self, client: Client, district: Office) -> None:
        officer = person("officer", Role.ENTRY, district)

        response = client.post(
            reverse("offices:person-transfer", args=[officer.pk]),
            {"on": "15-6-2024", "leaving": [officer.postings.get().pk], **assignments()},
        )

        assert "Enter an office and a role." in response.text
        assert officer.postings.get().ends is None

    def test_foreign_posting_cannot_be_ended_by_a_transfer(
        self, client: Client, admin: User, district: Office, top: Office
    ) -> None:
        officer = person("officer", Role.ENTRY, district)

        response = client.post(
            reverse("offices:person-transfer", args=[officer.pk]),
            {
                "on": "15-6-2024",
                "leaving": [admin.postings.get().pk],
                **assignments(("top", "entry")),
            },
        )

        assert response.status_code == 422
        assert admin.postings.get().ends is None

    @pytest.mark.parametrize(
        "name", ["person-edit", "person-link", "person-phone", "person-close", "person-reopen"]
    )
    def test_superuser_s_account_is_closed_to_others(
        self, client: Client, admin: User, name: str
    ) -> None:
        root = User.objects.create_superuser("root")
        User.objects.filter(pk=root.pk).update(second_factor_since=timezone.now())
        address = reverse(f"offices:{name}", args=[root.pk])

        assert client.post(address).status_code == 404
        assert client_of(User.objects.create_superuser("other")).post(address).status_code != 404

    def test_journal_is_told_in_words(self, client: Client, admin: User, district: Office) -> None:
        officer = person("officer", Role.ENTRY, district)
        client.post(
            reverse("offices:posting-end", args=[officer.postings.get().pk]),
            {"last_day": "30-6-2024"},
        )

        page = client.get(reverse("offices:person", args=[officer.pk])).text

        assert "Entry officer, 01-07-2020 – …" in page
        assert "Entry officer, 01-07-2020 – 30-06-2024" in page
