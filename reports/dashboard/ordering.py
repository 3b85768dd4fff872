"""The orders that the ranking can be read in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reports.dashboard.values import RankedOffice, ReturnState

_STATES: Final = tuple(ReturnState)
_OBJECTIVE: Final = "objective-"

_FIXED: Final[dict[str, Callable[[RankedOffice], Any]]] = {
    "rank": lambda place: place.standing.rank,
    "movement": lambda place: _falling(place.standing.movement),
    "name": lambda place: place.name,
    "score": lambda place: _falling(place.standing.composite),
    "complete": lambda place: place.fill,
    "state": lambda place: _STATES.index(place.state),
}

DEFAULT: Final = "rank"


class UnknownOrder(Exception):
    """The table has no column of that name to sort by."""


def sort_keys(objectives: int) -> tuple[str, ...]:
    """The names of all orders of a table with so many objectives."""
    return (*_FIXED, *map(objective_sort, range(1, objectives + 1)))


def objective_sort(place: int) -> str:
    """The name of the order by the objective in that place, counted from 1."""
    return f"{_OBJECTIVE}{place}"


def sorted_places(
    places: Sequence[RankedOffice],
    sort: str,
    *,
    shares: Sequence[Mapping[int, Decimal | None]] = (),
) -> list[RankedOffice]:
    """The places, given by rank, in the order that ``sort`` names, reversed after a ``-``.

    ``shares`` are those of the objectives that can be sorted by, by office id. Places without
    the value that is sorted by stand last either way; equals stay by rank. Raises
    ``UnknownOrder``.
    """
    name = sort.removeprefix("-")
    if name not in sort_keys(len(shares)):
        raise UnknownOrder(sort)
    if sort == DEFAULT:
        return list(places)
    key: Callable[[RankedOffice], Any] = _FIXED.get(name) or _by_objective(
        shares[int(name.removeprefix(_OBJECTIVE)) - 1]
    )
    values = [(key(place), place) for place in places]
    known = [pair for pair in values if pair[0] is not None]
    missing = [place for value, place in values if value is None]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [*(place for _, place in known), *missing]


def _by_objective(shares: Mapping[int, Decimal | None]) -> Callable[[RankedOffice], Decimal | None]:
    return lambda place: _falling(shares.get(place.office.pk))


def _falling(value: Decimal | int | None) -> Any:
    """Figures are read best first."""
    return None if value is None else -value


def direction(sort: str) -> str:
    """``ascending`` or ``descending``, as the values in the column then run."""
    name = sort.removeprefix("-")
    starts_high = name in ("movement", "score") or name.startswith(_OBJECTIVE)
    return "descending" if starts_high != sort.startswith("-") else "ascending"
