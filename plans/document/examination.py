"""A form's text → its document with everything that the reader and the checks find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plans.document.checks import CheckSettings, check
from plans.document.reader import Reading, is_misplaced, read_form
from plans.document.reader.columns import MONTH_COLUMNS, TIER_COLUMNS, FormColumn
from plans.document.values import PlanDocument, Problem

_SILENCED: Final[Mapping[str, Sequence[FormColumn]]] = {
    "sum-mismatch": MONTH_COLUMNS,
    "method-contradiction": MONTH_COLUMNS,
    "no-targets": TIER_COLUMNS,
    "no-full-target": (FormColumn.TIER_100,),
    "no-method": (FormColumn.METHOD,),
    "no-weight": (FormColumn.WEIGHT,),
}
"""The columns that a check says nothing of where the reader could not read them."""


_ABSENT: Final[Mapping[str, FormColumn]] = {
    "no-method": FormColumn.METHOD,
    "no-unit": FormColumn.UNIT,
}
"""The checks that say nothing where the form has no such column at all."""

_OF_OBJECTIVES: Final[Mapping[str, FormColumn]] = {
    "no-title": FormColumn.OBJECTIVE,
    "missing-code": FormColumn.OBJECTIVE,
    "no-weight": FormColumn.OBJECTIVE_WEIGHT,
}
"""Those that say nothing of an objective where the form has no such column."""


def examine(text: str, *, settings: CheckSettings | None = None) -> Reading:
    """Read ``text`` and check what was read; the problems are in the order of the form."""
    return examined(read_form(text), settings=settings)


def examined(reading: Reading, *, settings: CheckSettings | None = None) -> Reading:
    """``reading`` with what the checks find in it; the weights by the rules of year and kind."""
    document = reading.document
    if document is None:
        return reading
    chosen = (settings or CheckSettings()).of(document, kind=reading.kind, stated=reading.total)
    checked = (
        problem
        for problem in check(document, settings=chosen)
        if not _follows_from_reading(problem, reading)
    )
    found = (*reading.problems, *checked)
    return replace(reading, problems=in_form_order(found, document=document))


def _follows_from_reading(problem: Problem, reading: Reading) -> bool:
    """Whether a check only stumbled over what the reader has named already.

    Cells under the wrong columns prove nothing, what could not be read is not missing, and
    what the form has no column for cannot stand in it.
    """
    if any((problem.row, column) in reading.unread for column in _SILENCED.get(problem.rule, ())):
        return True
    if any(one.row == problem.row and is_misplaced(one) for one in reading.problems):
        return True
    if _ABSENT.get(problem.rule) in reading.absent:
        return True
    if problem.rule == "missing-code" and _is_without_codes(reading):
        return True
    objectives = reading.document.objectives if reading.document else ()
    of_objective = _OF_OBJECTIVES.get(problem.rule) in reading.absent
    return of_objective and any(one.row == problem.row for one in objectives)


def _is_without_codes(reading: Reading) -> bool:
    """Whether the form is one of those whose indicators have no codes at all."""
    indicators = reading.document.indicators if reading.document else ()
    return FormColumn.OBJECTIVE in reading.absent and not any(one.code for one in indicators)


def in_form_order(problems: Iterable[Problem], *, document: PlanDocument) -> tuple[Problem, ...]:
    """``problems`` by their place in the form: the document's own first, then row by row."""
    rows = [""]
    for objective in document.objectives:
        rows.append(objective.row)
        rows.extend(indicator.row for indicator in objective.indicators)
    places = {row: place for place, row in reversed(list(enumerate(rows)))}
    return tuple(sorted(problems, key=lambda problem: places.get(problem.row, len(rows))))
