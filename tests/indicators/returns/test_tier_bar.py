from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.returns.tier_bar import TierBar, tier_bar_of
from indicators.scoring.composite import score_plan
from indicators.scoring.values import IndicatorInput, ObjectiveInput, PlanInput, Rules
from numerals import Figure, Month, Value
from plans.document.methods import Method
from plans.document.values import TierTargets

JUNE = Month(2024, 6)


def tier_bar(
    achieved: Figure,
    *targets: Value | None,
    section: str = "strategic",
    linked: Decimal | None = None,
) -> TierBar:
    dated = isinstance(achieved, date)
    tiers = TierTargets(*targets)
    indicator = IndicatorInput(
        key="1.1.1",
        method=Method.DATE if dated else Method.SUM,
        weight=Decimal(10),
        targets=tiers,
        achieved={JUNE: achieved},
        is_linked=linked is not None,
        linked=linked,
    )
    plan = PlanInput((ObjectiveInput("1", section, Decimal(10), (indicator,)),))
    (objective,) = score_plan(plan, rules=Rules()).objectives
    return tier_bar_of(tiers, objective.indicators[0])


def met(tier_bar: TierBar) -> list[int]:
    return [tick.tier for tick in tier_bar.ticks if tick.met]


HIGHER = tuple(map(Decimal, (10, 9, 8, 7, 6)))
LOWER = tuple(reversed(HIGHER))


def test_ticks_stand_from_60_to_100_with_the_offices_targets() -> None:
    ticks = tier_bar(Decimal(7), *HIGHER).ticks

    assert [(tick.tier, tick.target) for tick in ticks] == list(
        zip((60, 70, 80, 90, 100), reversed(HIGHER), strict=True)
    )


@pytest.mark.parametrize(
    ("achieved", "fill", "tiers"),
    [
        ("12", "100.0", [60, 70, 80, 90, 100]),
        ("10", "100.0", [60, 70, 80, 90, 100]),
        ("8.5", "70.0", [60, 70, 80]),
        ("6", "20.0", [60]),
    ],
)
def test_bar_reaches_the_tick_that_is_met(achieved: str, fill: str, tiers: list[int]) -> None:
    shown = tier_bar(Decimal(achieved), *HIGHER)

    assert (shown.fill, met(shown), shown.below) == (Decimal(fill), tiers, False)


@pytest.mark.parametrize(("achieved", "fill"), [("0", "0.0"), ("3", "10.0"), ("5.9999", "20.0")])
def test_below_the_last_tier_the_bar_shows_the_way_to_it(achieved: str, fill: str) -> None:
    shown = tier_bar(Decimal(achieved), *HIGHER)

    assert (shown.fill, met(shown), shown.below) == (Decimal(fill), [], True)


def test_lower_is_better_fills_towards_the_smallest_target() -> None:
    assert met(tier_bar(Decimal("6.5"), *LOWER)) == [60, 70, 80, 90]
    assert (tier_bar(Decimal(11), *LOWER).fill, tier_bar(Decimal(11), *LOWER).below) == (
        Decimal(0),
        True,
    )


def test_dates_fill_by_their_tier() -> None:
    targets = [date(2024, 6, day) for day in (2, 4, 6, 8, 10)]

    assert met(tier_bar(date(2024, 6, 6), *targets)) == [60, 70, 80]
    assert tier_bar(date(2024, 6, 20), *targets).fill == 0


def test_tier_without_target_is_never_met() -> None:
    assert met(tier_bar(Decimal(2), Decimal(2), Decimal(1))) == [90, 100]


@pytest.mark.parametrize("targets", [(None,) * 5, tuple(map(Decimal, (10, 9, 8, 6, 7)))])
def test_what_cannot_be_scored_shows_an_empty_tier_bar(targets: tuple[Value | None, ...]) -> None:
    shown = tier_bar(Decimal(7), *targets)

    assert (met(shown), shown.below) == ([], True)


def test_nothing_reported_shows_an_empty_tier_bar() -> None:
    shown = tier_bar(None, *HIGHER)

    assert (shown.fill, met(shown), shown.below) == (Decimal(0), [], True)


@pytest.mark.parametrize(
    ("achieved", "fill", "tiers"),
    [("5", "50.0", []), ("8", "80.0", [60]), ("10", "100.0", [60, 100])],
)
def test_in_proportion_the_bar_is_the_share_and_ticks_are_met_by_their_targets(
    achieved: str, fill: str, tiers: list[int]
) -> None:
    targets = (Decimal(10), None, None, None, Decimal(8))
    shown = tier_bar(Decimal(achieved), *targets, section="governance")

    assert (shown.fill, met(shown)) == (Decimal(fill), tiers)


def test_linked_row_fills_by_the_other_plans_composite() -> None:
    shown = tier_bar(None, Decimal(1), section="governance", linked=Decimal("62.5"))

    assert (shown.fill, met(shown)) == (Decimal("62.5"), [])
