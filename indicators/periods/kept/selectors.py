"""What reports kept when they were handed in and accepted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.periods.kept.data import row_scores
from indicators.periods.kept.figures import read_snapshot
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import FinalScore, PeriodStep
from indicators.periods.workflow import IN_REVIEW
from indicators.returns.models import State
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.values import IndicatorScore


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a final evaluation gave a plan, and its rows by their ids."""

    weighted: Decimal | None
    weight: Decimal
    rows: Mapping[int, IndicatorScore]


def final_evaluations(plans: Collection[int]) -> dict[int, Evaluation]:
    """What those of the plans were given whose year's evaluation is final, by plan: one query.

    None of a year that was evaluated before reports were kept with their rows.
    """
    found = FinalScore.objects.filter(plan__in=plans).values_list(
        "plan", "weighted", "weight", "step__reported"
    )
    return {
        plan: Evaluation(weighted, weight, rows)
        for plan, weighted, weight, kept in found
        if (rows := dict(row_scores(kept)))
    }


def last_reported(steps: Sequence[PeriodStep], *, figures: PlanFigures) -> Snapshot | None:
    """What was reported by the last submission; ``None`` before the first."""
    kept = [step.reported for step in steps if step.to_state in IN_REVIEW]
    return read_snapshot(kept[-1], figures=figures) if kept else None


def final_evaluation(steps: Sequence[PeriodStep], *, figures: PlanFigures) -> Snapshot | None:
    """What the last acceptance of a year kept; ``None`` before there is one."""
    kept = [one.reported for one in steps if one.to_state == State.ACCEPTED and one.reported]
    return read_snapshot(kept[-1], figures=figures) if kept else None
