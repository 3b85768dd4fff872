"""What holds for every plan, whatever its figures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeAlias

from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.scoring.composite import score_plan
from indicators.scoring.ranking import rank
from indicators.scoring.values import IndicatorInput, PlanInput, Rules
from numerals import NIL, Figure, FiscalYearSpan, Month, Value
from plans.document.methods import Method
from plans.document.values import TIERS, TierTargets
from tests.indicators.scoring.examples import JUNE, LINEAR, STEP, plan, score

Targets: TypeAlias = list[Decimal | None]

DAY_ZERO = date(2020, 7, 1)
MONTHS = FiscalYearSpan(2023).months

numbers = st.decimals(min_value=0, max_value=10_000, places=2)
percents = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
weights = st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4)
rules = st.sampled_from((LINEAR, STEP))
methods = st.sampled_from((Method.SUM, Method.AVERAGE, Method.CUMULATIVE))
figures: st.SearchStrategy[Figure] = st.one_of(st.none(), st.just(NIL), numbers)


@st.composite
def tiers(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = numbers) -> Targets:
    """Two to five targets in order, higher or lower better, some equal."""
    falling = draw(st.booleans())
    ordered = sorted(draw(st.lists(values, min_size=5, max_size=5)), reverse=falling)
    defined = draw(
        st.lists(st.booleans(), min_size=5, max_size=5).filter(lambda all_: sum(all_) > 1)
    )
    return [target if keep else None for target, keep in zip(ordered, defined, strict=True)]


def one(
    targets: Targets | list[Value | None],
    achieved: Figure,
    *,
    weight: Decimal = Decimal(1),
    method: Method = Method.CUMULATIVE,
) -> IndicatorInput:
    return IndicatorInput(
        key="1",
        method=method,
        weight=weight,
        targets=TierTargets(*targets),
        achieved={JUNE: achieved},
    )


def raw(targets: Targets | list[Value | None], achieved: Value, rules: Rules = LINEAR) -> Decimal:
    method = Method.DATE if isinstance(achieved, date) else Method.CUMULATIVE
    result = score(one(targets, achieved, method=method), rules=rules).raw
    assert result is not None
    return result


@given(tiers(), rules)
def test_every_tier_point_scores_its_best_percent(targets: Targets, rules: Rules) -> None:
    for target in targets:
        if target is not None:
            best = next(tier for tier, same in zip(TIERS, targets, strict=True) if same == target)
            assert raw(targets, target, rules) == best


@given(tiers(), numbers, rules)
def test_raw_score_is_zero_or_lies_within_the_defined_tiers(
    targets: Targets, achieved: Decimal, rules: Rules
) -> None:
    defined = [tier for tier, target in zip(TIERS, targets, strict=True) if target is not None]
    result = raw(targets, achieved, rules)
    assert result == 0 or defined[-1] <= result <= defined[0]


@given(tiers(), numbers, numbers, rules)
def test_better_achievement_never_scores_less(
    targets: Targets, first: Decimal, second: Decimal, rules: Rules
) -> None:
    defined = [target for target in targets if target is not None]
    worse, better = sorted((first, second), reverse=defined[0] < defined[-1])
    assert raw(targets, worse, rules) <= raw(targets, better, rules)


@given(tiers(), numbers)
def test_step_never_gives_more_than_the_line(targets: Targets, achieved: Decimal) -> None:
    step, line = raw(targets, achieved, STEP), raw(targets, achieved, LINEAR)
    assert step <= line
    assert (step == 0) == (line == 0)
    assert step in (0, *TIERS)


@given(tiers(st.integers(0, 900).map(Decimal)), st.integers(0, 900), rules)
def test_dates_score_as_the_same_days_counted(targets: Targets, day: int, rules: Rules) -> None:
    defined = [target for target in targets if target is not None]
    assume(defined[0] < defined[-1])
    dated: list[Value | None] = [
        None if target is None else DAY_ZERO + timedelta(days=int(target)) for target in targets
    ]
    on = DAY_ZERO + timedelta(days=day)
    assert raw(dated, on, rules) == raw(targets, Decimal(day), rules)


@given(tiers(), numbers, rules)
def test_lower_is_better_mirrors_higher_is_better(
    targets: Targets, achieved: Decimal, rules: Rules
) -> None:
    defined = [target for target in targets if target is not None]
    assume(defined[0] != defined[-1])
    mirrored = [None if target is None else -target for target in targets]
    assert raw(mirrored, -achieved, rules) == raw(targets, achieved, rules)


@given(tiers(), numbers, weights, methods)
def test_next_tier_reached_gains_what_it_promised(
    targets: Targets, achieved: Decimal, weight: Decimal, method: Method
) -> None:
    before = score(one(targets, achieved, weight=weight, method=method))
    step = before.explanation.next_tier
    assume(step is not None)
    assert step is not None
    assert isinstance(step.target, Decimal)
    after = score(one(targets, step.target, weight=weight, method=method))
    assert before.weighted is not None
    assert after.weighted is not None
    assert after.raw == step.tier
    assert abs(after.weighted - before.weighted - step.gain) < Decimal("1e-20")
    assert abs(step.missing) == abs(step.target - achieved)
    assert step.gain > 0


@given(numbers.filter(bool), numbers, weights)
def test_proportional_score_never_exceeds_its_weight(
    target: Decimal, achieved: Decimal, weight: Decimal
) -> None:
    result = score(
        one([target, None, None, None, None], achieved, weight=weight), section="governance"
    )
    assert result.weighted is not None
    assert 0 <= result.weighted <= weight
    assert (result.weighted == weight) == (achieved >= target)


@given(
    st.dictionaries(st.sampled_from(MONTHS), figures), st.randoms(use_true_random=False), methods
)
def test_order_in_which_months_were_written_is_irrelevant(
    achieved: dict[Month, Figure], random: Random, method: Method
) -> None:
    shuffled = list(achieved.items())
    random.shuffle(shuffled)
    base = one([Decimal(5000), None, None, None, Decimal(10)], None, method=method)
    assert score(replace(base, achieved=achieved)) == score(replace(base, achieved=dict(shuffled)))


@given(
    st.lists(numbers, min_size=1, max_size=12),
    st.randoms(use_true_random=False),
    st.sampled_from((Method.SUM, Method.AVERAGE)),
)
def test_order_of_months_is_irrelevant_for_sum_and_average(
    values: list[Decimal], random: Random, method: Method
) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)
    base = one([Decimal(5000), None, None, None, Decimal(10)], None, method=method)
    first = replace(base, achieved=dict(zip(MONTHS, values, strict=False)))
    second = replace(base, achieved=dict(zip(MONTHS, shuffled, strict=False)))
    assert score(first) == score(second)


@given(st.lists(st.tuples(tiers(), figures, weights), max_size=8), rules)
def test_composite_is_the_sum_out_of_the_whole_weight(
    rows: list[tuple[Targets, Figure, Decimal]], rules: Rules
) -> None:
    indicators = [one(targets, figure, weight=weight) for targets, figure, weight in rows]
    scores = score_plan(plan(*indicators), rules=rules)
    known = [one.weighted for one in scores.indicators if one.weighted is not None]
    assert (scores.weighted is None) == (not known)
    assert (scores.normalised is None) == (not known or not scores.weight)
    weighted = scores.weighted or Decimal(0)
    assert abs(weighted - sum(known, Decimal(0))) < Decimal("1e-15")
    assert scores.weight == sum(weight for _, _, weight in rows)
    assert 0 <= weighted <= scores.weight
    assert all((one.raw is None) == (one.problem is not None) for one in scores.indicators)


@given(st.lists(st.tuples(tiers(), figures, weights), max_size=8), st.integers(0, 8))
def test_composite_does_not_depend_on_how_indicators_are_grouped(
    rows: list[tuple[Targets, Figure, Decimal]], cut: int
) -> None:
    indicators = [one(targets, figure, weight=weight) for targets, figure, weight in rows]
    whole = plan(*indicators)
    parts = PlanInput(plan(*indicators[:cut]).objectives + plan(*indicators[cut:]).objectives)
    assert score_plan(whole, rules=LINEAR).weighted == score_plan(parts, rules=LINEAR).weighted


@given(st.dictionaries(st.integers(), st.one_of(st.none(), percents)))
def test_ranks_are_dense_and_follow_the_composites(composites: dict[int, Decimal | None]) -> None:
    ranks = rank(composites)
    given_ranks = {place for place in ranks.values() if place is not None}
    assert given_ranks == set(range(1, len(given_ranks) + 1))
    for key, place in ranks.items():
        composite = composites[key]
        assert (place is None) == (composite is None)
        if place is not None and composite is not None:
            better = {
                other for other in composites.values() if other is not None and other > composite
            }
            assert place == len(better) + 1
