"""The score of one indicator: achievement to date, raw score, weighted score, explanation."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from indicators.scoring.achievement import achievement_of, comes_from_linked_plan, rolled_by
from indicators.scoring.deadlines import deadline_of, last_day, raw_by_deadline
from indicators.scoring.next_tier import next_tier
from indicators.scoring.precision import HUNDRED, settled
from indicators.scoring.proportional import full_target, raw_in_proportion
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, TierPoint, scale_of
from indicators.scoring.tiers import raw_by_tiers
from indicators.scoring.values import (
    Basis,
    Case,
    Deadline,
    Direction,
    Explanation,
    IndicatorInput,
    IndicatorScore,
    Reason,
    Rules,
)
from numerals import Month, Value
from plans.document.defaults import Mode
from plans.document.methods import Method
from plans.document.modes import mode_by
from plans.document.values import TierTargets


def score_indicator(
    indicator: IndicatorInput,
    *,
    mode: Mode,
    rules: Rules,
    basis: Basis,
    months: Collection[Month] | None,
) -> IndicatorScore:
    """The score of one indicator. To be called in the ``WORKING`` context, as the plan does.

    ``mode`` is the section's, for an indicator that has none of its own. The plan is judged
    before the return: targets out of order are named before any month is reported.
    """
    scale = scale_of(indicator.targets)
    achieved = achievement_of(indicator, scale, basis=basis, months=months)
    if isinstance(scale, Reason):
        return _unscored(indicator, scale, achieved, direction=None)
    weight = indicator.weight
    if weight is None:
        return _unscored(indicator, Reason.NO_WEIGHT, achieved, direction=scale.direction)
    mode = mode_by(indicator.mode, section=mode, targets=indicator.targets)
    deadline = deadline_of(indicator, mode)
    if isinstance(deadline, Reason):
        return _unscored(indicator, deadline, achieved, direction=scale.direction)
    raw = _raw(scale, achieved, mode=mode, rules=rules, deadline=deadline, weight=weight)
    if isinstance(raw, Reason):
        return _unscored(indicator, raw, achieved, direction=scale.direction, deadline=deadline)
    if comes_from_linked_plan(indicator, basis=basis):
        raw = raw._replace(case=Case.LINKED)
    figure = _figure(achieved)
    return IndicatorScore(
        key=indicator.key,
        rolled=rolled_by(indicator),
        weight=weight,
        achieved=figure,
        rate=_rate(figure, indicator.targets),
        raw=settled(raw.score),
        weighted=settled(weight * raw.score / HUNDRED),
        problem=None,
        explanation=_explanation(
            raw, scale.direction, weight=weight, method=indicator.method, deadline=deadline
        ),
    )


def _raw(
    scale: Scale,
    achieved: Value | Reason,
    *,
    mode: Mode,
    rules: Rules,
    deadline: Deadline | None,
    weight: Decimal,
) -> Raw | Reason:
    """The raw score, or the first reason why there is none: the plan's before the return's."""
    full = _one_target(scale, mode)
    if isinstance(full, Reason):
        return full
    if isinstance(achieved, Reason):
        return achieved
    position = scale.position_of(achieved)
    if position is None:
        return Reason.WRONG_KIND
    if full is None:
        return raw_by_tiers(scale, position, rules=rules)
    if deadline is not None:
        return raw_by_deadline(full, position, deadline, weight=weight)
    return raw_in_proportion(full, position)


def _one_target(scale: Scale, mode: Mode) -> TierPoint | Reason | None:
    """The 100 tier where it alone decides, or why it cannot; ``None`` where all tiers do."""
    if mode is Mode.TIERS:
        return None
    return full_target(scale) if mode is Mode.PROPORTIONAL else last_day(scale)


def _unscored(
    indicator: IndicatorInput,
    reason: Reason,
    achieved: Value | Reason,
    *,
    direction: Direction | None,
    deadline: Deadline | None = None,
) -> IndicatorScore:
    figure = _figure(achieved)
    return IndicatorScore(
        key=indicator.key,
        rolled=rolled_by(indicator),
        weight=indicator.weight,
        achieved=figure,
        rate=_rate(figure, indicator.targets),
        raw=None,
        weighted=None,
        problem=reason,
        explanation=Explanation(Case.UNSCORED, direction, deadline=deadline),
    )


def _explanation(
    raw: Raw,
    direction: Direction,
    *,
    weight: Decimal,
    method: Method | None,
    deadline: Deadline | None,
) -> Explanation:
    return Explanation(
        case=raw.case,
        direction=direction,
        lower=raw.lower and raw.lower.named,
        upper=raw.upper and raw.upper.named,
        next_tier=next_tier(raw, weight=weight, direction=direction, method=method),
        deadline=deadline,
    )


def _rate(achieved: Value | None, targets: TierTargets) -> Decimal | None:
    """Achievement ÷ 100-tier target in percent (column 17); none for dates, nor by zero."""
    full = targets.t100
    if not (isinstance(achieved, Decimal) and isinstance(full, Decimal) and full):
        return None
    return settled(achieved * HUNDRED / full)


def _figure(achieved: Value | Reason) -> Value | None:
    """The achievement as it is handed out; ``None`` where there is only a reason."""
    if isinstance(achieved, Reason):
        return None
    return settled(achieved) if isinstance(achieved, Decimal) else achieved
