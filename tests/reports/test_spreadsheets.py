from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from reports.spreadsheets import Table, csv_file, xlsx_file

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1")


def table(*cells: str | int | Decimal | None) -> Table:
    return Table("March 2024", ["Rank", "Office"], [cells])


def csv_rows(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_text_is_never_a_formula(text: str) -> None:
    _, row = csv_rows(csv_file(table(text)))

    assert row == [f"'{text}"]


def test_csv_numbers_stay_numbers() -> None:
    _, row = csv_rows(csv_file(table(-2, Decimal("-3.80"), None, "খুলনা")))

    assert row == ["-2", "-3.80", "", "খুলনা"]


def test_csv_begins_with_the_mark_that_excel_knows_utf_8_by() -> None:
    assert csv_file(table("খুলনা")).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", FORMULAS[:4])
def test_xlsx_text_is_never_a_formula(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(table(text)))).active

    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_xlsx_keeps_head_and_names_in_view() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(table(1, "খুলনা")))).active

    assert sheet is not None
    assert sheet.freeze_panes == "C2"
    assert sheet["A2"].value == 1
