"""The orders that the ranking can be read in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from reports.dashboard.model import Board, ReturnState, Row

_STATES: Final = tuple(ReturnState)
_OBJECTIVE: Final = "objective-"

_FIXED: Final[dict[str, Callable[[Row], Any]]] = {
    "rank": lambda row: row.standing.rank,
    "movement": lambda row: _falling(row.standing.movement),
    "name": lambda row: row.name,
    "score": lambda row: _falling(row.standing.composite),
    "complete": lambda row: row.fill,
    "state": lambda row: _STATES.index(row.state),
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


def sorted_board(board: Board, sort: str) -> Board:
    """The board with its rows in the order that ``sort`` names, reversed after a ``-``.

    Rows without the value that is sorted by stand last either way; equals stay by rank.
    Raises ``UnknownOrder``.
    """
    name = sort.removeprefix("-")
    if name not in sort_keys(len(board.columns)):
        raise UnknownOrder(sort)
    key = _FIXED.get(name) or _by_objective(int(name.removeprefix(_OBJECTIVE)) - 1)
    rows = _sorted(board.rows, key, is_reversed=sort.startswith("-"))
    return replace(board, rows=tuple(rows))


def _sorted(rows: Iterable[Row], key: Callable[[Row], Any], *, is_reversed: bool) -> list[Row]:
    known = [(value, row) for row in rows if (value := key(row)) is not None]
    missing = [row for row in rows if key(row) is None]
    known.sort(key=lambda pair: pair[0], reverse=is_reversed)
    return [*(row for _, row in known), *missing]


def _by_objective(place: int) -> Callable[[Row], Decimal | None]:
    return lambda row: _falling(row.heat[place].share)


def _falling(value: Decimal | int | None) -> Any:
    """Figures are read best first."""
    return None if value is None else -value


def direction(sort: str) -> str:
    """``ascending`` or ``descending``, as the values in the column then run."""
    name = sort.removeprefix("-")
    starts_high = name in ("movement", "score") or name.startswith(_OBJECTIVE)
    return "descending" if starts_high != sort.startswith("-") else "ascending"
