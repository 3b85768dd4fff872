"""A form's text → its document with everything that the reader and the checks find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plans.document.checks import CheckSettings, check
from plans.document.model import PlanDocument, Problem
from plans.document.reader import Reading, read_form


def examine(text: str, *, settings: CheckSettings | None = None) -> Reading:
    """Read ``text`` and check what was read; the problems are in the order of the form."""
    reading = read_form(text)
    if reading.document is None:
        return reading
    found = (*reading.problems, *check(reading.document, settings=settings))
    return replace(reading, problems=in_form_order(found, document=reading.document))


def in_form_order(problems: Iterable[Problem], *, document: PlanDocument) -> tuple[Problem, ...]:
    """``problems`` by their place in the form: the document's own first, then row by row."""
    rows = [""]
    for objective in document.objectives:
        rows.append(objective.row)
        rows.extend(indicator.row for indicator in objective.indicators)
    places = {row: place for place, row in reversed(list(enumerate(rows)))}
    return tuple(sorted(problems, key=lambda problem: places.get(problem.row, len(rows))))
