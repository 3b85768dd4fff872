"""Months of many offices go out in one workbook and come back, all or nothing for each."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.returns.models import Achievement
from offices.models import Posting, Role, User
from plans.document.defaults import Kind
from plans.models import Plan
from tests.cast import JUNE, LONG_AGO, Cast, client_of

MONTHS = "/months/"
CHOICE = {"month": "2024-06", "kind": "apa"}


class Clerk:
    """Somebody with a workbook of many offices."""

    def __init__(self, user: User) -> None:
        self.client: Client = client_of(user)
        self.page, self.status = "", 0

    def download(self, **choice: str) -> Any:
        answer = self.client.get(f"{MONTHS}form.xlsx", {**CHOICE, **choice})
        assert answer.status_code == 200, answer.content.decode()
        return load_workbook(BytesIO(answer.content))

    def upload(self, book: Any) -> str:
        target = BytesIO()
        book.save(target)
        return self.post({"file": SimpleUploadedFile("months.xlsx", target.getvalue())})

    def store(self, *, leave: tuple[str, ...] = ()) -> str:
        carried = re.search(r'name="carried" value="([^"]*)"', self.page)
        taken = re.findall(r'name="take" value="([^"]*)"', self.page)
        assert carried
        take = [one for one in taken if not one.startswith(leave or ("-",))]
        return self.post({"carried": carried[1], "take": take, "store": "1"})

    def post(self, data: dict[str, Any]) -> str:
        answer = self.client.post(MONTHS, data)
        self.status, self.page = answer.status_code, answer.content.decode()
        return self.page


def cell(sheet: Worksheet, row: str) -> Any:
    keys = [one.value for one in sheet[2]]
    column = keys.index("figure:2024-06") + 1
    number = next(one[0].row for one in sheet.iter_rows(min_row=7) if one[0].value == row)
    return sheet.cell(number, column)


def sheet_of(book: Any, code: str) -> Worksheet:
    found: Worksheet = next(
        one for one in book.worksheets if one["B1"].value == f"{code}/2023-24/apa"
    )
    return found


def figure(plan: Plan, row: str) -> Any:
    found = Achievement.objects.filter(
        monthly_return__plan=plan, monthly_return__month=JUNE, indicator__row=row
    )
    return found.get().figure if found else None


@pytest.fixture
def both(cast: Cast) -> Clerk:
    """An entry officer of two districts."""
    Posting.objects.create(user=cast.officer, office=cast.jashore, role=Role.ENTRY, starts=LONG_AGO)
    return Clerk(cast.officer)


@pytest.mark.django_db
class TestMany:
    @pytest.mark.once
    def test_a_sheet_for_each_office_is_open_where_the_person_enters(
        self, both: Clerk, cast: Cast
    ) -> None:
        book = both.download()
        assert len(book.worksheets) == 2
        reading = Clerk(cast.reviewer).download()
        assert all(
            one.protection.locked
            for sheet in reading.worksheets
            for r in sheet.iter_rows()
            for one in r
        )

    def test_both_are_stored_at_once(self, both: Clerk, cast: Cast) -> None:
        book = both.download()
        for code in ("khulna", "jashore"):
            cell(sheet_of(book, code), "1.1.1").value = 7
        both.upload(book)
        assert figure(cast.plan, "1.1.1") == 0
        both.store()
        assert both.status == 302
        assert figure(cast.plan, "1.1.1") == figure(cast.sibling_plan, "1.1.1") == 7

    def test_rows_that_others_earn_keep_no_sheet_out_unless_something_is_written_there(
        self, both: Clerk, cast: Cast
    ) -> None:
        earned = cast.plan.indicators.filter(row="governance/2")
        assert earned.update(linked_kind=Kind.INNOVATION)
        Achievement.objects.filter(
            monthly_return__plan=cast.plan, indicator__row="governance/2"
        ).delete()
        book = both.download()
        khulna = sheet_of(book, "khulna")
        cell(khulna, "1.1.1").value = 7
        both.upload(book)
        both.store()
        assert figure(cast.plan, "1.1.1") == 7

        cell(khulna, "1.1.1").value = 8
        cell(khulna, "governance/2").value = 1
        page = both.upload(book)
        assert f"{khulna.title} {cell(khulna, 'governance/2').coordinate}" in page
        assert 'name="take" value="khulna' not in page

    @pytest.mark.once
    def test_a_mistake_keeps_its_office_out_whole_and_no_other(
        self, both: Clerk, cast: Cast
    ) -> None:
        book = both.download()
        khulna = sheet_of(book, "khulna")
        cell(khulna, "1.1.1").value = 7
        cell(khulna, "1.3.1").value = "সাত"
        cell(khulna, "1.4.1").value = -3
        cell(sheet_of(book, "jashore"), "1.1.1").value = 8
        page = both.upload(book)
        for wrong in ("1.3.1", "1.4.1"):
            assert f"{khulna.title} {cell(khulna, wrong).coordinate}" in page
        both.store()
        assert figure(cast.plan, "1.1.1") == 0
        assert figure(cast.sibling_plan, "1.1.1") == 8

    @pytest.mark.once
    def test_a_cell_that_was_changed_since_keeps_its_office_out(
        self, both: Clerk, cast: Cast
    ) -> None:
        book = both.download()
        cell(sheet_of(book, "khulna"), "1.1.1").value = 7
        cell(sheet_of(book, "khulna"), "1.3.1").value = 9
        cast.save(r1_1_1=5)
        page = both.upload(book)
        assert "Changed on the server after the workbook was downloaded." in page
        assert 'name="take"' not in page

    @pytest.mark.once
    def test_nor_is_it_stored_if_it_changes_while_it_is_looked_at(
        self, both: Clerk, cast: Cast
    ) -> None:
        book = both.download()
        cell(sheet_of(book, "khulna"), "1.1.1").value = 7
        cell(sheet_of(book, "khulna"), "1.3.1").value = 9
        both.upload(book)
        cast.save(r1_1_1=5)
        both.store()
        assert both.status == 409
        assert figure(cast.plan, "1.1.1") == 5
        assert figure(cast.plan, "1.3.1") != 9

    def test_a_reviewer_stores_nothing(self, both: Clerk, cast: Cast) -> None:
        book = both.download()
        cell(sheet_of(book, "khulna"), "1.1.1").value = 7
        reviewer = Clerk(cast.reviewer)
        page = reviewer.upload(book)
        assert reviewer.status == 200
        assert "Only the office&#x27;s own entry officer may enter its figures." in page
        assert 'name="take"' not in page

    def test_a_sheet_of_an_office_out_of_sight_is_refused(self, both: Clerk, cast: Cast) -> None:
        book = both.download()
        other = Clerk(cast.sibling)
        assert "You have no such plan" in other.upload(book)

    @pytest.mark.once
    def test_an_unticked_office_is_left(self, both: Clerk, cast: Cast) -> None:
        book = both.download()
        for code in ("khulna", "jashore"):
            cell(sheet_of(book, code), "1.1.1").value = 7
        both.upload(book)
        both.store(leave=("jashore",))
        assert figure(cast.plan, "1.1.1") == 7
        assert figure(cast.sibling_plan, "1.1.1") != 7

    def test_any_other_file_is_refused(self, both: Clerk) -> None:
        assert "not downloaded here" in both.post(
            {"file": SimpleUploadedFile("x.csv", b"code,title,figure\n1.1.1,a,5\n")}
        )
        assert both.status == 422

    def test_looking_asks_as_much_of_the_database_for_each_office(self, both: Clerk) -> None:
        book = both.download()
        for sheet in book.worksheets:
            cell(sheet, "1.1.1").value = 7
        both.upload(book)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                both.upload(book)
            counts.append(len(queries))
            book.remove(book.worksheets[-1])
        assert counts[0] - counts[1] <= 1
        assert counts[0] < 30

    @pytest.mark.once
    def test_a_quarter_is_a_sheet_for_each_month(self, both: Clerk) -> None:
        answer = both.client.get("/plans/khulna/2023-24/apa/quarter-4/form.xlsx")
        book = load_workbook(BytesIO(answer.content))
        months = [one["D1"].value for one in book.worksheets]
        assert months == ["2024-04", "2024-05", "2024-06"]


@pytest.mark.once
@pytest.mark.django_db
def test_page_offers_the_month_that_is_reported(cast: Cast) -> None:
    client = Client()
    with time_machine.travel(datetime(2024, 4, 2, tzinfo=UTC)):
        client.force_login(cast.reviewer)
        page = client.get(MONTHS).text

    assert '<option value="2024-04">' in page
    assert '<option value="2024-03" selected>' in page
