"""Why an office may not change a month, and when the reviewing office is to act: no database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.workflow import Lock, ReturnLocked, awaits_review, is_closed, lock_of
from numerals import Month
from plans.calendar.terms import PlanStanding, Term
from plans.models import Plan

JUNE: Final = Month(2024, 6)
OPENS, DUE, CLOSES = date(2024, 6, 1), date(2024, 7, 5), date(2024, 7, 20)
DAY: Final = timedelta(1)


def term(*, closes: date | None = CLOSES, standing: PlanStanding = PlanStanding.AGREED) -> Term:
    return Term(opens=OPENS, due=DUE, late=DUE + DAY, closes=closes, standing=standing)


def of_june(
    state: State, *, resumes_as: State = State.OPEN, until: date | None = None, frozen: bool = False
) -> MonthlyReturn:
    plan = Plan(pk=1, frozen_months=[str(JUNE)] if frozen else [])
    return MonthlyReturn(
        plan=plan, month=JUNE, state=state, resumes_as=resumes_as, open_until=until
    )


BY_STATE: Final = {
    State.OPEN: None,
    State.RETURNED: None,
    State.REOPENED: None,
    State.WITH_HEAD: Lock.WITH_HEAD,
    State.SUBMITTED: Lock.IN_REVIEW,
    State.RESUBMITTED: Lock.IN_REVIEW,
    State.ACCEPTED: Lock.ACCEPTED,
}


@pytest.mark.parametrize("state", State)
def test_open_month_is_locked_by_whoever_has_it(state: State) -> None:
    assert lock_of(of_june(state), term(), on=DUE) == BY_STATE[state]
    assert lock_of(of_june(state, frozen=True), term(), on=DUE) == Lock.FROZEN


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    ("on", "standing", "lock"),
    [
        (OPENS - DAY, PlanStanding.AGREED, Lock.NOT_OPEN_YET),
        (OPENS, PlanStanding.AGREED, None),
        (CLOSES, PlanStanding.AGREED, None),
        (CLOSES + DAY, PlanStanding.AGREED, Lock.CLOSED),
        (DUE, PlanStanding.AWAITED, Lock.NOT_AGREED),
        (OPENS - DAY, PlanStanding.AWAITED, Lock.NOT_AGREED),
        (DUE, PlanStanding.PROVISIONAL, None),
    ],
)
def test_calendar_and_agreement_lock_what_was_never_handed_in_and_nothing_else(
    state: State, on: date, standing: PlanStanding, lock: Lock | None
) -> None:
    found = lock_of(of_june(state), term(standing=standing), on=on)

    if state == State.OPEN:
        assert found == lock
    elif state == State.WITH_HEAD:
        # What the head has before them is counted as the open month that it was.
        assert found == (lock or Lock.WITH_HEAD)
    else:
        assert found == BY_STATE[state]


def test_month_that_closes_never_is_not_closed() -> None:
    assert not is_closed(State.OPEN, term(closes=None), on=date(2099, 1, 1))
    assert is_closed(State.OPEN, term(), on=CLOSES + DAY)
    assert not is_closed(State.RETURNED, term(), on=CLOSES + DAY)


@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED, State.REOPENED])
def test_head_corrects_what_the_officer_may_not(state: State) -> None:
    held = of_june(State.WITH_HEAD, resumes_as=state, until=DUE)

    assert lock_of(held, term(), on=DUE) == Lock.WITH_HEAD
    assert lock_of(held, term(), on=DUE, by_head=True) is None


@pytest.mark.parametrize("by_head", [False, True])
@pytest.mark.parametrize(
    ("state", "resumes_as"), [(State.REOPENED, State.OPEN), (State.WITH_HEAD, State.REOPENED)]
)
def test_reopening_ends_after_its_last_day_whoever_has_it(
    state: State, resumes_as: State, by_head: bool
) -> None:
    held = of_june(state, resumes_as=resumes_as, until=DUE)

    assert lock_of(held, term(), on=DUE, by_head=by_head) != Lock.REOPENING_OVER
    assert lock_of(held, term(), on=DUE + DAY, by_head=by_head) == Lock.REOPENING_OVER


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("until", [None, DUE])
def test_reviewer_is_to_act_on_what_was_handed_in_or_reopened_until_a_day_that_is_over(
    state: State, until: date | None
) -> None:
    handed_in = state in (State.SUBMITTED, State.RESUBMITTED)
    is_reopened = until is not None and state in (State.REOPENED, State.WITH_HEAD)

    assert awaits_review(state, until, on=DUE) is handed_in
    assert awaits_review(state, until, on=DUE + DAY) is (handed_in or is_reopened)


def test_refusal_says_why_and_until_when() -> None:
    refused = ReturnLocked(Lock.CLOSED, term())

    assert (refused.lock, refused.term, str(refused)) == (Lock.CLOSED, term(), "closed")
