"""A month goes out as a workbook, is filled in, and comes back as the same figures."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.returns.models import Achievement
from numerals import NIL, Figure
from plans.models import Indicator
from tests.cast import Cast, client_of
from tests.indicators.returns.bringing.desk import ENTRY, Desk

pytestmark = pytest.mark.once

FORM: Final = f"{ENTRY}form.xlsx"
FIGURE: Final = "figure:2024-06"


class Workbook:
    """The workbook as an officer has it before them."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(BytesIO(content))
        self.sheet: Worksheet = self.book.worksheets[0]
        keys = [cell.value for cell in self.sheet[2]]
        self.columns = {str(key): at for at, key in enumerate(keys, start=1) if key}
        self.rows = {
            str(row[0].value): row[0].row for row in self.sheet.iter_rows(min_row=7) if row[0].value
        }

    def cell(self, row: str, key: str = FIGURE) -> Any:
        return self.sheet.cell(self.rows[row], self.columns[key])

    def bytes(self) -> bytes:
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()


def download(desk: Desk) -> Workbook:
    answer = desk.client.get(FORM)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="lokkho-khulna-apa-2024-06.xlsx"'
    return Workbook(answer.content)


def stored(cast: Cast) -> dict[str, Figure]:
    cells = Achievement.objects.filter(monthly_return=cast.monthly_return()).select_related(
        "indicator"
    )
    return {cell.indicator.row: cell.figure for cell in cells}


@pytest.mark.django_db
class TestGoingOut:
    def test_numbers_are_numbers_and_codes_are_text(self, desk: Desk) -> None:
        book = download(desk)
        assert book.cell("1.4.1").value == 2
        assert book.cell("1.1.1", "code").value == "1.1.1"
        assert book.cell("1.1.1", "code").data_type == "s"

    def test_only_this_month_and_its_remarks_are_open(self, desk: Desk) -> None:
        book = download(desk)
        assert book.sheet.protection.sheet
        opened = {
            cell.column
            for row in book.sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert opened == {book.columns[FIGURE], book.columns["remarks"]}

    def test_what_names_the_rows_is_hidden(self, desk: Desk) -> None:
        book = download(desk)
        assert book.sheet.column_dimensions["A"].hidden
        assert book.sheet.row_dimensions[1].hidden
        assert book.sheet.row_dimensions[2].hidden

    def test_no_text_is_a_formula(self, desk: Desk, cast: Cast) -> None:
        indicator = cast.indicator("1.1.1")
        Indicator.objects.filter(pk=indicator.pk).update(title='=HYPERLINK("http://x","y")')
        cell = download(desk).cell("1.1.1", "title")
        assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')

    def test_open_cells_are_checked_as_they_are_typed(self, desk: Desk) -> None:
        book = download(desk)
        checked = {str(one.sqref) for one in book.sheet.data_validations.dataValidation}
        assert any(book.cell("1.1.1").coordinate in one for one in checked)

    def test_who_may_not_type_gets_it_closed(self, cast: Cast) -> None:
        book = Workbook(client_of(cast.reviewer).get(FORM).content)
        assert all(cell.protection.locked for row in book.sheet.iter_rows() for cell in row)


@pytest.mark.django_db
class TestComingBack:
    def test_untouched_it_changes_nothing(self, desk: Desk) -> None:
        assert "Nothing would change" in desk.upload(download(desk).bytes(), "june.xlsx")

    def test_filled_in_at_random_it_comes_in_as_the_same_figures(
        self, desk: Desk, cast: Cast
    ) -> None:
        chance = random.Random(7)
        book = download(desk)
        typed: dict[str, Figure] = {}
        for indicator in cast.plan.indicators.all():
            figure, text = chance.choice(
                (
                    (Decimal(chance.randrange(10**6)), None),
                    (Decimal(chance.randrange(10**9)) / 1000, None),
                    (Decimal("12.5"), "১২.৫"),
                    (Decimal(1234567), "১২,৩৪,৫৬৭"),
                    (NIL, "-"),
                    (None, ""),
                    (Decimal(0), 0),
                )
            )
            book.cell(indicator.row).value = (
                figure if text is None else None if text == "" else text
            )
            typed[indicator.row] = figure
        desk.upload(book.bytes(), "june.xlsx")
        desk.press("store")
        assert stored(cast) == typed

    def test_a_day_comes_in_as_a_day(self, desk: Desk, cast: Cast) -> None:
        indicator = cast.indicator("1.1.1")
        days = [date(2024, 6, day) for day in (1, 5, 10, 20, 30)]
        names = ("target_100", "target_90", "target_80", "target_70", "target_60")
        Indicator.objects.filter(pk=indicator.pk).update(
            method="date", **dict(zip(names, days, strict=True))
        )
        book = download(desk)
        book.cell("1.1.1").value = date(2024, 6, 13)
        book.cell("1.1.1").number_format = "dd-mm-yyyy"
        desk.upload(book.bytes(), "june.xlsx")
        desk.press("store")
        assert cast.cell("1.1.1").figure == date(2024, 6, 13)

    def test_what_was_changed_since_is_shown_and_not_ticked(self, desk: Desk, cast: Cast) -> None:
        book = download(desk)
        book.cell("1.1.1").value = 7
        book.cell("1.3.1").value = 8
        cast.save(r1_1_1=5)
        page = desk.upload(book.bytes(), "june.xlsx")
        assert "Changed on the server after the workbook was downloaded." in page
        desk.press("store")
        assert cast.cell("1.1.1").figure == 5
        assert cast.cell("1.3.1").figure == 8

    def test_it_goes_to_no_other_office(self, desk: Desk, cast: Cast) -> None:
        book = download(desk)
        other = Desk(cast.sibling, "/plans/jashore/2023-24/apa/2024-06/bring/")
        page = other.upload(book.bytes(), "june.xlsx")
        assert other.status == 422
        assert "made for another plan" in page

    def test_a_locked_cell_that_was_changed_all_the_same_changes_nothing(
        self, desk: Desk, cast: Cast
    ) -> None:
        book = download(desk)
        book.cell("1.1.1", "figure:2024-05").value = 99
        page = desk.upload(book.bytes(), "june.xlsx")
        assert "Nothing would change" in page
        assert "May 2024: reported" in page

    @pytest.mark.parametrize("spoilt", ["A1", "B1", "D1", "A2"])
    def test_a_workbook_without_its_hidden_cells_is_never_a_failure(
        self, desk: Desk, spoilt: str
    ) -> None:
        book = download(desk)
        book.sheet[spoilt] = "=1"
        desk.upload(book.bytes(), "june.xlsx")
        assert desk.status in (200, 422)
