from __future__ import annotations

import csv
import io
import re
import tracemalloc
from decimal import Decimal

import openpyxl
import pytest
from django.http import FileResponse, Http404, HttpResponse

from spreadsheets.downloads import download
from spreadsheets.xlsx_writer import WrittenSheet, write_workbook

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "  =1+1")


def sheet(*cells: object) -> WrittenSheet:
    return WrittenSheet("March 2024", ["Rank", "Office"], [cells], kept=2)


def downloaded(content: WrittenSheet, *, file_format: str) -> bytes:
    """What the browser is sent, at once or in pieces."""
    answer = download(content, name="x", file_format=file_format)
    if isinstance(answer, FileResponse):
        return b"".join(answer)
    assert isinstance(answer, HttpResponse)
    return answer.content


def csv_row(*cells: object) -> list[str]:
    text = downloaded(sheet(*cells), file_format="csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1]


def workbook(*cells: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(downloaded(sheet(*cells), file_format="xlsx")))


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

    assert re.fullmatch(
        r'attachment; filename="lokkho-history-\d{8}-\d{4}\.csv"', answer["Content-Disposition"]
    )
    assert downloaded(sheet(1), file_format="csv").startswith(b"\xef\xbb\xbf"), (
        "the mark that Excel knows UTF-8 by"
    )


def test_rows_beyond_a_sheet_go_on_in_the_next() -> None:
    target = io.BytesIO()
    content = WrittenSheet("A title of [more] than 31 characters", ["n"], [[n] for n in range(7)])
    write_workbook(target, [content], most_rows=4)

    book = openpyxl.load_workbook(target)
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [
        ["n", 0, 1, 2],
        ["n", 3, 4, 5],
        ["n", 6],
    ]
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.once
@pytest.mark.django_db
def test_memory_does_not_grow_with_the_rows() -> None:
    """Of 30,000 rows a few kilobytes are held at once; the file itself goes to the disk."""
    content = WrittenSheet("x", ["a", "b"], (("নাম" * 20, n) for n in range(30_000)))
    tracemalloc.start()
    try:
        answer = download(content, name="x", file_format="csv")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert isinstance(answer, FileResponse)
    assert peak < 4 * 2**20
    answer.close()


def test_number_of_more_digits_than_a_program_keeps_is_text() -> None:
    row = workbook(10**15, 10**14, Decimal("0.1234567890123456"))["March 2024"][2]

    assert [cell.value for cell in row] == ["1000000000000000", 10**14, "0.1234567890123456"]


def test_other_formats_are_not_there() -> None:
    with pytest.raises(Http404):
        download(sheet(1), name="x", file_format="exe")


def test_file_says_what_it_is_of_which_moment_and_who_made_it() -> None:
    answer = download(sheet(1, "খুলনা"), name="x", file_format="csv", by="Rashida")
    assert isinstance(answer, HttpResponse)
    last = answer.content.decode().splitlines()[-1]
    made = download(sheet(1, "খুলনা"), name="x", file_format="xlsx", by="Rashida")
    assert isinstance(made, HttpResponse)
    printed = openpyxl.load_workbook(io.BytesIO(made.content)).active

    assert re.fullmatch(
        '"March 2024: [০-৯]{2}-[০-৯]{2}-[০-৯]{4} [০-৯]{2}:[০-৯]{2} পর্যন্ত, ফাইল নামিয়েছেন Rashida"',
        last,
    )
    assert printed["A4"].value == last.strip('"')
    assert last.strip('"') in printed.oddFooter.left.text
    assert printed.print_title_rows == "$1:$1"
