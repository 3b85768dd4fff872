"""Figures that end just on a tier, more of an office's than of all others'.

Idea: bunching at a threshold that pays (Saez 2010; Kleven 2016). Source of the correction for
many offices: Benjamini & Hochberg 1995.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import exp, lgamma, log

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Rule,
    Scene,
    WatchedPlan,
    rows_together,
)
from indicators.returns.plausibility.checks.units import smallest_step
from numerals import Message, Month
from plans.document.bilingual import shown
from plans.document.methods import achievement_to_date
from plans.document.units import is_percent
from plans.document.values import TIERS, IndicatorEntry


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where an office's rows ended: all that have a number and the tier, and those just on it."""

    plan: WatchedPlan
    tier: int
    rows: tuple[str, ...]
    on_tier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """How rarely chance makes so many just on the tier, where the others' share is ``rate``."""

    chance: float
    rate: float
    ends: _Ends


def just_on_the_tier(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """An office whose figures to date lie just on a tier far more often than others' do.

    Each of the five tiers by itself; of an office only the one that chance would make least.
    """
    month = scene.latest
    if month is None:
        return
    found: dict[str, _Judged] = {}
    judged = [one for tier in TIERS for one in _judged(scene, tier, month, limits)]
    for one in _discoveries(judged, limits.share_false):
        found.setdefault(one.ends.plan.office, one)
    for one in found.values():
        yield _alert(one, month)


def _judged(scene: Scene, tier: int, month: Month, limits: Limits) -> list[_Judged]:
    every = (_ends(plan, tier, month) for plan in scene.plans)
    ends = [one for one in every if len(one.rows) >= limits.cells]
    if len(ends) < limits.offices:
        return []
    hits, trials = sum(len(one.on_tier) for one in ends), sum(len(one.rows) for one in ends)
    judged = []
    for one in ends:
        k, n = len(one.on_tier), len(one.rows)
        # The office itself left out; half a figure added, so that no rate is 0 or 1.
        rate = (hits - k + 0.5) / (trials - n + 1)
        judged.append(_Judged(chance_of_so_many(k, n, rate), rate, one))
    return judged


def chance_of_so_many(hits: int, trials: int, rate: float) -> float:
    """P(X ≥ hits) for X binomial: ``trials`` each with chance ``rate``, between 0 and 1."""

    def exactly(k: int) -> float:
        ways = lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
        return exp(ways + k * log(rate) + (trials - k) * log(1 - rate))

    return min(1.0, sum(exactly(k) for k in range(hits, trials + 1)))


def _discoveries(judged: list[_Judged], share_false: float) -> list[_Judged]:
    """Those up to the last whose chance is within its rank's part of ``share_false``."""
    ordered = sorted(judged, key=lambda one: one.chance)
    last = 0
    for rank, one in enumerate(ordered, start=1):
        if one.chance <= share_false * rank / len(ordered):
            last = rank
    return ordered[:last]


def _ends(plan: WatchedPlan, tier: int, month: Month) -> _Ends:
    rows, on_tier = [], []
    for entry in plan.entries:
        steps = steps_beyond(entry, tier, month)
        if steps is not None:
            rows.append(entry.row)
            if 0 <= steps <= 1:
                on_tier.append(entry.row)
    return _Ends(plan, tier, tuple(rows), tuple(on_tier))


def steps_beyond(entry: IndicatorEntry, tier: int, month: Month) -> Decimal | None:
    """How many of the unit's smallest steps the figure to date lies beyond a tier.

    ``None`` where there is no number to compare, for a tier that has the target of a better one,
    and for percentages whose best is all there is: whoever does everything ends there.
    """
    targets = dict(entry.targets.defined)
    asked = targets.get(tier)
    told = [(at, one) for at, one in entry.achieved.items() if at <= month]
    if not isinstance(asked, Decimal) or entry.method is None or not told:
        return None
    if is_percent(entry.unit) and asked in (0, 100):
        return None
    if any(better > tier and target == asked for better, target in targets.items()):
        return None
    achieved = achievement_to_date(entry.method, told)
    if not isinstance(achieved, Decimal):
        return None
    defined = [one for one in targets.values() if isinstance(one, Decimal)]
    is_less_better = len(defined) > 1 and defined[0] < defined[-1]
    beyond = asked - achieved if is_less_better else achieved - asked
    return beyond / smallest_step(defined)


def _alert(one: _Judged, month: Month) -> Alert:
    ends = one.ends
    hits, of = shown(Decimal(len(ends.on_tier))), shown(Decimal(len(ends.rows)))
    usual, tier = shown(Decimal(str(round(one.rate * 100)))), shown(Decimal(ends.tier))
    return Alert(
        rule=Rule.JUST_ON_THE_TIER,
        office=ends.plan.office,
        row="",
        month=month,
        weight=rows_together(ends.plan, ends.on_tier),
        sentence=Message(
            bn=f"{of.bn}টি সূচকের {hits.bn}টির অর্জন ঠিক {tier.bn}% ধাপে; অন্য কার্যালয়ে গড়ে {usual.bn}%। "
            "কয়েকটির প্রমাণক দেখুন।",
            en=f"{hits.en} of {of.en} indicators end just on the {tier.en}% tier; of other "
            f"offices' {usual.en}% do. Look at the evidence of some.",
        ),
        rests_on=len(ends.rows),
    )
