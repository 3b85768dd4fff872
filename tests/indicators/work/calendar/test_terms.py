from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from indicators.returns.cells.services import save_return
from indicators.returns.evidence.services import add_evidence
from indicators.returns.locks import locked_sentence
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.steps import return_return, submit_return
from indicators.returns.workflow import Lock, ReturnLocked
from numerals import Month
from plans.calendar.services import grant_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.models import Plan
from plans.services import store_plan
from tests.calendars import set_rule
from tests.cast import JUNE, Cast, agreement, change
from tests.indicators.returns.evidence.files import pdf

TODAY = timezone.localdate()
CLOSING = TermRule(due=DayRule(5), closes=DayRule(10))


@pytest.fixture
def closed(cast: Cast) -> Cast:
    """Khulna's June, which closed on 10 July 2024."""
    set_rule(cast.plan.fiscal_year, PeriodKind.MONTH, rule=CLOSING, by=cast.administrator)
    return cast


@pytest.fixture
def this_year(cast: Cast) -> Plan:
    """Khulna's plan of the year that is running."""
    document = replace(agreement(), fiscal_year=Month.of(TODAY).fiscal_year, months=())
    return store_plan(document, office=cast.khulna, kind="apa")


def extend(cast: Cast) -> None:
    until = TODAY + timedelta(2)
    grant_extension(cast.khulna, Period(JUNE), until=until, reason="বন্যা", by=cast.superior)


@pytest.mark.once
def test_closed_return_is_neither_saved_nor_submitted(closed: Cast) -> None:
    with pytest.raises(ReturnLocked) as saving:
        closed.save(r1_1_1=5)
    with pytest.raises(ReturnLocked) as submitting:
        closed.submit()

    for refused in (saving, submitting):
        assert refused.value.lock is Lock.CLOSED
        with override("en"):
            assert "closed on 10 July 2024" in locked_sentence(refused.value)
    assert closed.cell("1.1.1").value == 0
    assert closed.monthly_return().state == State.OPEN


@pytest.mark.once
def test_closed_return_takes_no_evidence(closed: Cast) -> None:
    with pytest.raises(ReturnLocked) as refused:
        add_evidence(closed.indicator("1.1.1"), JUNE, name="a.pdf", data=pdf(), by=closed.officer)

    assert refused.value.lock is Lock.CLOSED


@pytest.mark.once
def test_extension_opens_a_closed_return_and_makes_it_in_time(closed: Cast) -> None:
    extend(closed)

    assert closed.save(r1_1_1=5).written
    assert closed.submit().late_by == 0


def test_return_that_was_given_back_is_corrected_after_closing(closed: Cast) -> None:
    MonthlyReturn.objects.filter(plan=closed.plan, month=JUNE).update(state=State.SUBMITTED)
    return_return(closed.monthly_return(), reason="দেখুন", notes={}, by=closed.reviewer)

    assert closed.save(r1_1_1=5).written
    submit_return(closed.monthly_return(), by=closed.officer, blanks_confirmed=True)
    assert closed.monthly_return().state == State.RESUBMITTED


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_return_cannot_be_entered_before_it_opens(cast: Cast, this_year: Plan) -> None:
    month = Month.of(TODAY)
    late = TermRule(due=DayRule(5, 2), opens=DayRule(1))
    set_rule(this_year.fiscal_year, PeriodKind.MONTH, rule=late, by=cast.administrator)
    cells = {this_year.indicators.get(row="1.1.1").pk: change(5)}

    with pytest.raises(ReturnLocked) as refused:
        save_return(this_year, month, cells=cells, by=cast.officer)
    assert refused.value.lock is Lock.NOT_OPEN_YET
    with override("en"):
        assert "can be entered from 1 " in locked_sentence(refused.value)

    usual = TermRule(due=DayRule(5, 2))
    set_rule(this_year.fiscal_year, PeriodKind.MONTH, rule=usual, by=cast.administrator)
    assert save_return(this_year, month, cells=cells, by=cast.officer).written


def test_first_submission_says_by_how_many_days_it_is_late(cast: Cast) -> None:
    monthly_return = cast.submit()

    days = (TODAY - Month(2024, 7).first_day.replace(day=5)).days
    assert (monthly_return.late_by, monthly_return.steps.get().late_by) == (days, days)


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_submission_in_time_is_late_by_nothing(cast: Cast, this_year: Plan) -> None:
    month = Month.of(TODAY)
    cells = {this_year.indicators.get(row="1.1.1").pk: change(5)}
    monthly_return = save_return(this_year, month, cells=cells, by=cast.officer).monthly_return

    assert submit_return(monthly_return, by=cast.officer, blanks_confirmed=True).late_by == 0


@pytest.mark.once
def test_correction_leaves_the_lateness_of_the_first_submission(cast: Cast) -> None:
    monthly_return = cast.submit()
    MonthlyReturn.objects.filter(pk=monthly_return.pk).update(late_by=3)
    return_return(cast.monthly_return(), reason="দেখুন", notes={}, by=cast.reviewer)

    step = submit_return(cast.monthly_return(), by=cast.officer, blanks_confirmed=True)

    assert step.late_by is None
    assert cast.monthly_return().late_by == 3
