from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from numerals import FiscalYearSpan
from plans.calendar.models import CalendarRule, Extension
from plans.calendar.selectors import (
    calendar_of,
    calendar_of_year,
    calendars_of,
    office_calendars,
    with_calendar,
)
from plans.calendar.services import (
    NoMoreTime,
    RuleRefused,
    change_calendar,
    grant_extension,
    revoke_extension,
)
from plans.calendar.terms import DayRule, Period, PeriodKind, PlanStanding, TermRule
from plans.calendar.year import OfficeCalendar, RuleChange
from plans.models import FiscalYear, Plan
from tests.calendars import set_rule
from tests.cast import JUNE, MAY, Cast

IN_A_WEEK = timezone.localdate() + timedelta(7)
TENTH = TermRule(due=DayRule(10), closes=DayRule(20))


def year_of(cast: Cast) -> FiscalYear:
    return cast.plan.fiscal_year


def read(cast: Cast) -> OfficeCalendar:
    """Khulna's calendar, the same by every way of reading it."""
    found = with_calendar(Plan.objects.select_related("office")).get(pk=cast.plan.pk)
    by_office = office_calendars(
        {cast.khulna.pk: cast.khulna.level}, year=FiscalYearSpan(2023), plan_kind="apa"
    )
    calendar = calendar_of(found)
    assert calendar == calendar_of(cast.plan) == calendars_of([cast.plan])[cast.plan.pk]
    assert replace(calendar, standing=PlanStanding.AGREED) == by_office[cast.khulna.pk]
    return calendar


def test_year_without_rules_goes_by_the_prescribed_ones(cast: Cast) -> None:
    assert read(cast).of_month(JUNE).due == date(2024, 7, 5)


def test_the_newest_rule_of_a_level_holds(cast: Cast) -> None:
    set_rule(year_of(cast), PeriodKind.MONTH, rule=TENTH, by=cast.administrator)
    assert read(cast).of_month(JUNE).due == date(2024, 7, 10)

    own = TermRule(due=DayRule(7))
    set_rule(year_of(cast), PeriodKind.MONTH, rule=own, by=cast.administrator, level="district")
    assert read(cast).of_month(JUNE).due == date(2024, 7, 7)

    set_rule(year_of(cast), PeriodKind.MONTH, rule=None, by=cast.administrator, level="district")
    assert read(cast).of_month(JUNE).due == date(2024, 7, 10)
    assert read(cast).of_month(JUNE).closes == date(2024, 7, 20)
    assert [(row.level, row.withdrawn, row.by) for row in CalendarRule.objects.all()] == [
        ("", False, cast.administrator),
        ("district", False, cast.administrator),
        ("district", True, cast.administrator),
    ]


def test_rules_set_in_mid_year_hold_for_what_is_not_due_yet(cast: Cast) -> None:
    set_rule(
        year_of(cast),
        PeriodKind.MONTH,
        rule=TENTH,
        by=cast.administrator,
        on=date(2024, 6, 6),
    )

    calendar = read(cast)
    assert calendar.of_month(MAY).due == date(2024, 6, 5)
    june = replace(TENTH.term(Period(JUNE)), standing=PlanStanding.PROVISIONAL)
    assert calendar.of_month(JUNE) == june


def test_the_day_of_a_change_is_the_day_here(cast: Cast) -> None:
    """At 19:00 in Greenwich it is the next day in Bangladesh."""
    change = RuleChange("", PeriodKind.MONTH, TENTH)
    with time_machine.travel(datetime(2024, 6, 5, 19, tzinfo=UTC)):
        change_calendar(year_of(cast), [change], reason="পরিপত্র", by=cast.administrator)

    assert read(cast).of_month(MAY).due == date(2024, 6, 5)
    assert read(cast).calendar.changes[0].on == date(2024, 6, 6)


def test_calendar_is_not_changed_without_a_reason(cast: Cast) -> None:
    with pytest.raises(ValueError, match="reason"):
        change_calendar(
            year_of(cast),
            [RuleChange("", PeriodKind.MONTH, TENTH)],
            reason=" ",
            by=cast.administrator,
        )

    assert not CalendarRule.objects.exists()


def test_nonsense_is_not_set(cast: Cast) -> None:
    with pytest.raises(RuleRefused) as refused:
        set_rule(
            year_of(cast), PeriodKind.MONTH, rule=TermRule(due=DayRule(40)), by=cast.administrator
        )

    assert [problem.part for problem in refused.value.problems] == ["due"]
    assert not CalendarRule.objects.exists()


def test_calendar_of_last_year_is_copied_whole(cast: Cast) -> None:
    last, this = year_of(cast), FiscalYear.objects.create(start=2024)
    set_rule(last, PeriodKind.MONTH, rule=TENTH, by=cast.administrator)
    own = TermRule(due=DayRule(3))
    set_rule(this, PeriodKind.MONTH, rule=own, by=cast.administrator, level="upazila")

    ours, theirs = calendar_of_year(this.span), calendar_of_year(last.span)

    changes = ours.to_follow(theirs, on=date(2024, 6, 1))
    change_calendar(this, changes, reason="পরিপত্র", by=cast.administrator)

    assert len(changes) == 2
    assert calendar_of_year(this.span).rules == theirs.rules
    assert not calendar_of_year(this.span).to_follow(theirs, on=date(2024, 6, 1))


def test_time_is_given_to_one_office_one_period_and_one_kind_of_plan(cast: Cast) -> None:
    grant_extension(
        cast.khulna,
        Period(JUNE),
        until=IN_A_WEEK,
        reason="বন্যা",
        by=cast.superior,
        plan_kind="apa",
    )

    assert read(cast).of_month(JUNE).due == IN_A_WEEK
    assert read(cast).of_month(MAY).due == date(2024, 6, 5)
    assert calendar_of(cast.sibling_plan).of_month(JUNE).due == date(2024, 7, 5)
    other = office_calendars(
        {cast.khulna.pk: "district"}, year=FiscalYearSpan(2023), plan_kind="innovation"
    )
    assert other[cast.khulna.pk].of_month(JUNE).due == date(2024, 7, 5)


def test_time_for_all_plans_and_for_one_kind_go_by_the_later_day(cast: Cast) -> None:
    june = Period(JUNE)
    grant_extension(cast.khulna, june, until=IN_A_WEEK, reason="বন্যা", by=cast.superior)
    later = IN_A_WEEK + timedelta(3)
    own = grant_extension(
        cast.khulna, june, until=later, reason="নতুন কর্মকর্তা", by=cast.superior, plan_kind="apa"
    )
    assert read(cast).of_month(JUNE).due == later

    revoke_extension(own, reason="ভুল মাস", by=cast.reviewer)

    assert read(cast).of_month(JUNE).due == IN_A_WEEK
    assert [(row.until, row.by, row.reason) for row in Extension.objects.order_by("id")] == [
        (IN_A_WEEK, cast.superior, "বন্যা"),
        (later, cast.superior, "নতুন কর্মকর্তা"),
        (None, cast.reviewer, "ভুল মাস"),
    ]


@pytest.mark.parametrize(
    ("until", "reason", "refusal"),
    [
        (IN_A_WEEK, " ", ValueError),
        (timezone.localdate() - timedelta(1), "বন্যা", ValueError),
    ],
)
def test_time_needs_a_reason_and_a_day_to_come(
    cast: Cast, until: date, *, reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        grant_extension(cast.khulna, Period(JUNE), until=until, reason=reason, by=cast.superior)

    assert not Extension.objects.exists()


def test_time_that_the_office_has_anyway_is_not_given(cast: Cast) -> None:
    grant_extension(cast.khulna, Period(JUNE), until=IN_A_WEEK, reason="বন্যা", by=cast.superior)

    with pytest.raises(NoMoreTime) as refused:
        grant_extension(cast.khulna, Period(JUNE), until=IN_A_WEEK, reason="বন্যা", by=cast.superior)

    assert refused.value.due == IN_A_WEEK


def test_calendars_cost_the_same_for_one_plan_and_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans = list(Plan.objects.select_related("office", "rule_set"))
    assert len(plans) == 2
    for some in (plans[:1], plans):
        with django_assert_num_queries(2):
            calendars_of(some)
    at_hand = with_calendar(Plan.objects.select_related("office"))
    with django_assert_num_queries(1):
        calendars_of(list(at_hand))
