"""A figure may stand in its indicator's unit, by whichever reader it is read."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from numerals import (
    Expects,
    Month,
    Unreadable,
    parse_figure,
    parse_month,
    parse_number,
    parse_target,
    parse_value,
    words_beside,
)
from numerals.dates import LONGEST

READERS = [parse_number, parse_value, parse_figure, parse_target]


@pytest.mark.parametrize("read", READERS)
def test_figure_in_its_unit_is_the_figure(read: Callable[..., object]) -> None:
    assert read("১২ টন", unit="টন") == Decimal(12)
    assert isinstance(read("১২ টন", unit="জন"), Unreadable)
    assert isinstance(read("১২ টন"), Unreadable)


@pytest.mark.parametrize("read", [parse_value, parse_figure, parse_target])
def test_day_is_no_number_where_a_number_is_expected(read: Callable[..., object]) -> None:
    assert isinstance(read("30-06-2024", expects=Expects.NUMBER), Unreadable)
    assert read("১২ টন", expects=Expects.NUMBER, unit="টন") == Decimal(12)
    assert not isinstance(read("30-06-2024"), Unreadable)


@pytest.mark.parametrize("read", READERS)
def test_what_is_expected_names_the_unit_only_where_there_is_one(
    read: Callable[..., object],
) -> None:
    plain, told = read("১২ টন"), read("১২ টন", unit="জন")

    assert isinstance(plain, Unreadable)
    assert isinstance(told, Unreadable)
    assert "in the unit" not in plain.expected.en
    assert "জন" in told.expected.bn
    assert "জন" in told.expected.en


def test_january_is_a_month() -> None:
    assert parse_month("2024-01") == Month(2024, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [("২ টি", "টি"), ("−১২ টন", "টন"), ("৫০%", ""), ("৫০% ভাগ", "ভাগ"), ("12", ""), ("none", "")],
)
def test_words_beside_a_number_are_told_apart_from_it(text: str, words: str) -> None:
    assert words_beside(text) == words


@pytest.mark.parametrize("text", ["৫/-", "৫/- টাকা", "৫ টাকা", "৫/="])
def test_mark_of_taka_is_the_word(text: str) -> None:
    assert parse_number(text, unit="টাকা") == Decimal(5)
    assert isinstance(parse_number(text, unit="জন"), Unreadable)


@pytest.mark.parametrize("text", ["1" * 16, "0." + "1" * 9, "1" * (LONGEST + 1)])
def test_number_of_too_many_digits_is_told_how_many_there_may_be(text: str) -> None:
    found = parse_number(text)

    assert isinstance(found, Unreadable)
    assert "at most 15 digits before the point and 8 after it" in found.expected.en


def test_text_is_looked_at_up_to_its_greatest_length() -> None:
    longest = "7".rjust(LONGEST, "0")

    assert parse_number(longest) == Decimal(7)
    assert isinstance(parse_number("0" + longest), Unreadable)
