"""Many plans beside each other: who stands where, who moved, and what they average."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple, TypeVar

from indicators.scoring.precision import WORKING, ZERO, rounded, settled, total
from indicators.scoring.ranking import rank
from numerals import score_places

Key = TypeVar("Key", bound=Hashable)


class Standing(NamedTuple):
    """A plan's place among others, and its place among them before; ``None`` where unscored."""

    composite: Decimal | None
    rank: int | None
    earlier: Decimal | None
    earlier_rank: int | None

    @property
    def movement(self) -> int | None:
        """Places gained since then, negative if lost; ``None`` without both ranks."""
        if self.rank is None or self.earlier_rank is None:
            return None
        return self.earlier_rank - self.rank

    @property
    def change(self) -> Decimal | None:
        """Points gained since then, between the scores as they are shown."""
        return difference(self.composite, self.earlier)


def standings(
    now: Mapping[Key, Decimal | None],
    *,
    before: Mapping[Key, Decimal | None],
    least: Decimal = ZERO,
) -> dict[Key, Standing]:
    """Where each key of ``now`` stands by its composite (0 to 100), and where it stood.

    Both rankings are among the keys of ``now``; what ``before`` does not name was unscored.
    Scores closer than ``least`` share a rank in either.
    """
    earlier = {key: before.get(key) for key in now}
    ranks, earlier_ranks = rank(now, least=least), rank(earlier, least=least)
    return {
        key: Standing(composite, ranks[key], earlier[key], earlier_ranks[key])
        for key, composite in now.items()
    }


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """The average of the values that there are: missing is missing, never zero."""
    found = [value for value in values if value is not None]
    return mean_of(total(found), len(found))


def mean_of(sum_of_all: Decimal, number: int) -> Decimal | None:
    """The average of so many values by their sum; ``None`` of none."""
    if not number:
        return None
    with localcontext(WORKING):
        return settled(sum_of_all / number)


def difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Points from ``before`` to ``now`` at the decimals shown; ``None`` without both.

    Both are rounded first, so that the difference is the one that a reader would compute.
    """
    if now is None or before is None:
        return None
    places = score_places()
    return rounded(now, places) - rounded(before, places)
