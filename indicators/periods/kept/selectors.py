"""What reports kept when they were handed in and accepted."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.periods.kept.figures import read_snapshot
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import (
    PeriodStep,
)
from indicators.periods.workflow import IN_REVIEW
from indicators.returns.models import State
from indicators.returns.selectors.figures import PlanFigures


def last_reported(steps: Sequence[PeriodStep], *, figures: PlanFigures) -> Snapshot | None:
    """What was reported by the last submission; ``None`` before the first."""
    kept = [step.reported for step in steps if step.to_state in IN_REVIEW]
    return read_snapshot(kept[-1], figures=figures) if kept else None


def final_evaluation(steps: Sequence[PeriodStep], *, figures: PlanFigures) -> Snapshot | None:
    """What the last acceptance of a year kept; ``None`` before there is one."""
    kept = [one.reported for one in steps if one.to_state == State.ACCEPTED and one.reported]
    return read_snapshot(kept[-1], figures=figures) if kept else None
