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
)

READERS = [parse_number, parse_value, parse_figure, parse_target]


@pytest.mark.parametrize("read", READERS)
def test_figure_in_its_unit_is_the_figure(read: Callable[..., object]) -> None:
    assert read("১২ টন", unit="টন") == Decimal(12)
    assert isinstance(read("১২ টন", unit="জন"), Unreadable)
    assert isinstance(read("১২ টন"), Unreadable)


@pytest.mark.parametrize("read", [parse_value, parse_figure, parse_target])
def test_day_is_no_number_where_a_number_is_expected(read: Callable[..., object]) -> None:
    assert isinstance(read("30-06-2024", expects=Expects.NUMBER), Unreadable)
    assert not isinstance(read("30-06-2024"), Unreadable)


def test_what_is_expected_names_the_unit_only_where_there_is_one() -> None:
    plain, told = parse_number("১২ টন"), parse_number("১২ টন", unit="জন")

    assert isinstance(plain, Unreadable)
    assert isinstance(told, Unreadable)
    assert "জন" not in plain.expected.bn
    assert "জন" in told.expected.bn
    assert "জন" in told.expected.en


def test_january_is_a_month() -> None:
    assert parse_month("2024-01") == Month(2024, 1)
