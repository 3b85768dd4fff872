"""What is planted in a twentieth of the offices is found; what chance makes is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Final

import pytest

from indicators.exceptions.rules import Alert, Limits, Rule, Scene, WatchedPlan, look_at
from indicators.returns.plausibility.checks.values import amounts_of
from numerals import Month
from plans.document.frequencies import Frequency
from plans.document.values import IndicatorEntry
from tests.indicators.exceptions.country import (
    MONTHS,
    ROWS,
    country,
    poisson,
    proof,
    scene_of,
    with_figures,
)

Plant = Callable[[list[WatchedPlan], int, Random], WatchedPlan]

REVIEWERS: Final = 4
EACH: Final = 3
"""Offices of each planting: a twentieth."""
JUNE: Final = MONTHS[-1]
MARCH: Final = MONTHS[8]


def copied_column(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    source = plans[(at + 7) % len(plans)]
    figures = {one.row: one.achieved[MARCH] for one in source.entries}
    later = {key: day + timedelta(9) for key, day in plans[at].typed.items() if key[1] == MARCH}
    copied = with_figures(plans[at], lambda entry: {MARCH: Decimal(str(figures[entry.row]))})
    return replace(copied, typed={**copied.typed, **later})


def just_on_the_tier(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    def to_the_tier(entry: IndicatorEntry) -> dict[Month, Decimal]:
        best = entry.targets.t100
        assert isinstance(best, Decimal)
        if entry.method and entry.method.rule.contains_earlier:
            return {JUNE: best}
        before = sum((Decimal(str(entry.achieved[month])) for month in MONTHS[:-1]), Decimal(0))
        return {JUNE: max(best - before, Decimal(0))}

    return with_figures(plans[at], to_the_tier, rows=ROWS[: len(ROWS) * 2 // 3])


def year_in_june(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    def late(entry: IndicatorEntry) -> dict[Month, Decimal]:
        total = sum(amounts_of(entry, Frequency.MONTHLY).values(), Decimal(0))
        parts = [total * 4 // 100 for _ in MONTHS[:-1]]
        parts.append(total - sum(parts))
        if entry.method and entry.method.rule.contains_earlier:
            parts = [sum(parts[: index + 1], Decimal(0)) for index in range(len(parts))]
        return dict(zip(MONTHS, parts, strict=True))

    return with_figures(plans[at], late, rows=ROWS[3:6])


def typed_at_the_end(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    due = plans[at].returns[-1].due
    assert due
    return replace(plans[at], typed=dict.fromkeys(plans[at].typed, due))


def same_file(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    proofs = (proof(ROWS[0], MONTHS[1], f"of-{at}"), proof(ROWS[3], MARCH, f"of-{at}", day=9))
    return replace(plans[at], proofs=proofs)


def same_photo(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    look = chance.getrandbits(64)
    alike = look ^ 0b1011 << 17
    proofs = (
        proof(ROWS[0], MONTHS[1], f"first-{at}", look=look),
        proof(ROWS[3], MARCH, f"again-{at}", look=alike, day=9),
    )
    return replace(plans[at], proofs=proofs)


def spike(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    return with_figures(
        plans[at], lambda one: {MARCH: Decimal(str(one.achieved[MARCH])) * 10}, rows=[ROWS[4]]
    )


def drop(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    return with_figures(plans[at], lambda _: {MARCH: Decimal(1)}, rows=[ROWS[4]])


def falling(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    return with_figures(plans[at], lambda _: {MARCH: Decimal(2)}, rows=[ROWS[5]])


def equal_run(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    return with_figures(
        plans[at], lambda _: dict.fromkeys(MONTHS[4:9], Decimal(23)), rows=[ROWS[4]]
    )


def last_months_column(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    return with_figures(plans[at], lambda one: {MARCH: Decimal(str(one.achieved[MONTHS[7]]))})


def late(plans: list[WatchedPlan], at: int, chance: Random) -> WatchedPlan:
    owed = replace(plans[at].returns[-1], is_handed_in=False, is_owed=True, late_by=9)
    return replace(plans[at], returns=(*plans[at].returns[:-1], owed))


PLANTINGS: Final[dict[str, tuple[str, Plant]]] = {
    "just on the tier": (Rule.JUST_ON_THE_TIER, just_on_the_tier),
    "year in June": (Rule.YEAR_IN_LAST_MONTH, year_in_june),
    "typed at the end": (Rule.TYPED_AT_THE_END, typed_at_the_end),
    "same file": (Rule.SAME_EVIDENCE, same_file),
    "same photo": (Rule.SAME_EVIDENCE, same_photo),
    "spike": ("unlike-", spike),
    "drop": ("unlike-", drop),
    "falling cumulative": ("falling-cumulative", falling),
    "equal run": ("equal-run", equal_run),
    "last month's column": ("column-of-last-month", last_months_column),
    "late": (Rule.LATE, late),
    # Last: nothing else is planted into its source afterwards.
    "copied column": (Rule.COLUMN_OF_OTHER, copied_column),
}


def alerts(scene: Scene) -> list[Alert]:
    return look_at(scene, Limits())


def planted(seed: int, *months: Month) -> tuple[dict[str, list[str]], list[Alert]]:
    """A country with three offices of each planting, by its name, and what is told of it."""
    chance = Random(seed)
    plans = country(seed)
    places = chance.sample(range(len(plans)), EACH * len(PLANTINGS))
    offices: dict[str, list[str]] = {}
    for number, (name, (_, plant)) in enumerate(PLANTINGS.items()):
        for at in places[number * EACH : (number + 1) * EACH]:
            plans[at] = plant(plans, at, chance)
            offices.setdefault(name, []).append(plans[at].office)
    return offices, alerts(scene_of(plans, *months))


def test_what_is_planted_is_found() -> None:
    """At least nine in ten of those planted in three countries. One test: a country is dear."""
    hits: Counter[str] = Counter()
    for seed in range(3):
        offices, told = planted(seed)
        for name, (rule, _) in PLANTINGS.items():
            seen = {one.office for one in told if one.rule.startswith(rule)}
            hits[name] += len(seen.intersection(offices[name]))

    assert {name for name in PLANTINGS if hits[name] < 0.9 * 3 * EACH} == set()


@pytest.mark.parametrize("seed", range(3))
def test_what_chance_makes_is_left_alone(seed: int) -> None:
    """At most three for each reviewer of sixteen offices and month."""
    told = alerts(scene_of(country(seed)))

    assert len(told) <= 3 * REVIEWERS * len(MONTHS)


def test_sentences_say_what_was_seen_on_how_much_and_what_to_do() -> None:
    _, told = planted(1, MARCH, JUNE)

    assert told
    for one in told:
        assert one.rests_on > 0
        assert one.weight > 0
        assert one.sentence.bn.endswith("।")
        assert one.sentence.en.endswith(".")
        assert "।।" not in one.sentence.bn
        assert ".." not in one.sentence.en


def test_most_weight_comes_first() -> None:
    plans = country(2)
    plans[5] = late(plans, 5, Random(0))
    told = alerts(scene_of(plans, MARCH, JUNE))

    assert told[0].rule == Rule.LATE
    assert [one.weight for one in told] == sorted((one.weight for one in told), reverse=True)


def test_small_figures_that_are_equal_by_themselves_are_no_copy() -> None:
    """Counts of 0 to 3 in thirty rows: offices agree in most of them."""
    chance = Random(3)
    plans = [
        with_figures(plan, lambda _: {MARCH: Decimal(min(poisson(1.2, chance), 3))})
        for plan in country(3)
    ]

    assert not [one for one in alerts(scene_of(plans, MARCH)) if one.rule == Rule.COLUMN_OF_OTHER]


def test_file_at_two_figures_of_one_month_is_told_and_at_one_alone_is_not() -> None:
    plans = country(4)
    both = (proof(ROWS[0], MARCH, "one"), proof(ROWS[3], MARCH, "one", day=2))
    again = (proof(ROWS[0], MARCH, "two"), proof(ROWS[0], MARCH, "two", day=2))
    plans[0], plans[1] = replace(plans[0], proofs=both), replace(plans[1], proofs=again)

    told = [one for one in alerts(scene_of(plans, MARCH)) if one.rule == Rule.SAME_EVIDENCE]

    assert [(one.office, one.row) for one in told] == [(plans[0].office, ROWS[3])]


def test_file_of_another_office_is_told_at_the_later_one() -> None:
    plans = country(5)
    plans[0] = replace(plans[0], proofs=(proof(ROWS[0], MARCH, "shared", day=3),))
    plans[1] = replace(plans[1], proofs=(proof(ROWS[0], MARCH, "shared", day=1),))

    told = [one for one in alerts(scene_of(plans, MARCH)) if one.rule == Rule.SAME_EVIDENCE]

    assert [one.office for one in told] == [plans[0].office]
    assert plans[1].name.en in told[0].sentence.en


def test_few_offices_are_not_compared() -> None:
    plans = country(6)[:5]
    plans[0] = just_on_the_tier(plans, 0, Random(0))
    plans[1] = year_in_june(plans, 1, Random(0))

    told = {one.rule for one in alerts(scene_of(plans))}

    assert told.isdisjoint({Rule.JUST_ON_THE_TIER, Rule.YEAR_IN_LAST_MONTH, Rule.TYPED_AT_THE_END})
