"""A quarter's report freezes its months until it is returned."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from indicators.audit.proof import unexplained
from indicators.periods.kept.reported import lines_of
from indicators.periods.kept.selectors import last_reported
from indicators.periods.models import PeriodReport
from indicators.periods.moves import HeldByYear, NotReady, ReportClosed
from indicators.periods.rescoring.services import adopt_rules
from indicators.periods.selectors import steps_of_report
from indicators.periods.services import accept_report, return_report, save_remarks, submit_report
from indicators.returns.cells.services import save_returns
from indicators.returns.evidence.services import add_evidence
from indicators.returns.models import Achievement, MonthlyReturn, State
from indicators.returns.moves import Frozen
from indicators.returns.resources.achievements import AchievementResource
from indicators.returns.selectors.figures import figures_of
from indicators.returns.steps import accept_return, reopen_return
from indicators.returns.workflow import ReturnLocked
from ledger.models import Change
from plans.calendar.services import grant_extension
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.handing_in.refusals import SamePerson, StepRefused
from plans.models import Indicator
from plans.services.rules import add_version
from tests.calendars import set_rule
from tests.cast import APRIL, JUNE, MAY, Cast, change
from tests.indicators.periods.cycle import Q4, YEAR, accept_months, report, submit
from tests.indicators.returns.evidence.files import pdf
from tests.indicators.returns.resources.tables import findings, imported


def tomorrow() -> date:
    return timezone.localdate() + timedelta(1)


def reopen(cast: Cast) -> None:
    reopen_return(cast.monthly_return(MAY), reason="ভুল", until=tomorrow(), by=cast.superior)


def accept_again(cast: Cast) -> None:
    accept_return(cast.monthly_return(MAY), by=cast.superior)


def test_quarter_waits_for_the_acceptance_of_its_months(cast: Cast) -> None:
    accept_months(cast, APRIL, JUNE)

    with pytest.raises(NotReady) as refused:
        submit(cast)

    assert [
        (month, monthly_return.state if monthly_return else "")
        for month, monthly_return in refused.value.months
    ] == [(MAY, State.OPEN)]
    assert not PeriodReport.objects.exists()


@pytest.mark.once
def test_month_that_asks_for_nothing_is_not_waited_for(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan).update(frequency="quarterly")
    accept_months(cast, JUNE)

    assert submit(cast).to_state == State.SUBMITTED


@pytest.mark.once
def test_period_without_a_return_has_nothing_to_report(cast: Cast) -> None:
    third = Period(APRIL.plus(-3), PeriodKind.QUARTER)

    with pytest.raises(NotReady):
        submit(cast, third)


@pytest.mark.once
def test_submitted_quarter_freezes_its_months(cast: Cast) -> None:
    accept_months(cast)
    reopen(cast)
    with pytest.raises(NotReady):
        submit(cast)
    accept_again(cast)

    submit(cast, remarks="প্রথম প্রান্তিক")

    cast.plan.refresh_from_db()
    assert cast.plan.frozen == {APRIL, MAY, JUNE}
    with pytest.raises(Frozen):
        reopen(cast)
    with pytest.raises(ReturnLocked):
        cast.save(MAY, r1_1_1=5)
    cells = {cast.indicator("1.1.1").pk: change(5, base=1)}
    with pytest.raises(ReturnLocked):
        save_returns({cast.plan: {MAY: cells}}, by=cast.administrator)
    with pytest.raises(ReturnLocked):
        add_evidence(cast.indicator("1.1.1"), MAY, name="a.pdf", data=pdf(), by=cast.officer)
    row = ("khulna/2023-24/apa", "2024-05", "1.1.1", "5")
    assert findings(imported(AchievementResource, "plan month row value", row))


@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED, State.REOPENED])
def test_frozen_month_is_written_by_nobody_whatever_its_state(cast: Cast, state: State) -> None:
    accept_months(cast)
    submit(cast)
    MonthlyReturn.objects.filter(plan=cast.plan, month=MAY).update(state=state)

    with pytest.raises(ReturnLocked):
        cast.save(MAY, r1_1_1=5)
    with pytest.raises(ReturnLocked):
        add_evidence(cast.indicator("1.1.1"), MAY, name="a.pdf", data=pdf(), by=cast.officer)
    row = ("khulna/2023-24/apa", "2024-05", "1.1.1", "5")
    assert findings(imported(AchievementResource, "plan month row value", row))
    assert not Achievement.objects.filter(
        monthly_return__month=MAY, value="5", indicator__row="1.1.1"
    )


@pytest.mark.once
def test_month_never_begun_is_frozen_with_its_quarter(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan).update(frequency="quarterly")
    monthly_return = cast.monthly_return(MAY)
    MonthlyReturn.objects.filter(pk=monthly_return.pk).update(month=APRIL.plus(-1))
    accept_months(cast, JUNE)
    submit(cast)
    Indicator.objects.filter(plan=cast.plan).update(frequency="monthly")

    with pytest.raises(ReturnLocked):
        cast.save(MAY, r1_1_1=5)


@pytest.mark.once
def test_returned_quarter_opens_its_months_again(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)

    return_report(report(cast), reason="মে মাসের সংখ্যা দেখুন", by=cast.superior)

    cast.plan.refresh_from_db()
    assert cast.plan.frozen == frozenset()
    reopen(cast)
    assert cast.save(MAY, r1_1_1=5).written
    with pytest.raises(NotReady):
        submit(cast)
    accept_again(cast)
    assert submit(cast).to_state == State.RESUBMITTED
    assert accept_report(report(cast), by=cast.superior).to_state == State.ACCEPTED


@pytest.mark.once
def test_accepted_quarter_is_returned_with_a_reason_alone(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    accept_report(report(cast), by=cast.superior)

    with pytest.raises(ValueError, match="reason"):
        return_report(report(cast), reason="  ", by=cast.superior)
    with pytest.raises(Frozen):
        reopen(cast)

    assert return_report(report(cast), reason="ভুল", by=cast.superior).to_state == State.RETURNED


@pytest.mark.once
def test_submitter_does_not_decide(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)

    with pytest.raises(SamePerson):
        accept_report(report(cast), by=cast.officer)
    with pytest.raises(SamePerson):
        return_report(report(cast), reason="x", by=cast.officer)


@pytest.mark.once
def test_step_on_what_was_not_looked_at_is_refused(cast: Cast) -> None:
    accept_months(cast)
    seen = report(cast)
    save_remarks(report(cast), remarks="অন্য জানালা", by=cast.officer)

    with pytest.raises(StepRefused):
        submit_report(seen, remarks="", by=cast.officer)
    submit(cast, remarks="অন্য জানালা")
    with pytest.raises(StepRefused):
        save_remarks(report(cast), remarks="পরে", by=cast.officer)


@pytest.mark.once
def test_quarter_of_a_year_that_is_handed_in_stays(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    submit(cast, YEAR)

    with pytest.raises(HeldByYear):
        return_report(report(cast), reason="x", by=cast.superior)

    return_report(report(cast, YEAR), reason="x", by=cast.superior)
    cast.plan.refresh_from_db()
    assert cast.plan.frozen == {APRIL, MAY, JUNE}


@pytest.mark.once
def test_what_was_reported_stays_when_rules_change(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    rules = add_version(cast.plan.rule_set, interpolation="step")

    adopt_rules([cast.plan], rule_set=rules, by=cast.administrator)

    reported = last_reported(steps_of_report(report(cast)), figures=figures_of(cast.plan))
    assert reported is not None
    assert (reported.rules.version, f"{reported.score.weighted:.2f}") == ("2023-24/apa/1", "19.44")
    line = lines_of(reported.document, reported.score, period=Q4)["2.5.2"]
    assert line.figures == {APRIL: Decimal(0), MAY: Decimal(44), JUNE: Decimal(15)}
    assert line.achieved == Decimal(59)


def test_every_step_and_remark_is_told_and_accounted_for(cast: Cast) -> None:
    accept_months(cast)
    last = Change.objects.latest("pk").pk
    submit(cast, remarks="মন্তব্য")
    return_report(report(cast), reason="ভুল", by=cast.superior)

    told = Change.objects.filter(pk__gt=last).exclude(field="kept").order_by("pk")
    assert list(told.values_list("row", "field", "before", "after", "reason")) == [
        ("q4", "period_remarks", None, "মন্তব্য", ""),
        ("q4", "period_state", "open", "submitted", ""),
        ("q4", "period_state", "submitted", "returned", "ভুল"),
    ]
    assert list(unexplained(cast.plan)) == []
    PeriodReport.objects.update(state="accepted")
    assert [one.field for one in unexplained(cast.plan)] == ["period_state"]


def test_report_is_one_per_plan_and_period(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        PeriodReport.objects.create(plan=cast.plan, kind="quarter", number=4)


@pytest.mark.once
def test_quarter_that_closed_is_handed_in_only_with_more_time(cast: Cast) -> None:
    accept_months(cast)
    rule = TermRule(due=DayRule(15), closes=DayRule(20))
    set_rule(cast.plan.fiscal_year, PeriodKind.QUARTER, rule=rule, by=cast.administrator)

    with pytest.raises(ReportClosed) as refused:
        submit(cast)
    assert refused.value.closes == date(2024, 7, 20)

    until = timezone.localdate() + timedelta(days=2)
    grant_extension(cast.khulna, Q4, until=until, reason="বন্যা", by=cast.superior)
    assert submit(cast).to_state == State.SUBMITTED


@pytest.mark.once
def test_quarter_that_came_back_is_handed_in_after_the_calendar_closed(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    return_report(report(cast), reason="Which fair was it?", by=cast.superior)
    rule = TermRule(due=DayRule(15), closes=DayRule(20))
    set_rule(cast.plan.fiscal_year, PeriodKind.QUARTER, rule=rule, by=cast.administrator)

    assert submit(cast).to_state == State.RESUBMITTED
