"""The score of one indicator: achievement to date, raw score, weighted score, explanation."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from indicators.scoring.achievement import achievement_of, comes_from_linked_plan
from indicators.scoring.model import (
    Basis,
    Case,
    Explanation,
    IndicatorInput,
    IndicatorScore,
    Mode,
    Reason,
    Rules,
)
from indicators.scoring.next_tier import next_tier
from indicators.scoring.precision import HUNDRED, settled
from indicators.scoring.proportional import full_target, raw_in_proportion
from indicators.scoring.raw import Raw
from indicators.scoring.scale import Scale, scale_of
from indicators.scoring.tiers import raw_by_tiers
from plans.document.model import Month, TierTargets, Value


def score_indicator(
    indicator: IndicatorInput,
    *,
    mode: Mode,
    rules: Rules,
    basis: Basis,
    months: Collection[Month] | None,
) -> IndicatorScore:
    """Score one indicator; to be called in the ``WORKING`` context, as ``score_plan`` does."""
    scale = scale_of(indicator.targets)
    achieved = achievement_of(indicator, scale, basis=basis, months=months)
    raw = _raw(indicator, scale, achieved, mode=mode, rules=rules)
    if isinstance(raw, Raw) and comes_from_linked_plan(indicator, basis=basis):
        raw = raw._replace(case=Case.LINKED)
    figure = None if isinstance(achieved, Reason) else achieved
    if isinstance(figure, Decimal):
        figure = settled(figure)
    scored = isinstance(raw, Raw)
    return IndicatorScore(
        key=indicator.key,
        weight=indicator.weight,
        achieved=figure,
        rate=_rate(figure, indicator.targets),
        raw=settled(raw.score) if isinstance(raw, Raw) else None,
        weighted=settled(indicator.weight * raw.score / HUNDRED) if scored else None,
        problem=None if scored else raw,
        explanation=...,
    )
