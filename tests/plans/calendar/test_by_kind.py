"""The calendar by kind of plan: what is nearer holds, and looks forward as all of it does."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.models import Change
from numerals import FiscalYearSpan, Month
from offices.models import Role
from plans.calendar.selectors import calendar_of, calendar_of_year, office_calendars
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.calendar.year import RuleChange, YearCalendar
from plans.document.defaults import Kind
from tests.calendars import set_rule
from tests.cast import Cast, client_of, person

YEAR = FiscalYearSpan(2023)
MAY = Period(Month(2024, 5))


def rule(day: int) -> TermRule:
    return TermRule(due=DayRule(day))


def due(calendar: YearCalendar, level: str, plan_kind: str) -> int:
    return calendar.term(MAY, level=level, plan_kind=plan_kind).due.day


def test_the_kind_of_plan_is_nearer_than_the_level() -> None:
    changes = (
        RuleChange("", PeriodKind.MONTH, rule(6)),
        RuleChange("district", PeriodKind.MONTH, rule(7)),
        RuleChange("", PeriodKind.MONTH, rule(8), plan_kind="integrity"),
        RuleChange("district", PeriodKind.MONTH, rule(9), plan_kind="integrity"),
    )
    calendar = YearCalendar(YEAR, changes)
    assert due(calendar, "upazila", "apa") == 6
    assert due(calendar, "district", "apa") == 7
    assert due(calendar, "upazila", "integrity") == 8
    assert due(calendar, "district", "integrity") == 9
    taken = calendar.changed(calendar.to_withdraw("district", on=date.min, plan_kind="integrity"))
    assert due(taken, "district", "integrity") == 8
    assert due(taken, "district", "apa") == 7


def test_action_plans_have_days_of_their_own_from_the_start() -> None:
    calendar = YearCalendar(YEAR)
    half = Period(YEAR.months[0], PeriodKind.HALF)
    signing = Period(YEAR.months[0], PeriodKind.AGREEMENT)
    assert calendar.term(half, plan_kind=Kind.INNOVATION).due == date(2024, 1, 15)
    assert calendar.term(half, plan_kind=Kind.APA).due == date(2024, 1, 30)
    assert calendar.term(signing, plan_kind=Kind.INTEGRITY).due == date(2023, 5, 30)
    assert calendar.term(signing, plan_kind=Kind.APA).due == date(2023, 6, 25)


@pytest.mark.django_db
def test_a_stored_rule_of_a_kind_holds_for_its_plans_alone(cast: Cast) -> None:
    year = cast.plan.fiscal_year
    planner = person("planner", Role.PLANNER, cast.head_office)
    row = set_rule(year, PeriodKind.MONTH, rule=rule(9), by=planner, plan_kind=Kind.INTEGRITY.value)
    levels = {cast.plan.office_id: cast.plan.office.level}
    of_integrity = office_calendars(levels, year=YEAR, plan_kind=Kind.INTEGRITY)
    assert of_integrity[cast.plan.office_id].of_month(MAY.last).due.day == 9
    assert calendar_of(cast.plan).of_month(MAY.last).due.day == 5
    assert calendar_of_year(YEAR).rules == {("", PeriodKind.MONTH, "integrity"): rule(9)}
    assert Change.objects.get(rule=row).digest


@pytest.mark.django_db
@pytest.mark.once
def test_planner_sets_the_calendar_of_one_kind_of_plan(cast: Cast) -> None:
    client = client_of(person("planner", Role.PLANNER, cast.head_office))
    address = "/calendar/2023-24/rules/?plans=integrity"
    assert client.get("/calendar/2023-24/rules/?plans=nonsense").status_code == 404
    shown = client.get(address)
    fields = {
        f"{form.prefix}-{name}": form.initial[name]
        for form in shown.context["forms"]
        for name in form.fields
        if form.initial[name] is not None
    }
    sent = {**fields, "month-due_day": "৯", "set": "1"}
    seen = client.post(address, sent)
    assert seen.status_code == 200
    told = client.post(
        address, {**sent, "seen": seen.context["seen"], "reason": "Circular", "confirm": "1"}
    )
    assert told.status_code == 302
    assert calendar_of_year(YEAR).rules == {("", PeriodKind.MONTH, "integrity"): rule(9)}
    page = client.get("/calendar/?year=2023-24").content.decode()
    assert "have dates of their own" in page or "নিজস্ব তারিখ" in page
    of_kind = client.get("/calendar/?year=2023-24&kind=integrity")
    signing = dict(of_kind.context["lines"])[PeriodKind.AGREEMENT]
    assert [line.term.due for line in signing] == [date(2023, 5, 30)]
