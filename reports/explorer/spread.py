"""Many offices' values beside each other: places, quartiles, and who stands around one of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import groupby
from typing import Generic, TypeVar

from indicators.scoring.precision import WORKING, settled

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)  # without slots: Placed[int](…) notes its type on itself
class Placed(Generic[Key]):
    """Who has a value, and the place that it gives: equal values share one, none is left out."""

    key: Key
    value: Decimal
    place: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the quartiles and the greatest of ``count`` values."""

    count: int
    least: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    greatest: Decimal


def placed(values: Iterable[tuple[Key, Decimal]], *, more_is_better: bool) -> list[Placed[Key]]:
    """All in order, the best first; equal ones in the order they came in."""
    ordered = sorted(values, key=lambda pair: pair[1], reverse=more_is_better)
    found: list[Placed[Key]] = []
    for place, (value, pairs) in enumerate(groupby(ordered, key=lambda pair: pair[1]), start=1):
        found += [Placed(key, value, place) for key, _ in pairs]
    return found


def spread_of(values: Iterable[Decimal]) -> Spread | None:
    """Median and quartiles, interpolated between neighbours; ``None`` of no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Spread(
        len(ordered),
        ordered[0],
        _share(ordered, 1),
        _share(ordered, 2),
        _share(ordered, 3),
        ordered[-1],
    )


def around(ordered: Sequence[Placed[Key]], key: Key, *, reach: int) -> Sequence[Placed[Key]]:
    """``key`` with up to ``reach`` before and after it; the first ones, where it is not among
    them.
    """
    at = next((index for index, one in enumerate(ordered) if one.key == key), None)
    if at is None:
        return ordered[: 2 * reach + 1]
    return ordered[max(0, at - reach) : at + reach + 1]


def _share(ordered: Sequence[Decimal], quarters: int) -> Decimal:
    whole, rest = divmod((len(ordered) - 1) * quarters, 4)
    low = ordered[whole]
    if not rest:
        return low
    with localcontext(WORKING):
        return settled(low + (ordered[whole + 1] - low) * rest / 4)
