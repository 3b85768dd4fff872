"""The rules once more, as plainly as they can be written, in fractions; both must agree."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.scoring.composite import score_plan
from indicators.scoring.precision import rounded
from indicators.scoring.values import IndicatorInput, ObjectiveInput, PlanInput
from numerals import FiscalYearSpan, Month, Value
from plans.document.methods import Method
from plans.document.values import TIERS, TierTargets
from tests.indicators.scoring.examples import LINEAR, STEP

YEAR = FiscalYearSpan(2023).months


def to_date(method: Method, months: dict[Month, Value | None]) -> Fraction | None:
    figures = [number(months[month]) for month in sorted(months) if months[month] is not None]
    if not figures:
        return None
    if method is Method.SUM:
        return sum(figures, Fraction(0))
    return sum(figures, Fraction(0)) / len(figures) if method is Method.AVERAGE else figures[-1]


def number(value: Value | None) -> Fraction:
    assert value is not None
    return Fraction(value.toordinal() if isinstance(value, date) else value)


def by_tiers(
    targets: TierTargets, achieved: Fraction, *, step: bool, cut_off: bool
) -> Fraction | None:
    """`None` where the tiers are out of order."""
    ladder = [(tier, number(t)) for tier, t in zip(TIERS, targets, strict=True) if t is not None]
    falling = not isinstance(targets.defined[0][1], date) and ladder[0][1] >= ladder[-1][1]
    if not falling:
        ladder, achieved = [(tier, -target) for tier, target in ladder], -achieved
    values = [target for _, target in ladder]
    if values != sorted(values, reverse=True):
        return None
    for place, (tier, target) in enumerate(ladder):
        if achieved >= target:
            if place == 0 or achieved == target or step:
                return Fraction(tier)
            upper, above = ladder[place - 1]
            return tier + (upper - tier) * (achieved - target) / (above - target)
    return Fraction(0) if cut_off or not falling else ladder[-1][0] * achieved / ladder[-1][1]


def in_proportion(targets: TierTargets, achieved: Fraction) -> Fraction:
    share = achieved / number(targets.t100)
    return 100 * min(Fraction(1), share)


def half_up(value: Fraction, places: int = 2) -> Decimal:
    return Decimal(floor(value * 10**places + Fraction(1, 2))).scaleb(-places)


def decimals(low: int, high: int, places: int = 2) -> st.SearchStrategy[Decimal]:
    scale = 10**places
    return st.integers(low * scale, high * scale).map(lambda n: Decimal(n).scaleb(-places))


@st.composite
def ladders(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> TierTargets:
    """Five targets, mostly in order, some undefined, some equal; the 100 tier always there."""
    drawn = draw(st.lists(values, min_size=5, max_size=5))
    order = draw(st.sampled_from(["falling", "rising", "any"]))
    if order != "any":
        drawn.sort(reverse=order == "falling")
    gaps = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    return TierTargets(
        drawn[0], *(None if gap else v for v, gap in zip(drawn[1:], gaps, strict=True))
    )


@st.composite
def indicators(draw: st.DrawFn, *, proportional: bool) -> IndicatorInput:
    figures: st.SearchStrategy[Any]
    if not proportional and draw(st.booleans()):
        days = st.integers(0, 400).map(lambda day: date(2023, 7, 1) + timedelta(days=day))
        method, targets, figures = Method.DATE, draw(ladders(days)), days
    else:
        method = draw(st.sampled_from([Method.SUM, Method.AVERAGE, Method.CUMULATIVE]))
        targets, figures = draw(ladders(decimals(1, 30))), decimals(0, 30, 4)
        if proportional:
            targets = TierTargets(max(t for _, t in targets.defined))
    reported: st.SearchStrategy[dict[Month, Any]]
    reported = st.dictionaries(st.sampled_from(YEAR), st.none() | figures, max_size=5)
    months = draw(reported)
    weight = draw(decimals(0, 10))
    return IndicatorInput("1.1.1", method, weight, targets, months)


def expected(
    one: IndicatorInput, *, proportional: bool, step: bool, cut_off: bool
) -> Fraction | None:
    assert one.method is not None
    achieved = to_date(one.method, dict(one.achieved))  # type: ignore[arg-type]
    if achieved is None:
        return None
    # One target alone makes no tiers; of one day alone they would say the same.
    is_day = isinstance(one.targets.t100, date)
    if proportional or (len(one.targets.defined) == 1 and not is_day):
        return in_proportion(one.targets, achieved)
    return by_tiers(one.targets, achieved, step=step, cut_off=cut_off)


def total(weighted: Iterable[Fraction | None]) -> Fraction:
    return sum((each for each in weighted if each is not None), Fraction(0))


@settings(max_examples=200)
@given(st.booleans(), st.booleans(), st.booleans(), st.data())
def test_plan_scores_as_the_rules_in_fractions_do(
    proportional: bool, step: bool, cut_off: bool, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(indicators(proportional=proportional), min_size=1, max_size=6))
    section = "governance" if proportional else "strategic"
    plan = PlanInput((ObjectiveInput("1", section, Decimal(100), tuple(drawn)),))
    raws = [expected(one, proportional=proportional, step=step, cut_off=cut_off) for one in drawn]
    weights = [number(one.weight) for one in drawn]
    weighted = [
        None if raw is None else raw * weight / 100
        for raw, weight in zip(raws, weights, strict=True)
    ]

    scores = score_plan(plan, rules=replace(STEP if step else LINEAR, cut_off=cut_off))

    for score, raw, points in zip(scores.indicators, raws, weighted, strict=True):
        assert (score.problem is None) == (raw is not None)
        assert (score.raw is None) == (raw is None)
        if raw is not None and points is not None:
            assert score.raw is not None
            assert score.weighted is not None
            assert rounded(score.raw, 2) == half_up(raw)
            assert rounded(score.weighted, 2) == half_up(points)
    assert (scores.weighted is None) == all(points is None for points in weighted)
    if scores.weighted is not None:
        assert rounded(scores.weighted, 2) == half_up(total(weighted))
    if sum(weights) and scores.weighted is not None:
        assert scores.normalised is not None
        assert rounded(scores.normalised, 2) == half_up(total(weighted) * 100 / sum(weights))
    else:
        assert scores.normalised is None
