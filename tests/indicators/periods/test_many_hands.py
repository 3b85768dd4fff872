"""Handing a quarter in while someone reopens or writes one of its months, each at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from indicators.periods.models import PeriodReport, PeriodStep
from indicators.periods.moves import NotReady
from indicators.periods.services import return_report, submit_report
from indicators.returns.cells.services import save_return
from indicators.returns.models import State
from indicators.returns.moves import Frozen
from indicators.returns.steps import accept_return, reopen_return
from indicators.returns.workflow import ReturnLocked
from plans.handing_in.refusals import StepRefused
from plans.models import Plan
from tests.cast import MAY, Cast, change, make_cast, versions_of
from tests.indicators.periods.cycle import accept_months, report, submit
from tests.indicators.returns.test_many_hands import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    cast = make_cast()
    accept_months(cast)
    return cast


def handing_in(cast: Cast) -> Callable[[], str]:
    seen = report(cast)

    def work() -> str:
        try:
            submit_report(seen, remarks="", by=cast.officer)
        except (NotReady, StepRefused) as refused:
            return type(refused).__name__
        return "submitted"

    return work


def reopening(cast: Cast) -> Callable[[], str]:
    monthly_return, until = cast.monthly_return(MAY), timezone.localdate() + timedelta(1)

    def work() -> str:
        try:
            reopen_return(monthly_return, reason="ভুল", until=until, by=cast.superior)
        except Frozen:
            return "frozen"
        return "reopened"

    return work


def writing(cast: Cast, figure: int) -> Callable[[], str]:
    pk = cast.indicator("1.1.1").pk
    cells = {pk: change(figure, base=versions_of(cast.plan, MAY)[pk])}
    # As it was before the quarter was handed in.
    plan = Plan.objects.get(pk=cast.plan.pk)

    def work() -> str:
        try:
            save_return(plan, MAY, cells=cells, by=cast.officer)
        except ReturnLocked:
            return "locked"
        return "written"

    return work


def test_month_is_reopened_or_frozen_never_both(crowd: Cast) -> None:
    for _round in range(ROUNDS):
        said = at_once(handing_in(crowd), reopening(crowd))

        crowd.plan.refresh_from_db()
        if said == ["submitted", "frozen"]:
            assert MAY in crowd.plan.frozen
            assert crowd.monthly_return(MAY).state == State.ACCEPTED
            return_report(report(crowd), reason="আবার", by=crowd.superior)
        else:
            assert said == ["NotReady", "reopened"]
            assert MAY not in crowd.plan.frozen
            accept_return(crowd.monthly_return(MAY), by=crowd.superior)


def test_twenty_submissions_at_once_are_one(crowd: Cast) -> None:
    said = at_once(*[handing_in(crowd)] * 20)

    assert Counter(said) == {"submitted": 1, "StepRefused": 19}
    assert (PeriodReport.objects.count(), PeriodStep.objects.count()) == (1, 1)


def test_no_figure_enters_a_month_once_it_is_frozen(crowd: Cast) -> None:
    figure = 100
    for _round in range(ROUNDS):
        reopening(crowd)()
        accept_return(crowd.monthly_return(MAY), by=crowd.superior)
        figure += 1

        submitted, wrote = at_once(handing_in(crowd), writing(crowd, figure))

        assert (submitted, wrote) == ("submitted", "locked")
        assert crowd.cell("1.1.1", MAY).value != figure
        return_report(report(crowd), reason="আবার", by=crowd.superior)


def test_saving_and_handing_in_at_once_keep_the_months_as_reported(crowd: Cast) -> None:
    """The month is open for writing only where the quarter is not handed in."""
    reopening(crowd)()
    said = at_once(handing_in(crowd), writing(crowd, 7), writing(crowd, 8))

    assert said == ["NotReady", "written", "written"]
    accept_return(crowd.monthly_return(MAY), by=crowd.superior)
    assert submit(crowd).to_state == State.SUBMITTED
