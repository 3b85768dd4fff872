from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office, Posting, Role, User
from offices.resources.workbook import examine, read_workbook, store, template
from spreadsheets.table import UnreadableFile
from tests.cast import client_of, office, person
from tests.offices.journal.lines import lines_about

pytestmark = pytest.mark.django_db

Rows = Sequence[Sequence[Any]]
OFFICES: Rows = (
    ("code", "level", "parent", "name_bn", "name_en", "address_bn", "active_from"),
    ("khulna", "district", "region", "খুলনা", "Khulna", "সড়ক ১", "১-৭-২০২৩"),
    ("region", "regional", "top", "অঞ্চল", "Region", "", ""),
)
PEOPLE: Rows = (
    ("username", "name_bn", "email", "language"),
    ("rahima", "রহিমা", "rahima@example.org", "bn"),
)
POSTINGS: Rows = (
    ("username", "office", "role", "starts", "ends"),
    ("rahima", "khulna", "entry", "15-6-2024", ""),
    ("rahima", "region", "head", date(2024, 7, 1), "৩০/৬/২০২৫"),
)


@pytest.fixture
def top() -> Office:
    return office("top", Level.DEPARTMENT)


@pytest.fixture
def admin(top: Office) -> User:
    return person("admin", Role.ADMINISTRATOR, top)


def book(*sheets: Rows) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def stored(admin: User, *sheets: Rows) -> list[str]:
    """What is wrong with the file; it is stored if nothing is."""
    parts = store(read_workbook(book(*sheets)), by=admin)
    return [
        f"{part.kind} {row.number}: {sentence}"
        for part in parts
        for row in part.result.invalid_rows
        for sentences in row.field_specific_errors.values()
        for sentence in sentences
    ]


def test_offices_people_and_postings_go_in_together(admin: User) -> None:
    assert stored(admin, POSTINGS, PEOPLE, OFFICES) == []

    khulna = Office.objects.get(code="khulna")
    assert khulna.path == f"{Office.objects.get(code='region').path}{khulna.pk}/"
    assert (khulna.address_bn, khulna.active_from) == ("সড়ক ১", date(2023, 7, 1))
    assert [
        (one.office.code, one.role, one.starts, one.ends)
        for one in User.objects.get(username="rahima").postings.order_by("starts")
    ] == [
        ("khulna", "entry", date(2024, 6, 15), None),
        ("region", "head", date(2024, 7, 1), date(2025, 6, 30)),
    ]


def test_looking_stores_nothing(admin: User) -> None:
    parts = examine(read_workbook(book(OFFICES, PEOPLE, POSTINGS)), by=admin)

    assert all(part.is_sound for part in parts)
    assert not Office.objects.filter(code="khulna").exists()
    assert not User.objects.filter(username="rahima").exists()


def test_same_file_again_changes_nothing(admin: User) -> None:
    stored(admin, OFFICES, PEOPLE, POSTINGS)

    parts = examine(read_workbook(book(OFFICES, PEOPLE, POSTINGS)), by=admin)

    assert [part.result.totals["skip"] for part in parts] == [2, 1, 2]


def test_all_that_is_wrong_is_told_and_nothing_is_stored(admin: User) -> None:
    wrong: Rows = (
        POSTINGS[0],
        ("nobody", "khulna", "entry", "1-7-2024", ""),
        ("rahima", "nowhere", "entry", "1-7-2024", ""),
        ("rahima", "khulna", "king", "1-7-2024", ""),
        ("rahima", "khulna", "entry", "31-6-2024", ""),
        ("rahima", "khulna", "entry", "1-7-2024", "1-6-2024"),
    )

    found = stored(admin, OFFICES, PEOPLE, wrong)

    assert [sentence.split(":")[0] for sentence in found] == [
        f"postings {number}" for number in (2, 3, 4, 5, 6)
    ]
    assert not Office.objects.filter(code="khulna").exists()


def test_charge_held_twice_at_a_time_is_refused(admin: User) -> None:
    twice: Rows = (*POSTINGS, ("rahima", "khulna", "entry", "1-7-2024", "1-8-2024"))

    assert len(stored(admin, OFFICES, PEOPLE, twice)) == 1


def test_stored_posting_counts_for_overlaps(admin: User) -> None:
    stored(admin, OFFICES, PEOPLE, POSTINGS)

    again: Rows = (POSTINGS[0], ("rahima", "khulna", "entry", "1-7-2024", ""))

    assert len(stored(admin, again)) == 1


def test_posting_is_ended_by_its_row(admin: User) -> None:
    stored(admin, OFFICES, PEOPLE, POSTINGS)

    stored(admin, (POSTINGS[0], ("rahima", "khulna", "entry", "15-6-2024", "31-12-2024")))

    assert Posting.objects.get(office__code="khulna").ends == date(2024, 12, 31)


def test_head_is_posted_as_acting(admin: User) -> None:
    headings = ("username", "office", "role", "capacity", "starts", "ends")
    acting = ("rahima", "khulna", "head", "acting", "15-6-2024", "")
    stored(admin, OFFICES, PEOPLE, (headings, acting))
    assert Posting.objects.get(office__code="khulna").capacity == "acting"

    stored(admin, (headings, ("rahima", "khulna", "head", "", "15-6-2024", "")))
    assert Posting.objects.get(office__code="khulna").capacity == ""

    entry = ("rahima", "khulna", "entry", "additional", "15-6-2024", "")
    assert len(stored(admin, (headings, entry))) == 1


def test_last_administrator_is_not_ended_by_a_file(admin: User) -> None:
    row = ("admin", "top", "administrator", "1-7-2020", "1-7-2021")

    parts = store(read_workbook(book((POSTINGS[0], row))), by=admin)

    assert parts[0].result.has_errors()
    assert admin.postings.get().ends is None


def test_what_came_in_is_told_in_the_journal(admin: User) -> None:
    stored(admin, OFFICES, PEOPLE, POSTINGS)
    changed: Rows = (("code", "name_en", "parent"), ("khulna", "Khulna Office", "top"))

    stored(admin, changed)

    entries = lines_about(Office.objects.get(code="khulna")).filter(user=None).order_by("id")
    assert [(one.field, one.before, one.after, one.by) for one in entries] == [
        ("", None, "khulna", admin),
        ("name_en", "Khulna", "Khulna Office", admin),
        ("parent", "region", "top", admin),
    ]


def test_sheet_of_something_else_is_not_passed_over(admin: User) -> None:
    with pytest.raises(UnreadableFile):
        read_workbook(book(OFFICES, (("figures",), ("1",))))


def test_template_is_taken_once_it_is_filled(admin: User) -> None:
    made = load_workbook(BytesIO(template()))
    assert len(made.worksheets) == 4
    offices = made.worksheets[0]
    headings = [cell.value for cell in offices[1]]
    offices.append(["new", "district", "top", "নতুন", "New", *[None] * (len(headings) - 5)])
    target = BytesIO()
    made.save(target)

    parts = store(read_workbook(target.getvalue()), by=admin)

    assert all(part.is_sound for part in parts)
    assert Office.objects.get(code="new").parent.code == "top"  # type: ignore[union-attr]


def test_pages_lead_from_file_to_confirmation(admin: User) -> None:
    client = client_of(admin)
    address = reverse("offices:import")

    preview = sent(client, book(OFFICES, PEOPLE, POSTINGS))
    token = re.search(r'name="file_name" value="(\w+)"', preview.text)
    assert token is not None
    assert not Office.objects.filter(code="khulna").exists()
    stored = client.post(address, {"file_name": token[1]})

    assert Office.objects.filter(code="khulna").exists()
    assert stored.headers["Location"] == reverse("offices:set-up-links"), "rahima needs a password"
    assert client.post(address, {"file_name": token[1]}).headers["Location"] == address


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04nothing", b"a,b\n1,2\n"])
def test_file_that_is_no_table_of_ours_is_refused(admin: User, content: bytes) -> None:
    assert sent(client_of(admin), content).status_code == 422


def sent(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("offices.xlsx", content)
    return client.post(reverse("offices:import"), {"file": file})


def test_many_offices_cost_few_queries(
    admin: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows: Rows = (
        OFFICES[0],
        *(
            (f"o{n}", "district", f"o{n // 10}" if n else "top", "ক", "K", "", "")
            for n in range(400)
        ),
    )
    tables = read_workbook(book(rows))

    with django_assert_max_num_queries(32):
        store(tables, by=admin)

    assert Office.objects.get(code="o399").path.count("/") == 6
