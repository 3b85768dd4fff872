"""The calendar is changed while its year is running: looked at first, told with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.selectors.work import tasks_of
from notices.models import Notice, NoticeKind
from offices.models import Posting, Role
from plans.calendar.models import CalendarRule
from plans.calendar.selectors import calendar_of, newest_rule
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from tests.calendars import set_rule
from tests.cast import APRIL, JUNE, MAY, Cast, client_of, person
from tests.plans.calendar.test_pages import AS_PRESCRIBED

RULES = "/calendar/2023-24/rules/"
IN_JUNE = date(2024, 6, 20)
CLOSING = {
    **AS_PRESCRIBED,
    "month-due_day": "3",
    "month-closes_day": "10",
    "month-closes_months": "1",
    "set": "1",
}


@pytest.fixture
def planner(cast: Cast) -> Iterator[Client]:
    """A planner of the whole tree, on 20 June 2024."""
    user = person("central", Role.PLANNER, cast.head_office)
    with time_machine.travel(IN_JUNE):
        yield client_of(user)


def look(client: Client, form: dict[str, str] = CLOSING) -> Any:
    return client.post(RULES, form)


def confirm(client: Client, form: dict[str, str] = CLOSING, **more: Any) -> Any:
    seen = look(client, form).context["seen"]
    return client.post(RULES, {**form, "confirm": "1", "seen": seen, "reason": "পরিপত্র", **more})


@pytest.mark.once
def test_change_is_shown_before_it_holds(cast: Cast, planner: Client) -> None:
    html = look(planner).text

    assert not CalendarRule.objects.exists()
    assert "due 3 July 2024 instead of 5 July 2024" in html
    assert "closes 10 July 2024 (never closed before)" in html
    assert "2 of them have not submitted it" in html
    assert "Khulna office, Jashore office" in html


@pytest.mark.once
def test_what_stays_as_it_was_counted_is_named(planner: Client) -> None:
    """A rule of the 3rd finds every month but June over."""
    page = look(planner)

    assert [one.period for one in page.context["harder"]] == [Period(JUNE)]
    assert Period(MAY) in page.context["staying"]
    assert "May 2024" in page.text


@pytest.mark.once
def test_returns_that_were_handed_in_do_not_count_as_owed(cast: Cast, planner: Client) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.SUBMITTED)

    [effect] = look(planner).context["harder"]

    assert [office.code for office in effect.offices] == ["khulna", "jashore"]
    assert [office.code for office in effect.owing] == ["jashore"]


@pytest.mark.once
def test_confirmed_change_stands_in_the_history_with_its_reason(
    cast: Cast, planner: Client
) -> None:
    assert confirm(planner).status_code == 302

    [row] = CalendarRule.objects.all()
    assert row.reason == "পরিপত্র"
    assert "পরিপত্র" in planner.get(RULES).text
    assert "পরিপত্র" in client_of(cast.officer).get("/calendar/?year=2023-24").text
    assert "পরিপত্র" in client_of(cast.superior).get("/history/?office=khulna").text


def test_offices_are_told_once_with_the_first_day_that_moves(cast: Cast, planner: Client) -> None:
    confirm(planner)

    told = Notice.objects.filter(what=NoticeKind.CALENDAR).order_by("recipient__username")
    assert [(one.recipient.username, one.month, one.until, one.words) for one in told] == [
        ("officer", JUNE, date(2024, 7, 3), "পরিপত্র"),
        ("sibling", JUNE, date(2024, 7, 3), "পরিপত্র"),
    ]
    html = client_of(cast.officer).get("/notices/").text
    assert "June 2024: the calendar changed, now due 3 July 2024" in html


HALF_SOONER = {**AS_PRESCRIBED, "half-due_day": "25", "set": "1"}


def test_reviewers_are_told_once_when_the_day_of_the_half_year_moves(
    cast: Cast, planner: Client
) -> None:
    """They give the feedback by that day, on two offices here; the region is the one to decide."""
    with time_machine.travel(date(2024, 1, 10)):
        confirm(planner, HALF_SOONER)

        told = Notice.objects.order_by("recipient__username")
        assert [(one.recipient.username, one.period) for one in told] == [
            ("officer", PeriodKind.HALF),
            ("sibling", PeriodKind.HALF),
            ("superior", PeriodKind.HALF),
        ]
        assert {(one.until, one.words) for one in told} == {(date(2024, 1, 25), "পরিপত্র")}
        html = client_of(cast.superior).get("/notices/").text
    assert "(half-year): the calendar changed, now due 25 January 2024" in html
    assert "Feedback on July" in html


def test_who_decides_without_a_region_is_told(cast: Cast, planner: Client) -> None:
    Posting.objects.filter(office=cast.region, role=Role.REVIEWER).delete()
    with time_machine.travel(date(2024, 1, 10)):
        confirm(planner, HALF_SOONER)

    assert Notice.objects.filter(recipient=cast.reviewer).count() == 1


@pytest.mark.once
def test_half_of_which_nothing_is_due_moves_nobody(cast: Cast, planner: Client) -> None:
    """On 20 June the first half's day is over, and of the second one nothing is due."""
    later = {**AS_PRESCRIBED, "half-due_day": "25", "half-due_months": "3", "set": "1"}

    page = look(planner, later)
    confirm(planner, later)

    assert not page.context["harder"]
    assert not page.context["easier"]
    assert not Notice.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("reason", ["", "  "])
def test_change_without_a_reason_is_not_made(planner: Client, reason: str) -> None:
    answer = confirm(planner, reason=reason)

    assert answer.status_code == 422
    assert "Write why the calendar is changed" in answer.text
    assert 'value="3"' in answer.text
    assert not CalendarRule.objects.exists()


def test_change_is_looked_at_again_where_another_came_between(cast: Cast, planner: Client) -> None:
    seen = look(planner).context["seen"]
    rule = TermRule(due=DayRule(9))
    set_rule(cast.plan.fiscal_year, PeriodKind.MONTH, rule=rule, by=cast.administrator, on=IN_JUNE)

    form = {**CLOSING, "confirm": "1", "seen": seen, "reason": "x"}
    answer = planner.post(RULES, form)

    assert answer.status_code == 409
    assert "Someone else has changed the calendar" in answer.text
    assert answer.context["seen"] == newest_rule(cast.plan.fiscal_year)
    assert CalendarRule.objects.count() == 1


@pytest.mark.once
@pytest.mark.parametrize("seen", ["", "-1", "x", "৫", "9" * 5000])
def test_confirmation_of_nothing_that_was_seen_is_asked_again(planner: Client, seen: str) -> None:
    assert confirm(planner, seen=seen).status_code == 409


@pytest.mark.once
def test_what_was_typed_is_there_to_be_changed_again(planner: Client) -> None:
    html = planner.post(RULES, {**CLOSING, "again": "1"}).text

    assert "Entry opens on day" in html
    assert 'name="month-closes_day" value="10"' in html


@pytest.mark.once
def test_rules_that_hold_already_change_nothing(planner: Client) -> None:
    answer = planner.post(RULES, {**AS_PRESCRIBED, "set": "1"}, follow=True)

    assert "Nothing was changed" in answer.text
    assert not CalendarRule.objects.exists()


@pytest.mark.once
def test_late_stays_late_and_closed_stays_closed(cast: Cast, planner: Client) -> None:
    """What was due by the old rules is counted by them on every page, whatever is set later."""
    [khulna] = [cast.plan.office_id]
    with time_machine.travel(date(2024, 6, 15)):
        before = {one.month: one.return_status.late_by for one in tasks_of({khulna}, today=IN_JUNE)}
    more_time = {**AS_PRESCRIBED, "month-due_day": "30", "month-due_months": "3", "set": "1"}

    confirm(planner, more_time)

    after = {one.month: one.return_status.late_by for one in tasks_of({khulna}, today=IN_JUNE)}
    assert before == after == {APRIL: 46, MAY: 15, JUNE: 0}
    assert calendar_of(cast.plan).of_month(JUNE).due == date(2024, 9, 30)


@pytest.mark.once
def test_queries_of_a_preview_do_not_grow_with_the_offices(
    planner: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(16):
        look(planner)
