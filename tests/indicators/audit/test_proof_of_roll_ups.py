"""What an accepted month of a plan was made of: offices' figures that nobody alters unseen."""

from __future__ import annotations

from decimal import Decimal

from indicators.audit.proof import unexplained
from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import figures_of
from indicators.returns.steps import accept_return, submit_return
from offices.models import Role
from plans.models import Plan
from tests.cast import APRIL, Cast, person
from tests.indicators.returns.scores.test_rolled_up import ROW, above  # noqa: F401


def test_figures_of_offices_in_an_accepted_month_are_proved(
    cast: Cast,
    above: Plan,  # noqa: F811
) -> None:
    clerk = person("clerk", Role.ENTRY, cast.region)
    submit_return(above.monthly_returns.get(month=APRIL), by=clerk, blanks_confirmed=True)
    accept_return(above.monthly_returns.get(month=APRIL), by=cast.reviewer)
    cast.save(APRIL, r1_1_1=3)
    store_scores(figures_of(above), since=APRIL)
    assert list(unexplained(above)) == []

    score = Score.objects.get(plan=above, month=APRIL)
    score.rolled[ROW]["offices"][0][1] = "999"
    score.save(update_fields=["rolled"])
    ScoreLine.objects.filter(score=score, indicator__row=ROW).update(achieved=Decimal(1000))

    assert "rolled" in {one.field for one in unexplained(above)}
