"""A form's text → its document with everything that the reader and the checks find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plans.document.checks import CheckSettings, check
from plans.document.model import PlanDocument, Problem
from plans.document.reader import Reading, is_misplaced, read_form
from plans.document.reader.columns import MONTH_COLUMNS, TIER_COLUMNS, Column

_SILENCED: Final[Mapping[str, Sequence[Column]]] = {
    "sum-mismatch": MONTH_COLUMNS,
    "method-contradiction": MONTH_COLUMNS,
    "no-targets": TIER_COLUMNS,
    "no-full-target": (Column.TIER_100,),
    "no-method": (Column.METHOD,),
    "no-weight": (Column.WEIGHT,),
}
"""The columns that a check says nothing of where the reader could not read them."""


def examine(text: str, *, settings: CheckSettings | None = None) -> Reading:
    """Read ``text`` and check what was read; the problems are in the order of the form."""
    reading = read_form(text)
    if reading.document is None:
        return reading
    checked = (
        problem
        for problem in check(reading.document, settings=settings)
        if not _follows_from_reading(problem, reading)
    )
    found = (*reading.problems, *checked)
    return replace(reading, problems=in_form_order(found, document=reading.document))


def _follows_from_reading(problem: Problem, reading: Reading) -> bool:
    """Whether a check only stumbled over what the reader has named already.

    Cells under the wrong columns prove nothing, and what could not be read is not missing.
    """
    if any((problem.row, column) in reading.unread for column in _SILENCED.get(problem.rule, ())):
        return True
    return any(one.row == problem.row and is_misplaced(one) for one in reading.problems)


def in_form_order(problems: Iterable[Problem], *, document: PlanDocument) -> tuple[Problem, ...]:
    """``problems`` by their place in the form: the document's own first, then row by row."""
    rows = [""]
    for objective in document.objectives:
        rows.append(objective.row)
        rows.extend(indicator.row for indicator in objective.indicators)
    places = {row: place for place, row in reversed(list(enumerate(rows)))}
    return tuple(sorted(problems, key=lambda problem: places.get(problem.row, len(rows))))
