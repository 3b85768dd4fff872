from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from numerals import NIL, Month
from plans.spreadsheet_cells import FigureCell, MonthCell, PlanCell, WeightCell
from spreadsheets.cells import CellKind, UnreadableCell


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024-06", Month(2024, 6)),
        ("২০২৪-০৬", Month(2024, 6)),
        ("2024-06-01", Month(2024, 6)),
        ("1/6/2024", Month(2024, 6)),
        ("জুন ২০২৪", Month(2024, 6)),
    ],
)
def test_month_is_read(text: str, month: Month) -> None:
    assert MonthCell().clean(text) == month


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("khulna/2023-24/apa", "khulna/2023-24/apa"),
        (" Khulna/২০২৩-২০২৪/APA ", "khulna/2023-24/apa"),
    ],
)
def test_plan_is_read(text: str, address: str) -> None:
    assert PlanCell().clean(text) == address


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (MonthCell(), "2024-06-02"),
        (MonthCell(), "Jun-24"),
        (MonthCell(), ""),
        (PlanCell(), "khulna/2023/apa"),
        (PlanCell(), "khulna/2023-24/other"),
        (PlanCell(), "/2023-24/apa"),
        (WeightCell(), "-1"),
        (WeightCell(), "0.001"),
        (WeightCell(), "100000"),
    ],
)
def test_unreadable_cell_is_an_error_with_what_was_read(cell: CellKind, text: str) -> None:
    with override("en"), pytest.raises(UnreadableCell, match=r"Enter a \w+") as caught:
        cell.clean(text)

    assert text in str(caught.value)


def test_finding_reads_in_the_reader_s_language() -> None:
    with override("bn"), pytest.raises(UnreadableCell, match="পড়া যায়নি;"):
        MonthCell().clean("পাঁচ")


def test_figures_show_in_the_reader_s_digits() -> None:
    with override("bn"):
        assert FigureCell().shown(Decimal("1234567.5")) == "১২,৩৪,৫৬৭.৫"
        assert MonthCell().shown(Month(2024, 6)) == "জুন ২০২৪"
    assert FigureCell().render(NIL) == "-"
