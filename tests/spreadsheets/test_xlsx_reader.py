from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from spreadsheets.table import MAX_ROWS, NumberText, UnreadableFile
from spreadsheets.xlsx_reader import read_xlsx
from spreadsheets.xlsx_writer import write_xlsx
from tests.spreadsheets.workbooks import saved, with_parts, with_sheet, workbook


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught, override("en"):
        read_xlsx(data)
    with override("en"):
        return str(caught.value)


def test_cells_come_as_text() -> None:
    data = workbook(
        ["a", "b", "c", "d", "e"],
        ["খুলনা", 12, 0.55, date(2024, 6, 30), True],
    )

    table = read_xlsx(data)

    assert table.headers == ("a", "b", "c", "d", "e")
    assert table.lines == ((2, ("খুলনা", "12", "0.55", "2024-06-30", "TRUE")),)


def test_number_is_told_from_text() -> None:
    (_number, (number, text)) = read_xlsx(workbook(["a", "b"], [1.1, "1.1"])).lines[0]

    assert isinstance(number, NumberText)
    assert not isinstance(text, NumberText)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("0.55000000000000004", "0.55"),
        ("113.39999999999999", "113.4"),
        ("3.0", "3"),
        ("1E+3", "1000"),
        ("-1.5", "-1.5"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_number_reads_as_the_spreadsheet_shows_it(stored: str, shown: str) -> None:
    data = with_sheet(
        f'<row><c t="inlineStr"><is><t>n</t></is></c></row><row><c><v>{stored}</v></c></row>'
    )

    assert read_xlsx(data).lines[0][1] == (shown,)


def test_result_of_a_formula_is_read_not_the_formula() -> None:
    data = with_sheet("<row><c><v>1</v></c></row><row><c><f>SUM(A1:A1)</f><v>59</v></c></row>")

    assert read_xlsx(data).lines[0][1] == ("59",)


def test_formula_that_gives_no_text_is_a_blank() -> None:
    data = with_sheet(
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row><c><v>3</v></c><c t="str"><f>IF(A1=1,"","x")</f><v></v></c></row>'
    )

    assert read_xlsx(data).lines[0][1] == ("3",)


def test_formula_without_a_result_is_refused_and_not_read_as_a_blank() -> None:
    assert refusal(workbook(["a"], [1], ["=1+1"])) == (
        "Row 3: a formula has no result. Open the file in a spreadsheet program and save it."
    )


def test_rich_text_is_one_text() -> None:
    book = Workbook()
    book.active.append(["a"])
    book.active["A2"] = CellRichText("খুল", TextBlock(InlineFont(b=True), "না"))

    assert read_xlsx(saved(book)).lines[0][1] == ("খুলনা",)


def test_date_of_the_1904_calendar() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["a"])
    book.active.append([date(2024, 6, 30)])

    assert read_xlsx(saved(book)).lines[0][1] == ("2024-06-30",)


def test_blank_rows_are_left_out_and_counted() -> None:
    data = workbook(["a", "b"], [], ["", "x"], [None, None], ["y"])

    assert read_xlsx(data).lines == ((3, ("", "x")), (5, ("y",)))


def test_gap_between_cells_is_blank() -> None:
    data = with_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="C7"><v>3</v></c></row>'
    )

    assert read_xlsx(data).lines == ((7, ("", "", "3")),)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and nothing else",
        with_sheet("<row><c><v>1"),
        with_sheet('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        with_sheet('<row><c t="s"><v>99</v></c></row>'),
        with_parts(workbook(["a"]), {"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
    ],
    ids=["torn", "cut", "disordered", "no such text", "no sheet"],
)
def test_damaged_file_gets_one_sentence(data: bytes) -> None:
    assert (
        refusal(data) == "The file is damaged or is not an XLSX file. Save it again as XLSX or CSV."
    )


def test_document_type_is_refused() -> None:
    bomb = (
        '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )

    assert "damaged" in refusal(with_parts(workbook(["a"]), {"xl/worksheets/sheet1.xml": bomb}))


def test_file_that_grows_beyond_measure_is_refused_unopened() -> None:
    rows = "<row><c><v>1</v></c></row>" * 400_000

    assert refusal(with_sheet(rows)) == "The file grows too large when it is unpacked."


def test_cell_far_to_the_right_costs_nothing() -> None:
    data = with_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )

    assert refusal(data) == "The file has more than 40 columns."


def test_too_many_rows_are_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, MAX_ROWS + 3))

    assert refusal(with_sheet(rows)) == (
        "The file has more than 50000 rows. Divide it into several files."
    )


def test_headings_alone_are_refused() -> None:
    assert refusal(workbook(["a", "b"])) == "The file has headings but no rows."


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "==1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "=cmd|' /C calc'!A0",
        "1.10",
        "'=1",
        "2024-06",
    ],
)
def test_written_text_is_text_and_comes_back(text: str) -> None:
    data = write_xlsx(["a"], [[text]])

    (_number, (back,)) = read_xlsx(data).lines[0]

    assert back == text
    assert not isinstance(back, NumberText)


def test_written_numbers_and_dates_are_such() -> None:
    rows = [[Decimal("0.55"), 3, date(2024, 6, 30), None, Decimal("1234567890123456.5")]]

    table = read_xlsx(write_xlsx(list("abcde"), rows))

    assert table.lines[0][1] == ("0.55", "3", "2024-06-30", "", "1234567890123456.5")


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert read_xlsx(write_xlsx(["a"], [["a\x00b\x0bc"]])).lines[0][1] == ("a�b�c",)
