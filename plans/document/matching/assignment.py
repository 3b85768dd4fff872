"""One to one: the pairs that together are most alike (Kuhn 1955, by shortest augmenting paths)."""

from __future__ import annotations

from collections.abc import Mapping


def assigned(alike: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The best one-to-one pairs of ``alike``, whose values are from 0 to 1, in order.

    A pair that ``alike`` lacks is never made.
    """
    rows = sorted({row for row, _ in alike})
    columns = sorted({column for _, column in alike})
    if not rows:
        return []
    if len(rows) > len(columns):
        turned = {(column, row): value for (row, column), value in alike.items()}
        return sorted((row, column) for column, row in assigned(turned))
    costs = [[1 - alike.get((row, column), 0.0) for column in columns] for row in rows]
    return [
        (rows[row], columns[column])
        for row, column in enumerate(_cheapest(costs))
        if (rows[row], columns[column]) in alike
    ]


def _cheapest(costs: list[list[float]]) -> list[int]:
    """The column of each row such that the sum is least; not more rows than columns."""
    search = _Search(costs)
    for row in range(1, len(costs) + 1):
        search.place(row)
    found = [0] * len(costs)
    for column, row in enumerate(search.held[1:]):
        if row:
            found[row - 1] = column
    return found


class _Search:
    """Rows and columns are counted from 1; ``held`` is the row of each column, 0 for none."""

    def __init__(self, costs: list[list[float]]) -> None:
        self._costs = costs
        self._width = len(costs[0])
        self._over = [0.0] * (len(costs) + 1)
        self._under = [0.0] * (self._width + 1)
        self.held = [0] * (self._width + 1)

    def place(self, row: int) -> None:
        """Give ``row`` a column, others another one if that is cheaper."""
        self.held[0] = row
        least = [float("inf")] * (self._width + 1)
        came = [0] * (self._width + 1)
        seen = {0}
        column = 0
        while self.held[column]:
            column = self._nearest(column, least, came, seen)
            seen.add(column)
        while column:
            self.held[column] = self.held[came[column]]
            column = came[column]

    def _nearest(self, column: int, least: list[float], came: list[int], seen: set[int]) -> int:
        """The next column on the shortest way from the row that ``column`` holds."""
        row = self.held[column]
        line = self._costs[row - 1]
        unseen = [other for other in range(1, self._width + 1) if other not in seen]
        for other in unseen:
            reduced = line[other - 1] - self._over[row] - self._under[other]
            if reduced < least[other]:
                least[other], came[other] = reduced, column
        following = min(unseen, key=least.__getitem__)
        step = least[following]
        for other in seen:
            self._over[self.held[other]] += step
            self._under[other] -= step
        for other in unseen:
            least[other] -= step
        return following
