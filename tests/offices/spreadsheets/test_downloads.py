from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.http import Http404

from offices.spreadsheets.downloads import download
from offices.spreadsheets.xlsx_writer import Sheet

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "  =1+1")


def sheet(*cells: object) -> Sheet:
    return Sheet("March 2024", ["Rank", "Office"], [cells], kept=2)


def csv_row(*cells: object) -> list[str]:
    answer = download(sheet(*cells), name="x", file_format="csv")
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1]


def workbook(*cells: object) -> openpyxl.Workbook:
    answer = download(sheet(*cells), name="x", file_format="xlsx")
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_text_is_never_a_formula(text: str) -> None:
    assert csv_row(text) == [f"'{text}"]


@pytest.mark.parametrize("text", FORMULAS[:4])
def test_xlsx_text_is_never_a_formula(text: str) -> None:
    cell = workbook(text)["March 2024"]["A2"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_numbers_stay_numbers() -> None:
    cells = -2, Decimal("-3.80"), None, "খুলনা"

    assert csv_row(*cells) == ["-2", "-3.80", "", "খুলনা"]
    assert [cell.value for cell in workbook(*cells)["March 2024"][2]] == [-2, -3.8, None, "খুলনা"]


def test_headings_and_first_columns_stay_in_view() -> None:
    assert workbook(1, "খুলনা")["March 2024"].freeze_panes == "C2"


def test_file_is_named_and_is_saved_rather_than_shown() -> None:
    answer = download(sheet(1), name="lokkho-history", file_format="csv")

    assert answer["Content-Disposition"] == 'attachment; filename="lokkho-history.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf"), "the mark that Excel knows UTF-8 by"


def test_other_formats_are_not_there() -> None:
    with pytest.raises(Http404):
        download(sheet(1), name="x", file_format="exe")
