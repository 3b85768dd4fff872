from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.returns.forms import REMARKS_LIMIT, ReturnForm, TypedCells, read_cells, read_notes
from numerals import NIL, Month
from plans.models import Indicator

JULY = Month(2023, 7)
COUNTED = Indicator(pk=7, row="1.1.1", method="sum", unit="টাকা", target_100=Decimal(5))
DATED = Indicator(pk=8, row="1.1.2", method="date")


def typed(text: str, *, base: str = "3", remarks: str | None = None, pk: int = 7) -> TypedCells:
    data = {f"cell-{pk}": text, f"base-{pk}": base}
    if remarks is not None:
        data[f"remarks-{pk}"] = remarks
    return read_cells(data, [COUNTED, DATED], month=JULY)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("১২", "12"),
        ("12", "12"),
        (" ১2.৫ ", "12.5"),
        ("১২,৩৪,৫৬৭", "1234567"),
        ("৮৭%", "87"),
        ("০", "0"),
    ],
)
def test_number_is_read_in_either_digits(text: str, canonical: str) -> None:
    (change,) = typed(text).changes.values()

    assert str(change.figure) == canonical
    assert (change.base_version, change.remarks) == (3, None)


def test_blank_dash_and_zero_are_three_things() -> None:
    assert [typed(text).changes[7].figure for text in ("", " ", "-", "–", "০")] == [
        None,
        None,
        NIL,
        NIL,
        Decimal(0),
    ]


def test_date_is_read_where_the_method_is_date() -> None:
    change = typed("৩০-৬-২০২৪", pk=8).changes[8]

    assert str(change.figure) == "2024-06-30"


@pytest.mark.parametrize("text", ["৬ মে ২০২৪", "6-May-2024", "6/5/2024", "২০২৪-৫-৬"])
def test_date_is_read_in_every_unambiguous_spelling(text: str) -> None:
    assert str(typed(text, pk=8).changes[8].figure) == "2024-05-06"


def test_date_as_late_as_the_indicators_own_targets_is_taken() -> None:
    late = Indicator(pk=9, row="15.3", method="date", target_100=date(2024, 7, 15))
    late.target_60 = date(2024, 8, 31)

    assert read_cells({"cell-9": "৩১-৮-২০২৪", "base-9": "0"}, [late], month=JULY).changes
    assert read_cells({"cell-9": "১-৯-২০২৪", "base-9": "0"}, [late], month=JULY).errors


def test_date_that_is_yet_to_come_is_asked_back() -> None:
    now = timezone.localdate()
    tomorrow, month = now + timedelta(days=1), Month.of(now)
    target = Indicator(pk=9, row="1", method="date", target_100=tomorrow)

    read = read_cells({"cell-9": f"{tomorrow:%d-%m-%Y}", "base-9": "0"}, [target], month=month)

    assert "is in the future" in read.errors[9].en
    assert read_cells({"cell-9": f"{now:%d-%m-%Y}", "base-9": "0"}, [target], month=month).changes


@pytest.mark.parametrize(
    ("text", "pk", "said"),
    [
        ("-5", 7, "negative"),
        ("−৫", 7, "negative"),
        ("abc", 7, "“abc” could not be read"),
        ("1,5", 7, "commas"),
        ("1.234567891", 7, "at most 15 digits"),
        ("1" * 16, 7, "at most 15 digits"),
        ("9" * 5000, 7, "at most 15 digits"),
        ("30-6-2024", 7, "30-6-2024"),
        ("12", 8, "a date"),
        ("31-6-2024", 8, "calendar"),
        (
            "1-1-1999",
            8,
            "1 January 1999 is outside this period. Enter a date from 1 July 2023 to 30 June 2024.",
        ),
        ("30-6-2023", 8, "30 June 2023 is outside this period"),
        ("1-7-2024", 8, "1 July 2024 is outside this period"),
        ("৫ কোটি", 7, "in the unit “টাকা”"),
    ],
)
def test_what_cannot_be_stored_says_why(text: str, pk: int, said: str) -> None:
    cells = typed(text, pk=pk)

    assert not cells.changes
    assert said in cells.errors[pk].en
    assert cells.errors[pk].bn


@pytest.mark.parametrize("base", ["", "-1", "x", "1.5", "9" * 10, "9" * 5000, "১"])
def test_garbage_base_version_asks_to_open_the_page_again(base: str) -> None:
    assert "out of date" in typed("5", base=base).errors[7].en


def test_without_base_version_the_page_is_out_of_date() -> None:
    cells = read_cells({"cell-7": "5"}, [COUNTED], month=JULY)

    assert not cells.changes
    assert "out of date" in cells.errors[7].en


def test_cell_that_was_not_sent_is_not_looked_at() -> None:
    cells = read_cells({"cell-999": "5", "remarks-7": "x", "cell-x": "1"}, [COUNTED], month=JULY)

    assert (cells.changes, cells.errors) == ({}, {})


def test_remarks_have_one_spelling() -> None:
    decomposed = "য\u09bc"  # NFC of য়; what keyboards send is U+09DF
    change = typed("5", remarks=" ক \r\n\r\nখ\u09df\x00\x07\t.\r\n").changes[7]

    assert change.remarks == f"ক\n\nখ{decomposed}\t."


def test_remarks_are_bounded_as_they_are_stored() -> None:
    fits = "\r\n".join(["ক"] * (REMARKS_LIMIT // 2))
    assert len(typed("5", remarks=fits).changes[7].remarks or "") == REMARKS_LIMIT - 1

    too_long = typed("5", remarks="ক" * (REMARKS_LIMIT + 1))
    assert not too_long.changes
    assert "1,000" in too_long.errors[7].en
    assert "১,০০০" in too_long.errors[7].bn


def test_notes_are_those_of_the_plan_that_say_something() -> None:
    data = {"note-7": " ৫৯\r\nহবে\x00 ", "note-8": " \n ", "note-99": "foreign"}

    assert read_notes(data, [COUNTED, DATED]) == {7: "৫৯\nহবে"}


@pytest.mark.parametrize(
    ("reason", "is_valid"),
    [("দেখুন", True), ("", False), ("  \r\n ", False), ("\r\n".join("ক" * 1000), True)],
)
def test_a_return_needs_a_reason(reason: str, *, is_valid: bool) -> None:
    assert ReturnForm({"reason": reason}).is_valid() is is_valid
