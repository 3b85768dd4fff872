"""Which row of the plan a row of a file speaks of."""

from __future__ import annotations

import random
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from plans.document.month.matching import By, Doubt, KnownRow, matched
from plans.document.month.values import BroughtRow

KNOWN: Final = (
    KnownRow("1.1.1", "1.1.1", "প্রশিক্ষণার্থীর সংখ্যা (৩ মাস)"),
    KnownRow("1.1.2", "1.1.2", "প্রশিক্ষণার্থীর সংখ্যা (৬ মাস)"),
    KnownRow("1.2.1", "1.2.1", "বিতরণকৃত ঋণ"),
    KnownRow("governance/1", "", "শুদ্ধাচার কর্মপরিকল্পনা বাস্তবায়িত"),
)


def found(*rows: tuple[str, str]) -> list[tuple[str | None, By | None, Doubt | None]]:
    brought = [BroughtRow(code, title) for code, title in rows]
    return [(one.row, one.by, one.doubt) for one in matched(brought, KNOWN)]


def test_a_code_finds_its_row_in_any_digits_and_brackets() -> None:
    for code in ("1.1.1", "১.১.১", "[১.১.১]", "১. ১.১", "1.1.1."):
        assert found((code, "")) == [("1.1.1", By.CODE, None)]


def test_a_title_finds_its_row_without_regard_to_spelling() -> None:
    for title in ("বিতরণকৃত ঋণ", " বিতরণকৃত  ঋণ।", "বিতরণকৃত-ঋণ"):
        assert found(("", title)) == [("1.2.1", By.TITLE, None)]


def test_words_in_another_order_will_do() -> None:
    assert found(("", "ঋণ বিতরণকৃত")) == [("1.2.1", By.WORDS, None)]


def test_titles_that_only_digits_tell_apart_are_not_guessed() -> None:
    assert found(("", "প্রশিক্ষণার্থীর সংখ্যা (মাস)")) == [(None, None, Doubt.UNKNOWN)]


def test_digits_that_tell_two_titles_apart_count() -> None:
    assert found(("", "প্রশিক্ষণার্থীর সংখ্যা (৬ মাস)"))[0][0] == "1.1.2"


def test_code_and_title_of_two_rows_find_none() -> None:
    assert found(("1.1.1", "বিতরণকৃত ঋণ")) == [(None, None, Doubt.CONTRADICTION)]


def test_a_code_with_another_title_is_told() -> None:
    assert found(("1.2.1", "গাছের চারা রোপণ")) == [("1.2.1", By.CODE, Doubt.OTHER_TITLE)]


def test_a_row_twice_finds_none() -> None:
    twice = found(("1.2.1", ""), ("1.2.1", ""))
    assert twice == [(None, None, Doubt.TWICE)] * 2


def test_a_code_beats_a_title_that_is_only_near() -> None:
    rows = found(("1.2.1", "বিতরণকৃত ঋণ"), ("", "বিতরণকৃত ঋণ।"))
    assert [row for row, *_ in rows] == ["1.2.1", None]


def test_place_counts_only_where_the_counts_are_the_same() -> None:
    assert [row for row, *_ in found(*[("", "")] * 4)] == [one.row for one in KNOWN]
    assert [row for row, *_ in found(*[("", "")] * 3)] == [None] * 3


def test_place_does_not_count_against_a_row_that_says_otherwise() -> None:
    rows = found(("", ""), ("1.1.1", ""), ("", ""), ("", ""))
    assert [row for row, *_ in rows] == [None, "1.1.1", None, None]


@given(st.lists(st.sampled_from(range(len(KNOWN))), unique=True), st.randoms())
def test_rows_in_any_order_find_themselves(places: list[int], chance: random.Random) -> None:
    rows = [BroughtRow(KNOWN[at].code, KNOWN[at].title) for at in places]
    chance.shuffle(rows)
    for one in matched(rows, KNOWN):
        title = one.brought.title
        assert one.row == next(known.row for known in KNOWN if known.title == title)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=40)), max_size=8))
def test_no_row_is_found_twice_whatever_the_file_says(rows: list[tuple[str, str]]) -> None:
    taken = [row for row, *_ in found(*rows) if row is not None]
    assert len(taken) == len(set(taken))
