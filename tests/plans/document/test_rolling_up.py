from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import Message, Month, Value
from plans.document.methods import Method
from plans.document.rolling_up import (
    NoRollUp,
    OfficeFigure,
    RolledUp,
    RollUp,
    Source,
    rolled_as_json,
    rolled_from_json,
    rolled_up,
    sources_in,
    sources_text,
)
from plans.document.shares import may_be_summed

JULY = Month(2024, 7)
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2)
WEIGHTS = st.decimals(min_value="0.01", max_value=1000, places=2)
CODES = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
SOURCES = st.builds(
    Source, CODES, st.sampled_from(["1.1.1", "governance/2", "3"]), WEIGHTS.filter(bool)
)
FIGURES = st.builds(
    OfficeFigure,
    SOURCES,
    st.none() | NUMBERS,
    st.integers(0, 11).map(JULY.plus),
)


def figure(value: Value | None, weight: str = "1", month: int = 0) -> OfficeFigure:
    return OfficeFigure(Source("office", "1.1.1", Decimal(weight)), value, JULY.plus(month))


@given(st.lists(FIGURES, max_size=70), st.sampled_from(RollUp), st.randoms())
def test_the_order_of_the_offices_does_not_matter(
    figures: list[OfficeFigure], rule: RollUp, chance: random.Random
) -> None:
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert rolled_up(rule, shuffled) == rolled_up(rule, figures)


@given(FIGURES.filter(lambda one: one.figure is not None), st.sampled_from(RollUp))
def test_one_office_is_that_office(one: OfficeFigure, rule: RollUp) -> None:
    assert rolled_up(rule, [one]) == one.figure


@given(st.lists(FIGURES, max_size=20), st.sampled_from(RollUp))
def test_offices_that_have_not_reported_are_named_and_change_nothing(
    figures: list[OfficeFigure], rule: RollUp
) -> None:
    made = RolledUp(rule, tuple(figures))
    assert made.unreported == tuple(one for one in figures if one.figure is None)
    assert {*made.reported, *made.unreported} == set(figures)
    assert made.achieved == rolled_up(rule, made.reported)


@given(st.lists(NUMBERS, min_size=1, max_size=64), st.sampled_from(RollUp))
def test_all_but_a_sum_lie_between_the_offices(values: list[Decimal], rule: RollUp) -> None:
    made = rolled_up(rule, [figure(one) for one in values])
    assert isinstance(made, Decimal)
    if rule is RollUp.SUM:
        assert made == sum(values)
    else:
        slack = Decimal("1e-30")
        assert min(values) - slack <= made <= max(values) + slack


@given(st.lists(NUMBERS, min_size=1, max_size=64), WEIGHTS)
def test_equal_weights_make_the_plain_average(values: list[Decimal], weight: Decimal) -> None:
    weighed = [figure(one, str(weight)) for one in values]
    weighted, plain = rolled_up(RollUp.WEIGHTED, weighed), rolled_up(RollUp.AVERAGE, weighed)
    assert isinstance(weighted, Decimal)
    assert isinstance(plain, Decimal)
    assert abs(weighted - plain) < Decimal("1e-30")


def test_percents_and_cumulatives_are_never_summed() -> None:
    assert may_be_summed(method=Method.SUM, unit="সংখ্যা")
    assert not may_be_summed(method=Method.SUM, unit="নিয়মিত (%)")
    assert not may_be_summed(method=Method.SUM, unit="শতকরা")
    assert not may_be_summed(method=Method.CUMULATIVE, unit="সংখ্যা")
    assert not may_be_summed(method=None, unit="সংখ্যা")
    one = figure(Decimal(5))
    percent = OfficeFigure(one.source, Decimal(80), JULY, may_be_added=False)
    assert rolled_up(RollUp.SUM, [one, percent]) is NoRollUp.NOT_SUMMED
    assert rolled_up(RollUp.AVERAGE, [percent, percent]) == 80


def test_days_have_a_latest_one_and_nothing_else() -> None:
    days = [figure(date(2024, 8, 1)), figure(date(2024, 7, 20), month=5)]
    assert rolled_up(RollUp.LATEST, days) == date(2024, 8, 1)
    assert rolled_up(RollUp.SUM, days) is NoRollUp.WRONG_KIND
    assert rolled_up(RollUp.LATEST, [*days, figure(Decimal(1))]) is NoRollUp.WRONG_KIND


def test_no_figure_is_not_zero() -> None:
    assert rolled_up(RollUp.SUM, [figure(None)]) is NoRollUp.NOTHING_REPORTED
    assert rolled_up(RollUp.SUM, []) is NoRollUp.NOTHING_REPORTED
    assert rolled_up(RollUp.SUM, [figure(Decimal(0))]) == 0


@given(st.lists(SOURCES, max_size=64, unique_by=lambda one: one.office))
def test_the_rows_of_offices_are_read_as_they_are_written(sources: list[Source]) -> None:
    assert sources_in(sources_text(sources)) == tuple(sources)
    assert [Source.parse(str(one)) for one in sources] == sources


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("khulna ১.১.১; bogura 1.1.1 × ২.৫", [("khulna", "1"), ("bogura", "2.5")]),
        ("khulna 1.1.1\n\nbogura 1.1.1×2;", [("khulna", "1"), ("bogura", "2")]),
        ("", []),
    ],
)
def test_the_rows_of_offices_as_people_write_them(text: str, named: list[tuple[str, str]]) -> None:
    wanted = [Source(office, "1.1.1", Decimal(weight)) for office, weight in named]
    assert sources_in(text) == tuple(wanted)


@pytest.mark.parametrize("text", ["khulna", "khulna 1.1 × 0", "khulna 1 × x", "a 1; a 2"])
def test_what_names_no_row_of_an_office_is_said(text: str) -> None:
    assert isinstance(sources_in(text), Message)


@given(st.lists(FIGURES, max_size=10), st.sampled_from(RollUp))
def test_figures_are_kept_exactly(figures: list[OfficeFigure], rule: RollUp) -> None:
    made = RolledUp(rule, tuple(figures))
    assert rolled_from_json(rolled_as_json(made)) == made
