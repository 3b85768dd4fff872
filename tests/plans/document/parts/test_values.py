"""What an agreement says, as a value: canonical, comparable, in and out of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import FiscalYearSpan
from plans.document.parts.kinds import Part
from plans.document.parts.values import (
    NOTHING_SAID,
    AgreementText,
    as_json,
    canonical_rows,
    canonical_text,
    from_json,
)

_TEXT = st.text(max_size=40).map(canonical_text)


def _content(part: Part) -> st.SearchStrategy[Any]:
    if not part.is_table:
        return _TEXT
    row = st.lists(_TEXT, max_size=len(part.rule.columns))
    return st.lists(row, max_size=3).map(lambda rows: canonical_rows(part, rows))


TEXTS = st.fixed_dictionaries({}, optional={part: _content(part) for part in Part}).map(
    NOTHING_SAID.with_parts
)


@given(st.text())
def test_canonical_text_stays_as_it_is(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once


def test_canonical_text_keeps_paragraphs_and_drops_what_only_steers() -> None:
    assert canonical_text(" ক \r\n\r\n\r\n\r\nখ\u200b\t১ \n\x00") == "ক\n\nখ ১"


@given(TEXTS)
def test_what_goes_to_json_comes_back(text: AgreementText) -> None:
    assert from_json(json.loads(json.dumps(as_json(text)))) == text


def test_what_json_should_not_say_is_left_out() -> None:
    assert from_json({"vision": ["x"], "gone": "y", "acronyms": "z"}) == NOTHING_SAID


def test_rows_are_as_wide_as_their_part() -> None:
    assert canonical_rows(Part.ACRONYMS, [["APA"], ["", " "], []]) == (("APA", ""),)
    with pytest.raises(ValueError, match="2 cells"):
        canonical_rows(Part.ACRONYMS, [["a", "b", "c"]])


def test_columns_of_figures_name_their_years() -> None:
    columns = {column.key: column for column in Part.OUTCOMES.rule.columns}
    year = FiscalYearSpan(2024)
    assert columns["baseline_1"].label_in(year).bn == "প্রকৃত অর্জন ২০২২-২৩"
    assert columns["projection_2"].label_in(year).en == "Projection for 2026-27"
    assert columns["unit"].label_in(year).en == "Unit"


def test_the_columns_of_every_table_fill_its_width() -> None:
    for part in Part:
        if part.is_table:
            assert sum(column.share for column in part.rule.columns) == 100
