from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from indicators.periods import workflow as reports
from indicators.periods.models import PeriodReport, PeriodStep
from indicators.periods.moves import ReportMove
from indicators.returns import workflow as months
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.moves import MonthMove
from offices.models import Role, User
from offices.selectors import access_of
from plans.handing_in.moves import Move
from plans.handing_in.refusals import NotTheirStep, SamePerson, StepRefused
from plans.handing_in.transitions import Party, Transition, steps_open_to
from tests.cast import JUNE, Cast, person
from tests.indicators.periods.cycle import Q4, accept_months, report, submit

WITH_A_HEAD = {
    "officer": {Party.WRITER, Party.OFFICER},
    "chief": {Party.HEAD, Party.OFFICE},
    "superior": {Party.REVIEWER},
    "sibling": set(),
    "other_region": set(),
    "administrator": set(),
}
"""To which parties each belongs where the office has a head."""

WAYS = (*((state, State.OPEN) for state in State), (State.WITH_HEAD, State.RETURNED))
"""States, each with the one in which the office had it last."""

WITHOUT_A_HEAD = WITH_A_HEAD | {"officer": {Party.WRITER, Party.OFFICE}, "chief": set()}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(move: Move[Any, Any]) -> str:
    with undone():
        try:
            return str(move.take().to_state)
        except StepRefused:
            return "not from there"
        except NotTheirStep:
            return "not theirs"


def expected(step: Transition, state: State, resumes_as: State, parties: set[Party]) -> str:
    looked_at = {state}
    if state == State.WITH_HEAD and step.party is Party.REVIEWER:
        looked_at = {resumes_as}
    if state == State.WITH_HEAD and step.party is Party.OFFICE:
        looked_at = {state, resumes_as}
    if not looked_at <= step.sources:
        return "not from there"
    if step.party not in parties:
        return "not theirs"
    return str(resumes_as if step.undoes else step.target)


@pytest.fixture
def people(cast: Cast, request: pytest.FixtureRequest) -> dict[str, set[Party]]:
    person("chief", Role.HEAD if request.param is WITH_A_HEAD else None, cast.khulna)
    return request.param


both = pytest.mark.parametrize(
    "people", [WITH_A_HEAD, WITHOUT_A_HEAD], ids=["head", "no head"], indirect=True
)


@both
@pytest.mark.parametrize("step", months.STEPS, ids=lambda one: one.code)
def test_month_goes_as_its_table_says(
    cast: Cast, people: dict[str, set[Party]], step: Transition
) -> None:
    users = {name: User.objects.get(username=name) for name in people}
    until = timezone.localdate()
    for state, resumes_as in (*WAYS, (State.WITH_HEAD, State.REOPENED)):
        MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(
            state=state, resumes_as=resumes_as, open_until=until
        )
        for name, parties in people.items():
            sheet = cast.monthly_return()
            move = MonthMove(
                step,
                sheet,
                by=users[name],
                reason="দেখুন",
                until=until if step is months.REOPEN else None,
                blanks_confirmed=True,
            )
            assert outcome(move) == expected(step, state, resumes_as, parties), (state, name)


@both
@pytest.mark.parametrize("step", reports.STEPS, ids=lambda one: one.code)
def test_report_goes_as_its_table_says(
    cast: Cast, people: dict[str, set[Party]], step: Transition
) -> None:
    users = {name: User.objects.get(username=name) for name in people}
    months_of_the_quarter_accepted(cast)
    for state, resumes_as in WAYS:
        PeriodReport.objects.update(state=state, resumes_as=resumes_as)
        for name, parties in people.items():
            move = ReportMove(step, report(cast), by=users[name], reason="দেখুন")
            assert outcome(move) == expected(step, state, resumes_as, parties), (state, name)


def months_of_the_quarter_accepted(cast: Cast) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan).update(state=State.ACCEPTED)
    PeriodReport.objects.create(plan=cast.plan, kind=Q4.kind.value, number=Q4.number)


@pytest.mark.parametrize("step", reports.STEPS, ids=lambda one: one.code)
def test_reports_take_the_steps_of_months_with_other_sources_at_most(step: Transition) -> None:
    (of_months,) = (one for one in months.STEPS if one.code == step.code)

    assert (step.target, step.party, step.needs_reason, step.undoes, step.until_opened) == (
        of_months.target,
        of_months.party,
        of_months.needs_reason,
        of_months.undoes,
        of_months.until_opened,
    )


def test_pages_offer_the_steps_of_the_table(cast: Cast) -> None:
    sheet = MonthlyReturn(state=State.SUBMITTED)
    codes = lambda who: [  # noqa: E731
        one.code for one in steps_open_to(access_of(who), sheet, cast.khulna, among=months.STEPS)
    ]

    assert codes(cast.officer) == ["recall"]
    assert codes(cast.superior) == ["return", "accept"]
    assert codes(cast.outsider) == []
    sheet.opened_at = timezone.now()
    assert codes(cast.officer) == []


@pytest.mark.parametrize("step", [reports.ACCEPT, reports.RETURN], ids=lambda one: one.code)
def test_whoever_submitted_a_report_does_not_decide(cast: Cast, step: Transition) -> None:
    accept_months(cast)
    cast.officer.postings.create(office=cast.region, role=Role.REVIEWER, starts="2020-07-01")
    submit(cast)

    with pytest.raises(SamePerson):
        ReportMove(step, report(cast), by=cast.officer, reason="x").take()
    assert PeriodStep.objects.count() == 1


def test_step_of_what_changed_since_it_was_looked_at_is_refused(cast: Cast) -> None:
    accept_months(cast)
    looked_at = report(cast)
    submit(cast)

    with pytest.raises(StepRefused):
        ReportMove(reports.SUBMIT, looked_at, by=cast.officer).take()
