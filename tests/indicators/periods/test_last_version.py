"""Months accepted before an amendment keep their score; the year goes by the last version."""

from __future__ import annotations

import pytest

from indicators.periods.models import FinalScore
from indicators.periods.services import accept_report
from indicators.returns.models import Score
from indicators.returns.scores.reckoning import evaluated_score
from indicators.returns.selectors.figures import figures_of
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from tests.amendments import agreed_plan, change_row, proposed
from tests.cast import APRIL, JUNE, MAY, Cast, known
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit

pytestmark = pytest.mark.django_db
ROW = "1.3.1"


@pytest.mark.once
def test_year_is_evaluated_by_the_last_agreed_version(cast: Cast) -> None:
    plan = agreed_plan(cast)
    accept_months(cast, APRIL)
    first = {one.key: one for one in evaluated_score(figures_of(plan), {}).indicators}[ROW]
    before = Score.objects.get(plan=plan, month=APRIL).normalised
    amendment = begin_amendment(plan, by=cast.officer)
    key = change_row(
        amendment, ROW, by=cast.officer, t100="20", t90="15", t80="10", t70="5", t60="2"
    )
    yes = {key: Decision(is_agreed=True)}
    decide_amendment(proposed(amendment, cast), yes, by=cast.superior)
    accept_months(cast, MAY, JUNE)
    submit(cast, YEAR)
    accept_report(report(cast, YEAR), by=cast.superior)

    months = {one.month: one for one in Score.objects.filter(plan=plan)}
    assert (months[APRIL].plan_version, months[APRIL].normalised) == (1, before)
    assert months[JUNE].plan_version == 2
    final = FinalScore.objects.get(plan=plan)
    by_last = evaluated_score(figures_of(plan), {})
    assert final.normalised == months[JUNE].normalised == round(known(by_last.normalised), 10)
    last = {one.key: one for one in by_last.indicators}[ROW]
    assert last.raw != first.raw
