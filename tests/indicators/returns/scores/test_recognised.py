"""A recognised value stands for the whole year: the months that it replaces count no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.returns.scores.reckoning import recognised_entry
from numerals import NIL, Expects, Month
from plans.document.methods import Method, achievement_to_date, taken_by
from plans.document.values import IndicatorEntry
from tests.indicators.returns.plausibility.examples import cell

JUNE = Month(2024, 6)
NUMBERS = [method for method in Method if Expects.NUMBER in taken_by(method)]


def achieved(entry: IndicatorEntry) -> object:
    assert entry.method
    return achievement_to_date(entry.method, entry.achieved.items())


@pytest.mark.parametrize("method", NUMBERS)
@pytest.mark.parametrize("figures", ["10 20 30", "10 20 30 4 5 6 7 8 9 1 2 3"])
def test_recognised_value_replaces_the_months_by_every_method(method: Method, figures: str) -> None:
    entry = recognised_entry(cell(figures, method=method).entry, Decimal(7), JUNE)

    assert entry.achieved == {JUNE: Decimal(7)}
    assert achieved(entry) == 7


def test_recognised_day_replaces_the_one_that_was_reported() -> None:
    entry = cell("2023-07-20 . 2023-09-01", method=Method.DATE).entry

    assert achieved(recognised_entry(entry, date(2024, 5, 30), JUNE)) == date(2024, 5, 30)


@pytest.mark.parametrize("method", [*NUMBERS, None])
def test_nothing_recognised_is_nothing_achieved(method: Method | None) -> None:
    entry = replace(cell("10 20 30").entry, method=method)

    assert recognised_entry(entry, NIL, JUNE).achieved == {JUNE: NIL}


@pytest.mark.parametrize("recognised", [Decimal(7), Decimal(0)])
def test_number_recognised_without_a_method_is_the_achievement(recognised: Decimal) -> None:
    entry: IndicatorEntry = replace(cell("10 20 30").entry, method=None)

    assert achieved(recognised_entry(entry, recognised, JUNE)) == recognised
