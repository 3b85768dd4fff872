"""Raw score by one day: all of it by then, afterwards nothing or less by periods begun.

The marks that are off are points of the weighted score; the raw score is what is left as a share
of the weight (docs/scoring.md, "Deadlines").
"""

from __future__ import annotations

from decimal import Decimal

from indicators.scoring.precision import HUNDRED, ZERO
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, TierPoint
from indicators.scoring.values import Case, Deadline, Direction, IndicatorInput, Reason
from plans.document.defaults import Mode


def deadline_of(indicator: IndicatorInput, mode: Mode) -> Deadline | Reason | None:
    """What the indicator loses after its day; ``None`` where no day decides.

    ``NO_DEDUCTION`` where the marks or the days are not said, or are not above zero.
    """
    if not mode.goes_by_a_day:
        return None
    if mode is Mode.DEADLINE:
        return Deadline()
    off, days = indicator.deduction, indicator.per_days
    if not off or not days or off < 0 or days < 0:
        return Reason.NO_DEDUCTION
    return Deadline(off, days)


def last_day(scale: Scale) -> TierPoint | Reason:
    """The 100 tier, if its target is a day, or why it is none."""
    if scale.direction is not Direction.EARLIER:
        return Reason.NO_DEADLINE
    return scale.full or Reason.NO_TARGETS


def raw_by_deadline(
    day: TierPoint, position: Decimal, deadline: Deadline, *, weight: Decimal
) -> Raw:
    """What is left of ``weight`` for the day at ``position``: 0 to 100 of it."""
    late = int(day.position - position)
    if late <= 0:
        return Raw(HUNDRED, Case.BY_DAY, position, lower=day, upper=None, goal=None)
    if deadline.deduction is None:
        return Raw(ZERO, Case.LATE, position, lower=None, upper=day, goal=day)
    off = deadline.deduction * deadline.periods(late)
    left = max(ZERO, weight - off)
    score = left * HUNDRED / weight if left else ZERO
    return Raw(score, Case.DEDUCTED, position, lower=None, upper=day, goal=day)
