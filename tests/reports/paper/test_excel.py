"""The forms as Excel files: true numbers and days, and nothing that is a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from plans.document.values import PlanDocument
from reports.paper import PaperForm, PaperRequest
from reports.paper.excel import xlsx_of
from tests.reports.paper.samples import Requester


def sheet_of(request: PaperRequest) -> Any:
    return load_workbook(io.BytesIO(xlsx_of(request))).active


def row_of(sheet: Any, text: str) -> list[Any]:
    return next(list(row) for row in sheet.iter_rows() if text in [cell.value for cell in row])


def test_figures_are_numbers_shown_in_the_digits_of_the_form(
    khulna: PlanDocument, requested: Requester
) -> None:
    bengali = row_of(sheet_of(requested(khulna, PaperForm.PROGRESS)), "[২.৩.১] বিতরণকৃত বিনিত ঋণ")
    english = row_of(
        sheet_of(requested(khulna, PaperForm.PROGRESS, language="en")), "[2.3.1] বিতরণকৃত বিনিত ঋণ"
    )

    assert [cell.value for cell in bengali[6:12]] == [3, 0.55, 0.5, 0.45, 0.4, 0.34]
    assert [cell.number_format for cell in bengali[7:9]] == ["[$-5000445]0.00"] * 2
    assert (english[8].value, english[8].number_format) == (0.5, "0.00")


def test_rate_is_a_percentage(khulna: PlanDocument, requested: Requester) -> None:
    row = row_of(
        sheet_of(requested(khulna, PaperForm.PROGRESS, language="en")), "[2.4.1] আদায়কৃত প্রণোদনা ঋণ"
    )

    assert (row[16].value, row[16].number_format) == (2.6, "0%")


def test_days_are_days(innovation: PlanDocument, requested: Requester) -> None:
    row = row_of(sheet_of(requested(innovation, PaperForm.PLAN)), "১.১.১ কর্মপরিকল্পনা প্রণীত")

    assert row[7].value.date() == date(2020, 7, 30)
    assert row[7].number_format == "[$-5000445]dd-mm-yyyy"


def test_none_stays_a_dash(khulna: PlanDocument, requested: Requester) -> None:
    row = row_of(
        sheet_of(requested(khulna, PaperForm.PROGRESS)), "[১.২.১] প্রণয়নকৃত ও প্রকাশিত সাব-সেক্টর স্ট্যাডি"
    )

    assert [cell.value for cell in row[7:12]] == [2, 1, "-", "-", "-"]


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_sheet_prints_as_the_form_does(
    form: PaperForm, language: str, khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(khulna, form, language=language)
    sheet = sheet_of(request)
    numbers = next(row for row in sheet.iter_rows() if row[0].value in ("১", "1"))
    first, last = map(int, sheet.print_title_rows.replace("$", "").split(":"))

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert (last - first, last) == (3, numbers[0].row)
    assert sheet.max_column == len(request.columns)
    best = [column.key for column in request.columns].index("t100")
    assert f"{numbers[best].coordinate[0]}{first}:{numbers[best + 4].coordinate[0]}{first}" in {
        str(area) for area in sheet.merged_cells.ranges
    }


@pytest.mark.parametrize(
    "sign", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0"]
)
def test_no_text_is_ever_a_formula(
    sign: str, one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    document = one_indicator(title=sign, unit=sign, remarks=f"{sign}<script>alert(1)</script>")
    content = xlsx_of(requested(document, PaperForm.PROGRESS))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    cells = [
        cell
        for row in load_workbook(io.BytesIO(content)).active.iter_rows()
        for cell in row
        if sign.strip() in str(cell.value)
    ]

    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert not any("externalLink" in name for name in names)
    assert len(cells) == 3
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
