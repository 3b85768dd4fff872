from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import FiscalYearSpan, Message, Month
from plans.calendar.terms import (
    DEFAULT_RULES,
    DayRule,
    Period,
    PeriodKind,
    Term,
    TermRule,
    periods_of,
    problems_of,
)
from plans.calendar.year import OfficeCalendar, RuleChange, YearCalendar

YEAR = FiscalYearSpan(2023)
JUNE = Period(Month(2024, 6))
days = st.builds(DayRule, st.integers(1, 31), st.integers(0, 4))
rules = st.builds(
    TermRule, due=days, opens=days, grace_days=st.integers(0, 40), closes=st.none() | days
)
kinds = st.sampled_from(PeriodKind)
dates = st.dates(date(2023, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("kind", "month", "first", "last", "number"),
    [
        (PeriodKind.MONTH, Month(2024, 2), Month(2024, 2), Month(2024, 2), 8),
        (PeriodKind.QUARTER, Month(2023, 7), Month(2023, 7), Month(2023, 9), 1),
        (PeriodKind.QUARTER, Month(2024, 2), Month(2024, 1), Month(2024, 3), 3),
        (PeriodKind.HALF, Month(2023, 12), Month(2023, 7), Month(2023, 12), 1),
        (PeriodKind.HALF, Month(2024, 6), Month(2024, 1), Month(2024, 6), 2),
        (PeriodKind.YEAR, Month(2024, 1), Month(2023, 7), Month(2024, 6), 1),
    ],
)
def test_month_lies_in_its_period_of_the_fiscal_year(
    kind: PeriodKind, month: Month, *, first: Month, last: Month, number: int
) -> None:
    period = Period.containing(month, kind)

    assert (period.first, period.last, period.number) == (first, last, number)
    assert month in period
    assert last.next not in period
    assert period.fiscal_year == YEAR


def test_no_quarter_begins_with_august() -> None:
    with pytest.raises(ValueError, match="no quarter of a fiscal year begins with 2023-08"):
        Period(Month(2023, 8), PeriodKind.QUARTER)


@given(kinds)
def test_periods_of_a_year_are_its_months_once_each(kind: PeriodKind) -> None:
    periods = periods_of(YEAR, kind)

    assert [month for period in periods for month in period.months] == list(YEAR.months)
    assert [period.number for period in periods] == list(range(1, len(periods) + 1))


@pytest.mark.parametrize(
    ("day", "month", "due"),
    [
        (5, Month(2024, 6), date(2024, 7, 5)),
        (5, Month(2023, 12), date(2024, 1, 5)),
        (31, Month(2024, 5), date(2024, 6, 30)),
        (30, Month(2024, 1), date(2024, 2, 29)),
        (31, Month(2023, 1), date(2023, 2, 28)),
    ],
)
def test_day_that_a_short_month_lacks_is_its_last(day: int, month: Month, due: date) -> None:
    assert DayRule(day).on(Period(month)) == due


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (PeriodKind.MONTH, [date(2023, 8, 5), date(2024, 7, 5)]),
        (PeriodKind.QUARTER, [date(2023, 10, 15), date(2024, 7, 15)]),
        (PeriodKind.HALF, [date(2024, 1, 30), date(2024, 7, 30)]),
        (PeriodKind.YEAR, [date(2024, 7, 15), date(2024, 7, 15)]),
        (PeriodKind.AGREEMENT, [date(2023, 6, 25), date(2023, 6, 25)]),
    ],
)
def test_the_prescribed_calendar_holds_until_another_is_set(
    kind: PeriodKind, due: list[date]
) -> None:
    calendar = YearCalendar(YEAR)
    periods = periods_of(YEAR, kind)

    assert [calendar.term(one).due for one in (periods[0], periods[-1])] == due
    assert calendar.term(periods[0]).closes is None
    assert not problems_of(DEFAULT_RULES[kind], kind, year=YEAR)


def test_level_goes_by_its_own_rule_before_that_of_all() -> None:
    calendar = YearCalendar(
        YEAR,
        (
            RuleChange("upazila", PeriodKind.MONTH, TermRule(due=DayRule(3))),
            RuleChange("", PeriodKind.MONTH, TermRule(due=DayRule(7))),
        ),
    )

    assert calendar.term(JUNE, level="upazila").due == date(2024, 7, 3)
    assert calendar.term(JUNE, level="district").due == date(2024, 7, 7)


def test_term_is_open_from_its_first_day_to_its_last() -> None:
    term = TermRule(due=DayRule(5), opens=DayRule(28, months=0), closes=DayRule(20)).term(JUNE)

    days = [date(2024, 6, 27), date(2024, 6, 28), date(2024, 7, 20), date(2024, 7, 21)]
    assert [term.has_opened(day) for day in days] == [False, True, True, True]
    assert [term.has_closed(day) for day in days] == [False, False, False, True]
    assert [term.is_open(day) for day in days] == [False, True, True, False]
    assert [term.days_left(day) for day in days] == [8, 7, -15, -16]


def test_term_that_never_closes_is_open_for_good() -> None:
    term = TermRule(due=DayRule(5)).term(JUNE)

    assert term.is_open(date(2034, 1, 1))


@pytest.mark.parametrize(
    ("closes", "kept"), [(date(2024, 7, 6), 8), (date(2024, 7, 8), 8), (date(2024, 7, 9), 9)]
)
def test_moved_term_does_not_close_while_it_is_in_time(closes: date, kept: int) -> None:
    """Due on the 5th with three days of grace: nothing closes before the 8th."""
    term = TermRule(due=DayRule(5), grace_days=3).term(JUNE)
    over = TermRule(due=DayRule(3)).term(JUNE)

    moved = term.moved_to(replace(over, closes=closes), on=date(2024, 7, 4))

    assert moved == replace(term, closes=date(2024, 7, kept))


def test_grace_days_are_not_late_yet() -> None:
    term = TermRule(due=DayRule(5), grace_days=2).term(JUNE)

    assert [term.late_by(date(2024, 7, day)) for day in (5, 6, 7, 8, 10)] == [0, 0, 0, 3, 5]


@given(rules, kinds)
def test_rule_without_problems_gives_every_period_a_term_in_order(
    rule: TermRule, kind: PeriodKind
) -> None:
    if problems_of(rule, kind, year=YEAR):
        return
    for period in periods_of(YEAR, kind):
        term = rule.term(period)
        assert term.opens <= term.due < term.late
        assert term.closes is None or term.late <= term.closes + timedelta(1)


@given(rules, kinds)
def test_rule_whose_days_are_out_of_order_has_a_problem(rule: TermRule, kind: PeriodKind) -> None:
    try:
        for period in periods_of(YEAR, kind):
            rule.term(period)
    except ValueError:
        assert problems_of(rule, kind, year=YEAR)


@given(rules, dates, dates)
def test_extension_never_shortens(rule: TermRule, until: date, on: date) -> None:
    if problems_of(rule, PeriodKind.MONTH, year=YEAR):
        return
    term = rule.term(JUNE)
    longer = term.extended(until)

    assert longer.due >= term.due
    assert longer.late_by(on) <= term.late_by(on)
    assert longer.is_open(on) or not term.is_open(on)
    assert longer.extended(until) == longer
    if until > term.due:
        assert longer.late_by(until) == 0
        assert not longer.has_closed(until)


@pytest.mark.parametrize(
    ("until", "late", "closes"),
    [(7, 11, 20), (10, 11, 20), (11, 12, 20), (20, 21, 20), (25, 26, 25)],
)
def test_extension_leaves_what_lies_beyond_it(until: int, late: int, closes: int) -> None:
    """Due on the 5th, late from the 11th, closed after the 20th."""
    term = TermRule(due=DayRule(5), grace_days=5, closes=DayRule(20)).term(JUNE)

    longer = term.extended(date(2024, 7, until))

    assert longer == Term(
        opens=term.opens,
        due=date(2024, 7, until),
        late=date(2024, 7, late),
        closes=date(2024, 7, closes),
    )


@pytest.mark.parametrize("until", [None, date(2024, 7, 4), date(2024, 7, 5)])
def test_extension_to_no_later_day_is_none(until: date | None) -> None:
    term = TermRule(due=DayRule(5), grace_days=5).term(JUNE)

    assert term.extended(until) == term


def test_extension_holds_for_its_period_alone() -> None:
    calendar = OfficeCalendar(YearCalendar(YEAR), "district", {JUNE: date(2024, 7, 20)})

    assert calendar.of_month(Month(2024, 6)).due == date(2024, 7, 20)
    assert calendar.of_month(Month(2024, 5)).due == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("rule", "part", "words"),
    [
        (TermRule(due=DayRule(32)), "due", "1 to 31"),
        (TermRule(due=DayRule(5), opens=DayRule(0, 0)), "opens", "1 to 31"),
        (TermRule(due=DayRule(5), grace_days=61), "grace_days", "0 to 60"),
        (TermRule(due=DayRule(5), opens=DayRule(10)), "due", "Due on 05-08-2023, but entry opens"),
        (TermRule(due=DayRule(5), closes=DayRule(3)), "closes", "Closes on 03-08-2023, but"),
        (TermRule(due=DayRule(5), grace_days=9, closes=DayRule(10)), "closes", "until 14-08-2023"),
    ],
)
def test_nonsense_is_told_beside_its_part(rule: TermRule, part: str, words: str) -> None:
    (problem,) = problems_of(rule, PeriodKind.MONTH, year=YEAR)

    assert problem.part == part
    assert words in problem.message.en


def test_everything_that_is_wrong_with_a_rule_is_told_in_both_languages() -> None:
    rule = TermRule(due=DayRule(0), opens=DayRule(32), grace_days=-1, closes=DayRule(5, months=13))
    day = Message(
        bn="দিন ১ থেকে ৩১ এবং মাস ০ থেকে ১২-এর মধ্যে হতে হবে।",
        en="The day is 1 to 31, and the month 0 to 12 after the period’s last.",
    )
    grace = Message(bn="অতিরিক্ত দিন ০ থেকে ৬০-এর মধ্যে হতে হবে।", en="Days of grace are 0 to 60.")

    found = problems_of(rule, PeriodKind.MONTH, year=YEAR)

    assert [(one.part, one.message) for one in found] == [
        ("opens", day),
        ("due", day),
        ("closes", day),
        ("grace_days", grace),
    ]


def test_days_out_of_order_are_told_in_both_languages() -> None:
    rule = TermRule(due=DayRule(5), opens=DayRule(10), grace_days=9, closes=DayRule(13))

    due, closes = problems_of(rule, PeriodKind.MONTH, year=YEAR)

    assert (due.part, due.message) == (
        "due",
        Message(
            bn="জমার শেষ তারিখ ০৫-০৮-২০২৩, অথচ এন্ট্রি শুরু ১০-০৮-২০২৩; শেষ তারিখ শুরুর পরে হতে হবে।",
            en="Due on 05-08-2023, but entry opens only on 10-08-2023. "
            "The due date must be after entry opens.",
        ),
    )
    assert (closes.part, closes.message) == (
        "closes",
        Message(
            bn="বন্ধ হয় ১৩-০৮-২০২৩, অথচ ১৪-০৮-২০২৩ পর্যন্ত যথাসময়ে জমা দেওয়া যায়; "
            "বন্ধের দিন তার আগে হতে পারে না।",
            en="Closes on 13-08-2023, but a return is on time until 14-08-2023: "
            "it cannot close before that.",
        ),
    )


@pytest.mark.parametrize(
    "rule",
    [
        TermRule(due=DayRule(5), grace_days=60),
        TermRule(due=DayRule(5), grace_days=9, closes=DayRule(14)),
        TermRule(due=DayRule(1), opens=DayRule(1)),
        TermRule(due=DayRule(31, months=12)),
    ],
)
def test_rule_at_its_limits_is_sound(rule: TermRule) -> None:
    assert problems_of(rule, PeriodKind.MONTH, year=YEAR) == []


@pytest.mark.parametrize(
    "days",
    [
        {"opens": date(2024, 7, 6), "due": date(2024, 7, 5), "late": date(2024, 7, 6)},
        {"opens": date(2024, 6, 1), "due": date(2024, 7, 5), "late": date(2024, 7, 5)},
        {
            "opens": date(2024, 6, 1),
            "due": date(2024, 7, 5),
            "late": date(2024, 7, 6),
            "closes": date(2024, 7, 4),
        },
    ],
)
def test_term_out_of_order_is_none(days: dict[str, date]) -> None:
    with pytest.raises(ValueError, match=r"out of order|closes"):
        Term(**days)  # type: ignore[arg-type]  # no standing among them
