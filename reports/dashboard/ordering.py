"""The orders that the ranking can be read in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from reports.dashboard.offices import RankedOffice

DEFAULT: Final = "rank"


class UnknownOrder(Exception):
    """The table has no column of that name to sort by."""


@dataclass(frozen=True, slots=True)
class Order:
    """By what a column is sorted; figures (``falls``) are read highest first."""

    value: Callable[[RankedOffice], Any]
    falls: bool = False

    def direction(self, *, is_reversed: bool) -> str:
        """``ascending`` or ``descending``, as the values in the column then run."""
        return "descending" if self.falls != is_reversed else "ascending"


def sorted_places(
    places: Sequence[RankedOffice], sort: str, orders: Mapping[str, Order]
) -> list[RankedOffice]:
    """The places, given by rank, in the order that ``sort`` names, reversed after a ``-``.

    Places without the value that is sorted by stand last either way; equals stay by rank. Raises
    ``UnknownOrder``.
    """
    order = orders.get(sort.removeprefix("-"))
    if order is None:
        raise UnknownOrder(sort)
    if sort == DEFAULT:
        return list(places)
    values = [(order.value(place), place) for place in places]
    known = [pair for pair in values if pair[0] is not None]
    missing = [place for value, place in values if value is None]
    known.sort(key=itemgetter(0), reverse=order.falls != sort.startswith("-"))
    return [*(place for _, place in known), *missing]
