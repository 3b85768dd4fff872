"""A calendar that is changed while its year is running."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from numerals import FiscalYearSpan, Month
from plans.calendar.terms import DayRule, Period, PeriodKind, Term, TermRule, problems_of
from plans.calendar.year import RuleChange, YearCalendar

YEAR = FiscalYearSpan(2023)
JUNE = Period(Month(2024, 6))
MAY = Period(Month(2024, 5))
MONTH = PeriodKind.MONTH
FIFTH = TermRule(due=DayRule(5))
days = st.builds(DayRule, st.integers(1, 31), st.integers(0, 3))
rules = st.builds(
    TermRule, due=days, opens=days, grace_days=st.integers(0, 40), closes=st.none() | days
)
dates = st.dates(date(2023, 6, 1), date(2024, 12, 31))


def set_on(on: date, rule: TermRule | None, *, level: str = "") -> RuleChange:
    return RuleChange(level, MONTH, rule, on)


def june(*changes: RuleChange, level: str = "") -> Term:
    return YearCalendar(YEAR, changes).term(JUNE, level=level)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2024, 7, 5), date(2024, 7, 10)),  # the last day on which it is in time anyway
        (date(2024, 7, 6), date(2024, 7, 5)),  # it is late already, and stays so
    ],
)
def test_more_time_holds_for_what_is_not_late_yet(on: date, due: date) -> None:
    assert june(set_on(on, TermRule(due=DayRule(10)))).due == due


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2024, 7, 3), date(2024, 7, 3)),
        (date(2024, 7, 4), date(2024, 7, 5)),  # nobody is late by an order of today
    ],
)
def test_less_time_holds_unless_its_day_is_over(on: date, due: date) -> None:
    assert june(set_on(on, TermRule(due=DayRule(3)))).due == due


def test_grace_that_is_running_is_not_taken_away() -> None:
    with_grace = set_on(date(2023, 6, 1), TermRule(due=DayRule(5), grace_days=10))

    assert june(with_grace, set_on(date(2024, 7, 8), FIFTH)).late == date(2024, 7, 16)


def test_closing_day_moves_until_it_is_over() -> None:
    closing = TermRule(due=DayRule(5), closes=DayRule(20))

    assert june(set_on(date(2024, 7, 20), closing)).closes == date(2024, 7, 20)
    assert june(set_on(date(2024, 7, 21), closing)).closes is None
    held = set_on(date(2023, 6, 1), closing)
    assert june(held, set_on(date(2024, 7, 20), FIFTH)).closes is None
    assert june(held, set_on(date(2024, 7, 21), FIFTH)).closes == date(2024, 7, 20)


def test_what_is_open_stays_open() -> None:
    later = TermRule(due=DayRule(5), opens=DayRule(1))

    assert june(set_on(date(2024, 6, 10), later)).opens == date(2024, 6, 1)
    assert june(set_on(date(2024, 5, 10), later)).opens == date(2024, 7, 1)


def test_two_changes_of_a_day_are_the_last_one() -> None:
    today = date(2024, 7, 2)

    assert june(set_on(today, TermRule(due=DayRule(3))), set_on(today, FIFTH)) == FIFTH.term(JUNE)


def test_level_that_is_told_nothing_of_its_own_follows_all_levels() -> None:
    own = set_on(date(2023, 6, 1), TermRule(due=DayRule(7)), level="district")
    all_of_them = set_on(date(2024, 1, 1), TermRule(due=DayRule(12)))
    withdrawn = set_on(date(2024, 6, 8), None, level="district")
    calendar = YearCalendar(YEAR, (own, all_of_them, withdrawn))

    assert calendar.term(MAY, level="district").due == date(2024, 6, 7)
    assert calendar.term(JUNE, level="district").due == date(2024, 7, 12)
    assert calendar.term(JUNE, level="upazila").due == date(2024, 7, 12)


@given(rules, rules, dates, dates)
def test_change_makes_nothing_late_or_in_time_that_was_counted(
    old: TermRule, new: TermRule, changed: date, on: date
) -> None:
    """Up to the day of the change, every return is what it was: in time, late by so many days."""
    assume(not problems_of(old, MONTH, year=YEAR) and not problems_of(new, MONTH, year=YEAR))
    before = june(set_on(date.min, old))
    after = june(set_on(date.min, old), set_on(changed, new))

    assert after.late_by(changed) == before.late_by(changed)
    assert after.has_closed(changed) == before.has_closed(changed)
    if before.due < changed:
        assert after.late_by(on) == before.late_by(on)
    if before.has_opened(changed):
        assert after.has_opened(changed)
