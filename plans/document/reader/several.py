"""Several indicators in one row of the file: each is a row of its own, where that is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from plans.document.reader.cells import is_number, is_value
from plans.document.reader.codes import closed_codes, depth_of, split_code
from plans.document.reader.columns import VALUE_COLUMNS, FormColumn, Place
from plans.document.reader.rows import FormRow

_MOST: Final = 12
_OF_ALL: Final = frozenset(
    {
        FormColumn.OBJECTIVE,
        FormColumn.OBJECTIVE_WEIGHT,
        FormColumn.ACTIVITY,
        FormColumn.ACTIVITY_CODE,
        FormColumn.SECTION,
    }
)

_FIGURES: Final = frozenset(VALUE_COLUMNS) - {FormColumn.METHOD, FormColumn.UNIT}


def each_of_its_own(row: FormRow) -> Sequence[FormRow]:
    """The rows that ``row`` holds: several where its indicators' codes count on and each other
    cell says as many things as there are codes; otherwise the row as it is, which says of how many
    indicators nobody can tell the figures apart.
    """
    titles = _coded(row.said(FormColumn.INDICATOR))
    count = len(titles)
    if count < 2:
        return (row,)
    whole = (replace(row, left_together=count),)
    if count > _MOST or row.others or row.shift:
        return whole
    apart = {
        place: _apart(cell, count)
        for place, cell in row.cells.items()
        if cell and not _is_of_all(place, cell) and place is not FormColumn.INDICATOR
    }
    weights, units = (apart.get(column, ()) for column in (FormColumn.WEIGHT, FormColumn.UNIT))
    figures = (one for place, said in apart.items() if _is_of_figures(place) for one in said)
    if not (all(apart.values()) and weights and units and all(map(is_value, figures))):
        return whole
    if not all(map(is_number, weights)) or any(map(is_value, units)):
        return whole
    return [
        replace(
            row,
            is_misplaced=False,
            together=count,
            cells={
                **(row.cells if number == 0 else dict.fromkeys(row.cells, "")),
                **{place: said[number] for place, said in apart.items()},
                FormColumn.INDICATOR: title,
            },
        )
        for number, title in enumerate(titles)
    ]


def _is_of_all(column: Place, cell: str) -> bool:
    """Whether the cell speaks of what the indicators have in common; a lone serial number does."""
    return column in _OF_ALL or (column is FormColumn.SERIAL and len(cell.split()) == 1)


def _is_of_figures(column: Place) -> bool:
    return column in _FIGURES or not isinstance(column, FormColumn)


def _coded(text: str) -> Sequence[str]:
    """The titles in a cell, each with its code; none unless the cell begins with the first and
    the last numbers of the codes count on.
    """
    codes = [(start, code) for start, code in closed_codes(text) if depth_of(code) > 1]
    if not codes or codes[0][0]:
        return ()
    numbers = [code.split(".") for _start, code in codes]
    first = numbers[0]
    if numbers != [[*first[:-1], str(int(first[-1]) + step)] for step in range(len(codes))]:
        return ()
    bounds = [*(start for start, _code in codes), len(text)]
    titles = [text[start:end].strip() for start, end in pairwise(bounds)]
    return titles if all(split_code(title).title for title in titles) else ()


def _apart(cell: str, count: int) -> Sequence[str]:
    """The cell as ``count`` words, or as the same words ``count`` times; else nothing."""
    words = cell.split()
    each, left = divmod(len(words), count)
    parts = [words[at * each : (at + 1) * each] for at in range(count)]
    if left or (each != 1 and any(part != parts[0] for part in parts)):
        return ()
    return [" ".join(part) for part in parts]
