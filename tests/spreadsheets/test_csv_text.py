from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from spreadsheets.csv_text import disarmed, read_csv, rearmed, write_csv
from spreadsheets.table import UnreadableFile


@pytest.mark.parametrize(
    "text", ["=1+1", "==1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1"]
)
def test_formula_is_disarmed(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "–", "12", "খুলনা", "a=1", "'quoted'"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert disarmed(text) == text


@given(st.text(alphabet="'= +-@\t\n1a", max_size=6))
def test_disarming_is_undone(text: str) -> None:
    assert rearmed(disarmed(text)) == text


@given(st.text(alphabet="'= +-@\t\r\n＝1a", max_size=6))
def test_nothing_written_starts_a_formula(text: str) -> None:
    written = disarmed(text)

    assert written in {"", "-", "–"} or written.lstrip(" ")[:1] not in set("=+-@\t\r\n＝＋－＠")


def test_negative_number_stays_a_number() -> None:
    assert b"\r\n-1.5,\r\n" in write_csv(["a", "b"], [[Decimal("-1.5"), None]])


def test_table_comes_back() -> None:
    data = write_csv(["a", "b"], [["=1", "দুই\nসারি, কমা"], ["", "'-1"]])

    assert read_csv(data).lines == ((2, ("=1", "দুই\nসারি, কমা")), (3, ("", "'-1")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_that_of_the_headings(delimiter: str) -> None:
    data = delimiter.join("ab").encode() + b"\n" + delimiter.join(("1,5", "x")).encode()

    expected = ("1,5", "x") if delimiter != "," else ("1", "5", "x")
    assert read_csv(data).lines[0][1] == expected


def test_unicode_text_of_a_spreadsheet_program_is_read() -> None:
    assert read_csv("a\tb\nখুলনা\t১২\n".encode("utf-16")).lines == ((2, ("খুলনা", "১২")),)


@pytest.mark.parametrize("data", [b"a,b\n\xff\xfe\xfa,1\n", b"a,b\n\x00,1\n"])
def test_other_bytes_get_one_sentence(data: bytes) -> None:
    with override("en"), pytest.raises(UnreadableFile, match=r"neither XLSX nor CSV in UTF-8"):
        read_csv(data)


def test_empty_file_gets_one_sentence() -> None:
    with override("en"), pytest.raises(UnreadableFile, match=r"The file is empty"):
        read_csv(b"\n , \n")


def test_endless_cell_is_refused() -> None:
    with override("en"), pytest.raises(UnreadableFile, match=r"Row 2: a cell has more than"):
        read_csv(b"a\n" + b"x" * 40_000)
