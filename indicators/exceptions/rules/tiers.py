"""Figures that end just on the tier, more of an office's than of all others'.

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
from plans.document.values import IndicatorEntry


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where an office's rows ended: all that have a number and a 100 tier, and those just on it."""

    plan: WatchedPlan
    rows: tuple[str, ...]
    on_tier: tuple[str, ...]


def just_on_the_tier(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """An office whose figures to date lie just on the 100 tier far more often than others' do."""
    if scene.latest is None:
        return
    ends = [
        one for plan in scene.plans if len((one := _ends(plan, scene.latest)).rows) >= limits.cells
    ]
    if len(ends) < limits.offices:
        return
    hits, trials = sum(len(one.on_tier) for one in ends), sum(len(one.rows) for one in ends)
    judged = []
    for one in ends:
        k, n = len(one.on_tier), len(one.rows)
        # The office itself left out; half a figure added, so that no rate is 0 or 1.
        rate = (hits - k + 0.5) / (trials - n + 1)
        judged.append((chance_of_so_many(k, n, rate), rate, one))
    for chance, rate, one in _discoveries(judged, limits.share_false):
        del chance
        yield _alert(one, rate, scene.latest)


def chance_of_so_many(hits: int, trials: int, rate: float) -> float:
    """P(X ≥ hits) for X binomial: ``trials`` each with chance ``rate``, between 0 and 1."""

    def exactly(k: int) -> float:
        ways = lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
        return exp(ways + k * log(rate) + (trials - k) * log(1 - rate))

    return min(1.0, sum(exactly(k) for k in range(hits, trials + 1)))


def _discoveries(
    judged: list[tuple[float, float, _Ends]], share_false: float
) -> list[tuple[float, float, _Ends]]:
    """Those up to the last whose chance is within its rank's part of ``share_false``."""
    ordered = sorted(judged, key=lambda one: one[0])
    last = 0
    for rank, (chance, _, _) in enumerate(ordered, start=1):
        if chance <= share_false * rank / len(ordered):
            last = rank
    return ordered[:last]


def _ends(plan: WatchedPlan, month: Month) -> _Ends:
    rows, on_tier = [], []
    for entry in plan.entries:
        steps = steps_beyond(entry, month)
        if steps is not None:
            rows.append(entry.row)
            if 0 <= steps <= 1:
                on_tier.append(entry.row)
    return _Ends(plan, tuple(rows), tuple(on_tier))


def steps_beyond(entry: IndicatorEntry, month: Month) -> Decimal | None:
    """How many of the unit's smallest steps the figure to date lies beyond the 100 tier.

    ``None`` where there is no number to compare, and for percentages whose best is all there is:
    whoever does everything ends on 100.
    """
    best = entry.targets.t100
    told = [(at, one) for at, one in entry.achieved.items() if at <= month]
    if not isinstance(best, Decimal) or entry.method is None or not told:
        return None
    if is_percent(entry.unit) and best in (0, 100):
        return None
    achieved = achievement_to_date(entry.method, told)
    if not isinstance(achieved, Decimal):
        return None
    defined = [one for _, one in entry.targets.defined if isinstance(one, Decimal)]
    down = len(defined) > 1 and defined[0] < defined[-1]
    beyond = best - achieved if down else achieved - best
    return beyond / smallest_step(defined)


def _alert(one: _Ends, rate: float, month: Month) -> Alert:
    hits, of = shown(Decimal(len(one.on_tier))), shown(Decimal(len(one.rows)))
    usual = shown(Decimal(str(round(rate * 100))))
    return Alert(
        rule=Rule.JUST_ON_THE_TIER,
        office=one.plan.office,
        row="",
        month=month,
        weight=rows_together(one.plan, one.on_tier),
        sentence=Message(
            bn=f"{of.bn}টি সূচকের {hits.bn}টির অর্জন ঠিক ১০০% ধাপে; অন্য কার্যালয়ে গড়ে {usual.bn}%। "
            "কয়েকটির প্রমাণক দেখুন।",
            en=f"{hits.en} of {of.en} indicators end just on the 100% tier; of other offices' "
            f"{usual.en}% do. Look at the evidence of some.",
        ),
        rests_on=len(one.rows),
    )
