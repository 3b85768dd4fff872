"""Chance that comes out the same on every machine, in whole numbers (figures are never floats)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

SEED: Final = 2023
"""That of the demo that everybody sees; another one gives other figures."""


@dataclass(frozen=True, slots=True)
class Lot:
    """All that is left to chance in one demo."""

    seed: int = SEED

    def of(self, *names: object) -> Random:
        """The chance of one thing, such as a district: independent of all others'."""
        return Random("/".join(map(str, (self.seed, *names))))  # noqa: S311  # no secret


def about(chance: Random, middle: int, *, spread: int) -> int:
    """A whole number around ``middle``, at most ``spread`` away, mostly near."""
    return middle + round(sum(chance.randint(-spread, spread) for _ in range(3)) / 3)


def happens(chance: Random, percent: int) -> bool:
    """Whether something that happens in ``percent`` of all cases does."""
    return chance.randrange(100) < percent
