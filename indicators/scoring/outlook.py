"""What the rest of the year can still gain: by which figure, and with how much work.

Never part of a score. Source: docs/scoring.md, “What can still be gained”.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from statistics import median
from typing import Final

from indicators.scoring.precision import HUNDRED
from indicators.scoring.values import Case, Deadline, Direction, IndicatorScore, NextTier, Reason
from numerals import Value
from plans.document.methods import Method
from plans.document.values import TierTargets

_RECENT: Final = 6
"""The own pace is the median of so many last reports that are not zero."""

_HURRY: Final = Decimal("1.5")
"""How much faster than the own pace still counts as within reach."""

_ONE_TASK: Final = Decimal(1)
"""What is done on a day is done once."""


_HUNDREDTH: Final = Decimal("0.01")


class WayToTier(StrEnum):
    """How the tier is reached."""

    MORE = "more"
    """So much more in all."""
    TOTAL = "total"
    """The next report has to say this total."""
    NEXT = "next"
    """The next report has to say this, so that the average is the target."""
    EACH = "each"
    """Each report that is left has to say this."""
    DAY = "day"
    """It has to be done by this day."""
    STILL = "still"
    """The day is over, and by this one some of the weight is left."""
    LINKED = "linked"
    """By progress of the plan that it is earned by."""
    GONE = "gone"
    """No report of this year can reach it any more."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next tier of an indicator: the way to it, the figure it takes, the points it adds.

    ``left`` reports count for it. ``effort`` is in reports at the office's own pace, ``None``
    where it has none yet.
    """

    way: WayToTier
    tier: int
    gain: Decimal
    figure: Value | None = None
    left: int = 1
    effort: Decimal | None = None
    is_full: bool = False
    is_limit: bool = False

    @property
    def is_reachable(self) -> bool:
        """Whether the office gets there at one and a half times its own pace."""
        return self.effort is not None and self.effort <= self.left * _HURRY

    @property
    def worth(self) -> Decimal:
        """Points for each report's work, to order by what is most to be gained."""
        return self.gain / max(self.effort or _ONE_TASK, Decimal("0.001"))


@dataclass(frozen=True, slots=True)
class ReportedSoFar:
    """What an indicator's reports of the year say so far, and how many are still to come.

    ``amounts`` are what each says of its own period (of a cumulative the increments), in order.
    """

    amounts: Sequence[Decimal]
    left: int

    @property
    def pace(self) -> Decimal | None:
        """The office's own amount for one report, if it had any."""
        told = [amount for amount in self.amounts if amount > 0][-_RECENT:]
        return median(told) if told else None


def outlook_of(
    score: IndicatorScore,
    reported: ReportedSoFar,
    *,
    method: Method | None,
    targets: TierTargets,
    most: Decimal | None,
    today: date,
) -> Outlook | None:
    """What the indicator's next tier takes; ``None`` where there is none, or no report left.

    ``most`` is the largest figure of the unit (100 for a percentage), if there is one.
    """
    if reported.left < 1:
        return None
    if score.problem is Reason.NOT_REPORTED and score.explanation.direction is Direction.EARLIER:
        deadline = score.explanation.deadline
        if deadline is not None:
            return _by_deadline(targets.t100, deadline, score.weight, today=today)
        return _by_day(targets, score.weight, today=today)
    step = score.explanation.next_tier
    if step is None:
        return None
    if score.explanation.case is Case.LINKED:
        return Outlook(WayToTier.LINKED, step.tier, step.gain)
    if not isinstance(step.target, Decimal):
        return None
    is_full = score.explanation.case is Case.PROPORTIONAL
    direction = score.explanation.direction
    if method and method.rule.is_mean:
        return _average(step, step.target, reported, most=most, direction=direction)
    if direction is not Direction.HIGHER:
        return Outlook(WayToTier.GONE, step.tier, step.gain)
    pace = reported.pace
    is_total = method is not None and not method.rule.adds_up
    return Outlook(
        WayToTier.TOTAL if is_total else WayToTier.MORE,
        step.tier,
        step.gain,
        figure=step.target if is_total else step.missing,
        left=reported.left,
        effort=step.missing / pace if pace else None,
        is_full=is_full,
    )


def _by_day(targets: TierTargets, weight: Decimal | None, *, today: date) -> Outlook | None:
    """The best tier whose day has not passed."""
    for tier, target in targets.defined:
        if isinstance(target, date) and target >= today and weight is not None:
            gain = weight * tier / HUNDRED
            return Outlook(WayToTier.DAY, tier, gain, figure=target, effort=_ONE_TASK)
    return None


def _by_deadline(
    target: Value | None, deadline: Deadline, weight: Decimal | None, *, today: date
) -> Outlook | None:
    """All by the day; after it, what is left until the period that is begun ends."""
    if not isinstance(target, date) or weight is None:
        return None
    late = (today - target).days
    if late <= 0:
        return Outlook(WayToTier.DAY, 100, weight, figure=target, effort=_ONE_TASK, is_full=True)
    if deadline.deduction is None:
        return None
    periods = deadline.periods(late)
    left = weight - deadline.deduction * periods
    if left <= 0:
        return None
    until = target + timedelta(days=periods * deadline.per_days)
    return Outlook(WayToTier.STILL, 100, left, figure=until, effort=_ONE_TASK, is_full=True)


def _average(
    step: NextTier,
    target: Decimal,
    reported: ReportedSoFar,
    *,
    most: Decimal | None,
    direction: Direction | None,
) -> Outlook:
    """The next report alone, if it can; else all that are left; else not any more."""
    total, count, pace = sum(reported.amounts, Decimal(0)), len(reported.amounts), reported.pace
    is_limit = direction is Direction.LOWER
    ways = (
        [(WayToTier.NEXT, 1)]
        if reported.left == 1
        else [(WayToTier.NEXT, 1), (WayToTier.EACH, reported.left)]
    )
    possible: list[Outlook] = []
    for way, reports in ways:
        figure = ((count + reports) * target - total) / reports
        if figure < 0 or (most is not None and figure > most):
            continue
        figure = _typed(figure, is_limit=is_limit)
        less, more = (figure, pace) if is_limit else (pace, figure)
        effort = None if not less or more is None else reports * more / less
        possible.append(
            Outlook(
                way,
                step.tier,
                step.gain,
                figure=figure,
                left=reports,
                effort=effort,
                is_limit=is_limit,
            )
        )
    reachable = [one for one in possible if one.is_reachable]
    return next(iter([*reachable, *possible]), Outlook(WayToTier.GONE, step.tier, step.gain))


def _typed(figure: Decimal, *, is_limit: bool) -> Decimal:
    """The figure in hundredths, as one would type it: never so rounded that the tier is missed."""
    rounded = figure.quantize(_HUNDREDTH, rounding=ROUND_FLOOR if is_limit else ROUND_CEILING)
    return figure if figure == rounded else rounded
