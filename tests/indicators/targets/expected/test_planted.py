"""Targets planted at 50, 90, 100 and 150 % of a known truth, and what softness makes of them.

The figures that docs/targets.md states are those of ``test_planted_targets_are_told_apart``.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import exp
from random import Random
from typing import NamedTuple

import pytest

from indicators.scoring.values import Direction
from indicators.targets.expected.expectation import Offices
from indicators.targets.expected.judging import Softness, softness
from indicators.targets.expected.values import JudgedRow, PastOutcomes, YearOutcome
from plans.document.values import TierTargets

PLANTED = (50, 90, 100, 150)
RIGHT = (90, 100)
ROWS = 8


class World(NamedTuple):
    """How figures come about: restlessness of years, offices' own ways, offices, years."""

    restless: float
    apart: float
    offices: int = 64
    years: int = 3


WORLDS = (World(0.15, 0.1), World(0.15, 0.3), World(0.25, 0.3), World(0.25, 0.3, offices=12))


def planted(world: World, direction: Direction) -> dict[int, list[Softness]]:
    """What is said of targets at each share of the truth."""
    chance = Random(7)
    told: dict[int, list[Softness]] = {share: [] for share in PLANTED}
    for _row in range(ROWS):
        sizes = {office: exp(chance.gauss(0, 0.6)) for office in range(world.offices)}
        truth = {one: 40 * size * exp(chance.gauss(0, world.apart)) for one, size in sizes.items()}
        outcomes = tuple(
            YearOutcome(
                one, 2020 + year, Decimal(round(mean * exp(chance.gauss(0, world.restless))))
            )
            for one, mean in truth.items()
            for year in range(world.years)
        )
        for office, mean in truth.items():
            share = chance.choice(PLANTED)
            # Where less is better a soft target is a large one.
            asked = share if direction is Direction.HIGHER else 10_000 / share
            row = JudgedRow(2023, TierTargets(Decimal(round(mean * asked / 100))), direction)
            found = softness(row, Offices(row, PastOutcomes(outcomes, sizes)).expectation(office))
            assert found is not None
            told[share].append(found)
    return told


def shares(told: dict[int, list[Softness]], *planted_at: int) -> list[Decimal]:
    return [one.share for at in planted_at for one in told[at]]


def chance_that_larger(ones: Iterable[Decimal], others: list[Decimal]) -> float:
    """The area under the curve: that one of the first is above one of the others."""
    pairs = [(one > other) + (one == other) / 2 for one in ones for other in others]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize("world", WORLDS, ids=str)
@pytest.mark.parametrize("direction", [Direction.HIGHER, Direction.LOWER])
def test_planted_targets_are_told_apart(world: World, direction: Direction) -> None:
    told = planted(world, direction)
    right = shares(told, *RIGHT)
    false = [one.is_soft or one.is_steep for at in RIGHT for one in told[at]]

    assert chance_that_larger(shares(told, 50), right) >= 0.9
    assert chance_that_larger(right, shares(told, 150)) >= 0.9
    assert sum(false) / len(false) <= 0.1
    assert sum(one.is_soft for one in told[50]) >= 0.9 * len(told[50])
