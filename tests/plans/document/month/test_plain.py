"""Tables without a form's headings, as somebody copies them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import FiscalYearSpan, Month
from plans.document.month.plain import plain_form
from plans.document.month.values import BroughtForm
from plans.document.reader.text import clean
from tests.plans.document.grids import grid_of

YEAR = FiscalYearSpan(2023)


def form_of(*rows: tuple[str, ...]) -> BroughtForm:
    form = plain_form(grid_of(rows), year=YEAR)
    assert form is not None
    return form


def said(form: BroughtForm, key: str) -> list[tuple[str, str, str]]:
    return [(row.code, row.title, row.texts.get(key, "")) for row in form.rows]


def test_codes_titles_and_figures_are_told_apart() -> None:
    form = form_of(("1.1.1", "বিতরণকৃত ঋণ", "৫"), ("1.1.2", "আদায়", "-"))
    assert said(form, "2") == [("1.1.1", "বিতরণকৃত ঋণ", "৫"), ("1.1.2", "আদায়", "-")]


def test_a_code_before_its_title_is_taken_from_it() -> None:
    form = form_of(("[১.১.১] বিতরণকৃত ঋণ", "৫"), ("[১.১.২] আদায়", "৬"))
    assert said(form, "1") == [("1.1.1", "বিতরণকৃত ঋণ", "৫"), ("1.1.2", "আদায়", "৬")]


def test_serial_numbers_are_no_figures() -> None:
    form = form_of(("১", "ক", "৭"), ("২", "খ", "৭"), ("৩", "গ", "৯"))
    assert [column.key for column in form.columns] == ["2"]


@pytest.mark.parametrize("heading", ["জুন ২০২৪", "June 2024", "জুন", "জুন/২৪"])
def test_a_heading_names_the_month(heading: str) -> None:
    form = form_of(("সূচক", heading), ("বিতরণকৃত ঋণ", "৫"), ("আদায়", "৬"))
    assert [column.month for column in form.columns] == [Month(2024, 6)]


@pytest.mark.parametrize("heading", ["৪র্থ ত্রৈমাসিক", "Q4", "৪র্থ কোয়ার্টার", "এপ্রিল-জুন"])
def test_a_heading_names_the_quarter(heading: str) -> None:
    form = form_of(("সূচক", heading), ("বিতরণকৃত ঋণ", "৫"), ("আদায়", "৬"))
    assert [(column.month, column.last) for column in form.columns] == [(None, Month(2024, 6))]


def test_a_total_is_no_month() -> None:
    form = form_of(("সূচক", "জুন ২০২৪", "মোট"), ("ঋণ", "৫", "১২"), ("আদায়", "৬", "২৪"))
    assert [column.is_total for column in form.columns] == [False, True]


def test_remarks_are_no_title() -> None:
    form = form_of(("সূচক", "জুন", "মন্তব্য"), ("ঋণ", "৫", "কাজ চলছে, শেষ হবে"), ("আদায়", "৬", ""))
    assert [(row.title, row.remarks) for row in form.rows] == [
        ("ঋণ", "কাজ চলছে, শেষ হবে"),
        ("আদায়", ""),
    ]


@pytest.mark.parametrize("rows", [[], [("শুধু", "লেখা")], [("", "")]])
def test_what_has_no_figures_is_no_table(rows: list[tuple[str, ...]]) -> None:
    assert plain_form(grid_of(rows), year=YEAR) is None


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=8))
def test_every_figure_is_a_cell_of_the_table(rows: list[list[str]]) -> None:
    form = plain_form(grid_of(rows), year=YEAR)
    given = {clean(text) for row in rows for text in row}
    taken = {text for row in form.rows for text in row.texts.values()} if form else set()
    assert taken - {""} <= given
