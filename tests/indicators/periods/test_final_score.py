"""An agreement earns by the final score of the action plan that it is linked to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.models import FinalScore
from indicators.periods.selectors import find_report
from indicators.periods.services import accept_report, return_report, submit_report
from indicators.returns.cells.services import save_return
from indicators.returns.models import MonthlyReturn, Score, ScoreLine
from indicators.returns.steps import accept_return, submit_return
from plans.models import Plan
from tests.cast import JUNE, Cast, change
from tests.indicators.periods.cycle import Q4, YEAR, accept_months, submit
from tests.indicators.returns.scores.test_scores import GOVERNED
from tests.indicators.returns.scores.test_scores import innovation as innovation  # noqa: PLC0414  # a fixture
from tests.indicators.returns.scores.test_scores import linked as linked  # noqa: PLC0414  # a fixture


@pytest.fixture
def evaluated(entered_at_once: None, cast: Cast, linked: Plan, innovation: Plan) -> Plan:
    """The action plan's year is handed in, and of its one figure nothing is recognised yet."""
    row = innovation.indicators.get(row="1.1.1")
    save_return(innovation, JUNE, cells={row.pk: change(5)}, by=cast.officer)
    monthly_return = MonthlyReturn.objects.get(plan=innovation, month=JUNE)
    submit_return(monthly_return, by=cast.officer, blanks_confirmed=True)
    accept_return(MonthlyReturn.objects.get(pk=monthly_return.pk), by=cast.superior)
    for period in (Q4, YEAR):
        submit_report(find_report(innovation, period), remarks="", by=cast.officer)
    return innovation


def finish(cast: Cast, plan: Plan) -> FinalScore:
    row = plan.indicators.get(row="1.1.1")
    report = find_report(plan, YEAR)
    report = evaluate(report, judgements={row.pk: Judgement(Decimal(1), "আংশিক")}, by=cast.superior)
    accept_report(report, by=cast.superior)
    return FinalScore.objects.get(plan=plan)


def earned(cast: Cast) -> Decimal | None:
    return ScoreLine.objects.get(
        score__plan=cast.plan, score__month=JUNE, indicator__row=GOVERNED
    ).raw


@pytest.mark.once
def test_agreement_earns_by_the_final_score(cast: Cast, evaluated: Plan) -> None:
    before = earned(cast)

    final = finish(cast, evaluated)

    assert final.normalised != Score.objects.get(plan=evaluated, month=JUNE).normalised
    assert round(earned(cast) or 0, 8) == round(final.normalised or 0, 8)
    assert earned(cast) != before

    return_report(find_report(evaluated, YEAR), reason="ভুল", by=cast.superior)

    assert earned(cast) == before


@pytest.mark.once
def test_agreement_that_is_handed_in_keeps_what_it_claimed(cast: Cast, evaluated: Plan) -> None:
    accept_months(cast)
    submit(cast, YEAR)
    before = earned(cast)

    finish(cast, evaluated)

    assert earned(cast) == before
