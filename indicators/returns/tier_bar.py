"""The tier bar: five ticks from 60 to 100 with the office's own targets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.scoring.values import Case, IndicatorScore
from numerals import Value
from plans.document.values import TIERS, TierTargets

_TICK = Decimal(20)
_IN_PROPORTION = (Case.PROPORTIONAL, Case.LINKED)


@dataclass(frozen=True, slots=True)
class Tick:
    """One tier of the tier_bar; ``met`` if the achievement reaches it."""

    tier: int
    target: Value | None
    met: bool


@dataclass(frozen=True, slots=True)
class TierBar:
    """``fill`` in percent of the bar's width; ``below`` if no tier is reached yet."""

    fill: Decimal
    below: bool
    ticks: tuple[Tick, ...]


def tier_bar_of(targets: TierTargets, score: IndicatorScore) -> TierBar:
    """The tier_bar of one indicator's score, the 60 tier first."""
    raw = score.raw or Decimal(0)
    in_proportion = score.explanation.case in _IN_PROPORTION
    below = raw == 0
    return TierBar(
        fill=_progress_below(targets, score) if below else _fill(raw, in_proportion),
        below=below,
        ticks=tuple(
            Tick(tier, target, met=not below and _is_met(tier, target, score))
            for tier, target in reversed(tuple(zip(TIERS, targets, strict=True)))
        ),
    )


def _is_met(tier: int, target: Value | None, score: IndicatorScore) -> bool:
    """Whether a score above zero reaches the tier; in proportion the target itself decides."""
    if target is None or score.raw is None:
        return False
    if score.explanation.case not in _IN_PROPORTION:
        return score.raw >= tier
    return (
        isinstance(score.achieved, Decimal)
        and isinstance(target, Decimal)
        and score.achieved >= target
    )


def _fill(raw: Decimal, in_proportion: bool) -> Decimal:
    """Ticks stand a fifth apart: the 60 tier fills the first, the 100 tier all of them."""
    share = raw if in_proportion else max((raw - 50) * 2, Decimal(0))
    return min(share, Decimal(100)).quantize(Decimal("0.1"))


def _progress_below(targets: TierTargets, score: IndicatorScore) -> Decimal:
    """How far towards the last tier, for numbers that grow; the score is zero all the same."""
    defined = targets.defined
    if not defined or not isinstance(score.achieved, Decimal):
        return Decimal(0)
    (_, best), (_, last) = defined[0], defined[-1]
    if not isinstance(last, Decimal) or not isinstance(best, Decimal) or best < last or last <= 0:
        return Decimal(0)
    return (min(score.achieved / last, Decimal(1)) * _TICK).quantize(Decimal("0.1"))
