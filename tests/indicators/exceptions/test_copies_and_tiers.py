"""Copies that are not whole, or of another month; figures just on a tier that is not the best."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

import pytest

from indicators.exceptions.rules import Alert, Limits, Scene, WatchedPlan
from indicators.exceptions.rules.copies import column_of_earlier_month, column_of_other_office
from indicators.exceptions.rules.tiers import just_on_the_tier
from plans.document.values import IndicatorEntry
from tests.indicators.exceptions.country import MONTHS, ROWS, country, scene_of, with_figures

MARCH, FEBRUARY, JANUARY = MONTHS[8], MONTHS[7], MONTHS[6]


def offices(
    rule: Callable[[Scene, Limits], Iterator[Alert]], plans: list[WatchedPlan]
) -> list[tuple[str, str]]:
    return [(one.office, one.sentence.en) for one in rule(scene_of(plans), Limits())]


def taken_from(plan: WatchedPlan, source: WatchedPlan, *, a_month_ago: bool) -> WatchedPlan:
    month = FEBRUARY if a_month_ago else MARCH
    figures = {one.row: one.achieved[month] for one in source.entries}
    return with_figures(plan, lambda entry: {MARCH: Decimal(str(figures[entry.row]))})


def test_column_of_the_month_before_of_another_office_is_a_copy() -> None:
    plans = country(11)
    plans[0] = taken_from(plans[0], plans[9], a_month_ago=True)

    [(office, sentence)] = offices(column_of_other_office, plans)

    assert office == plans[0].office
    assert plans[9].name.en in sentence
    assert "those of February 2024 of" in sentence


def test_copied_column_with_some_figures_changed_is_a_copy() -> None:
    plans = country(12)
    copied = taken_from(plans[0], plans[9], a_month_ago=False)
    plans[0] = with_figures(
        copied, lambda one: {MARCH: Decimal(str(one.achieved[MARCH])) + 1}, rows=ROWS[::6]
    )

    assert {office for office, _ in offices(column_of_other_office, plans)} == {
        plans[0].office,
        plans[9].office,
    }


@pytest.mark.parametrize("source", [FEBRUARY, JANUARY])
def test_column_of_an_own_earlier_month_is_a_copy_though_totals_go_on(source: object) -> None:
    plans = country(13)
    counted = [row for number, row in enumerate(ROWS) if number % 6 != 5][2:]
    plans[3] = with_figures(
        plans[3],
        lambda one: {MARCH: Decimal(str(one.achieved[source]))},  # type: ignore[index]
        rows=counted,
    )

    [(office, sentence)] = offices(column_of_earlier_month, plans)

    assert office == plans[3].office
    assert str(MARCH.first_day.year) in sentence


def test_what_an_office_counts_again_each_month_is_its_rhythm() -> None:
    """Twelve indicators of one meeting a month, say."""
    plans = [
        with_figures(plan, lambda _: dict.fromkeys(MONTHS, Decimal(1)), rows=ROWS[:12])
        for plan in country(14)
    ]

    assert offices(column_of_earlier_month, plans) == []


@pytest.mark.parametrize("tier", [90, 80, 60])
def test_figures_just_on_any_tier_are_told_with_the_tier(tier: int) -> None:
    def to_the_tier(entry: IndicatorEntry) -> dict[object, Decimal]:
        target = Decimal(str(dict(entry.targets.defined)[tier]))
        parts = [target // 12 for _ in MONTHS[:-1]]
        parts.append(target - sum(parts))
        if entry.method and entry.method.rule.contains_earlier:
            parts = [sum(parts[: number + 1], Decimal(0)) for number in range(len(parts))]
        return dict(zip(MONTHS, parts, strict=True))

    plans, chance = country(15), Random(tier)
    plans[5] = with_figures(plans[5], to_the_tier, rows=chance.sample(ROWS, 18))  # type: ignore[arg-type]

    told = dict(offices(just_on_the_tier, plans))

    assert f"{tier}% tier" in told[plans[5].office]
