"""A prescribed form as tabbed text → ``Reading``. No I/O, no guesses, nothing changed silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from plans.document.model import FiscalYearSpan, Form, Message, Month, PlanDocument, Problem
from plans.document.reader import findings
from plans.document.reader.columns import Column, Layout, layout_of_headings, layout_of_numbers
from plans.document.reader.heading import (
    Heading,
    fiscal_years_in,
    heading_of,
    months_reported,
)
from plans.document.reader.rows import events_of
from plans.document.reader.text import Line, lines_of
from plans.document.reader.tree import Tree

_MOST_LINES: Final = 2_000
_CELLS_OF_A_TITLE: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: a document with the reader's findings, or why it is no such form.

    Exactly one of ``document`` and ``refusal`` is given. ``unread`` are the cells, by
    row and column, that could not be read.
    """

    document: PlanDocument | None
    problems: tuple[Problem, ...] = ()
    refusal: Message | None = None
    unread: frozenset[tuple[str, Column]] = frozenset()


def read_form(text: str) -> Reading:
    """Read the plan form (12 columns) or the progress form (18) from text with tabs.

    Values that cannot be read are ``None`` in the document and named in ``problems``. The
    checks of the plan itself are ``plans.document.checks``.
    """
    lines = list(islice(lines_of(text), _MOST_LINES + 1))
    refusal = _refusal_of(lines)
    if refusal is not None:
        return Reading(None, refusal=refusal)
    start, layout = _table_start(lines)
    if layout is None:
        return Reading(None, refusal=findings.NOT_A_FORM)
    return _read_table(lines[:start], layout, lines[start + 1 :])


def _refusal_of(lines: Sequence[Line]) -> Message | None:
    if not lines:
        return findings.EMPTY
    return findings.TOO_LONG if len(lines) > _MOST_LINES else None


def _table_start(lines: Sequence[Line]) -> tuple[int, Layout | None]:
    for index, line in enumerate(lines):
        layout = layout_of_headings(line.cells) or layout_of_numbers(line.cells)
        if layout is not None:
            return index, layout
    return 0, None


def _read_table(above: Sequence[Line], layout: Layout, lines: Sequence[Line]) -> Reading:
    heading = heading_of([line.text for line in above if line.said <= _CELLS_OF_A_TITLE])
    problems: list[Problem] = []
    fiscal_year = _fiscal_year(heading, layout, problems)
    months = _months(heading, layout, fiscal_year, problems=problems)
    problems.extend(map(findings.column_foreign, layout.foreign))
    if not heading.office:
        problems.append(findings.office_untold())
    tree = Tree(layout, months)
    for event in events_of(layout, lines, above=frozenset(line.text for line in above)):
        tree.add(event)
    objectives = tree.frozen()
    document = PlanDocument(
        form=layout.form,
        office=heading.office,
        title=heading.title,
        fiscal_year=fiscal_year,
        objectives=objectives,
        months=months,
    )
    if not document.indicators:
        return Reading(None, refusal=findings.NO_INDICATORS)
    return Reading(document, (*problems, *tree.problems), unread=frozenset(tree.unread))


def _fiscal_year(
    heading: Heading, layout: Layout, problems: list[Problem]
) -> FiscalYearSpan | None:
    """The year over the targets or in the title; of a progress report else its last month's."""
    years = fiscal_years_in(" ".join((heading.title, *layout.headings)))
    if len(years) == 1:
        return next(iter(years))
    if not years and layout.form is Form.PROGRESS:
        months = months_reported(heading.title, fiscal_year=None)
        if months:
            return months[-1].fiscal_year
    problems.append(findings.fiscal_year_untold(sorted(map(str, years))))
    return None


def _months(
    heading: Heading,
    layout: Layout,
    fiscal_year: FiscalYearSpan | None,
    *,
    problems: list[Problem],
) -> tuple[Month, ...]:
    if layout.form is Form.PLAN:
        return ()
    months = months_reported(heading.title, fiscal_year=fiscal_year)
    if not months:
        problems.append(findings.months_untold(heading.title))
    elif fiscal_year is not None and months[-1] not in fiscal_year:
        problems.append(findings.months_outside_year(months, year=str(fiscal_year)))
    return months
