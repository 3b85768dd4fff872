from decimal import Decimal

import pytest

from indicators.scoring.composite import score_plan
from indicators.scoring.precision import rounded
from indicators.scoring.values import Reason
from plans.document.defaults import Interpolation
from tests.indicators.scoring.examples import (
    LINEAR,
    WorkedCase,
    indicator,
    plan,
    worked_cases,
)

REASONS = {
    "cannot score: tiers out of order": Reason.TIER_ORDER,
    "cannot score: no targets": Reason.NO_TARGETS,
    "not reported": Reason.NOT_REPORTED,
}


@pytest.mark.parametrize("interpolation", Interpolation)
@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.name)
def test_worked_case_scores_as_written(case: WorkedCase, interpolation: Interpolation) -> None:
    expected = case.raw[interpolation]
    result = case.score(interpolation)
    if expected in REASONS:
        assert (result.problem, result.raw, result.weighted) == (REASONS[expected], None, None)
    else:
        assert result.problem is None
        assert result.raw is not None
        decimals = len(expected.partition(".")[2])
        assert rounded(result.raw, decimals) == Decimal(expected)
        assert decimals or result.raw == Decimal(expected)


def test_guideline_example_gives_the_published_composite() -> None:
    scores = score_plan(
        plan(
            indicator("30 25 20 10 5", "15", weight="0.5"),
            indicator("20 18 16 14 12", "18", weight="0.3"),
            indicator("500 450 400 300 250", "600", weight="0.2"),
        ),
        rules=LINEAR,
    )
    assert scores.normalised == Decimal("84.5")
