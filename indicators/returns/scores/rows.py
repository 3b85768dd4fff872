"""A plan's scores → the rows that are stored; nothing is computed here, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from indicators.returns.models import Score, ScoreLine
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.explanations import explanation_data
from indicators.scoring.precision import WORKING
from indicators.scoring.values import PlanScore
from numerals import Month, canonical
from plans.document.rolling_up import rolled_as_json
from plans.models import RuleSet

_STORED_PLACES: Final = Decimal("1e-10")
SCORE_FIELDS: Final = (
    "rule_set",
    "plan_version",
    "weighted",
    "weight",
    "stated_weight",
    "normalised",
    "reported",
    "indicators",
    "objectives",
    "rolled",
    "computed_at",
)
OUTCOME_FIELDS: Final = ("achieved", "rate", "raw", "weighted", "problem", "explanation")
ROW_FIELDS: Final = ("weight", "method", "target_100")
"""What the row was when it was scored; all nothing where that was not kept."""
LINE_FIELDS: Final = (*OUTCOME_FIELDS, *ROW_FIELDS)


def score_row(
    figures: PlanFigures, month: Month, score: PlanScore, *, rules: RuleSet, version: int
) -> Score:
    """The row of a plan's ``version`` and month by ``rules``, with what its objectives scored."""
    cells = figures.cells_of(month)
    asked = [one.pk for one in figures.indicators if one.is_asked(month)]
    return Score(
        plan=figures.plan,
        month=month,
        rule_set=rules,
        plan_version=version,
        weighted=_stored(score.weighted),
        weight=score.weight,
        stated_weight=score.stated_weight,
        normalised=_stored(score.normalised),
        reported=sum(pk in cells and cells[pk].figure is not None for pk in asked),
        indicators=len(asked),
        objectives=objective_rows(score),
        rolled={one.key: rolled_as_json(one.rolled) for one in score.indicators if one.rolled},
    )


def final_fields(score: PlanScore) -> dict[str, Any]:
    """The columns of a ``FinalScore``."""
    return {
        "weighted": _stored(score.weighted),
        "weight": score.weight,
        "stated_weight": score.stated_weight,
        "normalised": _stored(score.normalised),
        "objectives": objective_rows(score),
    }


def objective_rows(score: PlanScore) -> list[dict[str, str | None]]:
    """What the objectives scored, as a stored score lists them."""
    return [
        {
            "row": objective.key,
            "section": objective.section,
            "weighted": _text(objective.weighted),
            "weight": canonical(objective.weight),
            "stated_weight": _text(objective.stated_weight),
        }
        for objective in score.objectives
    ]


def score_lines(figures: PlanFigures, row: Score, score: PlanScore) -> Iterator[ScoreLine]:
    """A line of ``row`` for each indicator, with its explanation as data."""
    rows = {one.row: one for one in figures.indicators}
    for one in score.indicators:
        indicator = rows[one.key]
        yield ScoreLine(
            score=row,
            indicator_id=indicator.pk,
            achieved=one.achieved,
            rate=_stored(one.rate),
            raw=_stored(one.raw),
            weighted=_stored(one.weighted),
            problem=one.problem or "",
            explanation=explanation_data(one.explanation),
            weight=indicator.weight,
            method=indicator.method,
            target_100=indicator.target_100,
        )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else canonical(value)


def _stored(value: Decimal | None) -> Any:
    return None if value is None else value.quantize(_STORED_PLACES, context=WORKING)
