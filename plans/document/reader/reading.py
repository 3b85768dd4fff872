"""A form as a grid → ``Reading``. No I/O, no guesses, nothing changed silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby, islice
from typing import Final

from numerals import FiscalYearSpan, Message, Month
from plans.document.defaults import Kind
from plans.document.grid import Grid
from plans.document.reader.any_rows import events_of_any
from plans.document.reader.columns import (
    MONTH_COLUMNS,
    FormColumn,
    FormLayout,
    Matter,
    PeriodColumn,
    Place,
)
from plans.document.reader.findings import form as findings
from plans.document.reader.growing import SaidRow
from plans.document.reader.heading import (
    Heading,
    fiscal_years_in,
    heading_of,
    months_reported,
    names_a_plan,
)
from plans.document.reader.kinds import kind_in
from plans.document.reader.layouts import FormTable, layout_of, tables_of
from plans.document.reader.periods import is_month
from plans.document.reader.rows import Event, FormRow, Stray, events_of
from plans.document.reader.several import each_of_its_own
from plans.document.reader.signatures import without_signatures
from plans.document.reader.text import TextLine, lines_of, lines_of_grid, plainly
from plans.document.reader.tree import PlanTree
from plans.document.values import PlanDocument, Problem

_MOST_LINES: Final = 2_000
_CELLS_OF_A_TITLE: Final = 3
_STRAYS_NAMED: Final = 6
"""So many lines beside a table are named one by one; more of them in a row, as one."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column: its heading as it stands there, and its meaning's name or ``None``."""

    heading: str
    meaning: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a grid says: a document with the reader's findings, or why it is no such form.

    Exactly one of ``document`` and ``refusal`` is given. ``kind`` is that of the title, ``total``
    the weight that the form states for itself, ``unread`` the texts that could not be read, by
    row and column, ``absent`` the columns that the form does not have, and ``said`` the rows as
    they stand in the file, by the name of what begins in each.
    """

    document: PlanDocument | None
    problems: tuple[Problem, ...] = ()
    refusal: Message | None = None
    unread: Mapping[tuple[str, Place], str] = field(default_factory=dict)
    kind: Kind | None = None
    total: Decimal | None = None
    columns: tuple[ReadColumn, ...] = ()
    absent: frozenset[FormColumn] = frozenset()
    said: Mapping[str, SaidRow] = field(default_factory=dict, compare=False)


def read_form(text: str) -> Reading:
    """Read the first form in ``text`` with tabs between cells.

    Values that cannot be read are ``None`` in the document and named in ``problems``. The
    checks of the plan itself are ``plans.document.checks``.
    """
    return next(_read_lines(list(islice(lines_of(text), _MOST_LINES + 1))))


def read_grid(grid: Grid) -> tuple[Reading, ...]:
    """Read all forms of ``grid``, in their order: at least one reading, perhaps a refusal."""
    return tuple(_read_lines(list(islice(lines_of_grid(grid), _MOST_LINES + 1))))


def _read_lines(lines: Sequence[TextLine]) -> Iterator[Reading]:
    refusal = _refusal_of(lines)
    tables = () if refusal else tables_of(lines)
    if not tables:
        yield Reading(None, refusal=refusal or findings.NOT_A_FORM)
    # Titles stand once, at the beginning: tables between them and the form may be none.
    over: tuple[TextLine, ...] = ()
    before: Heading | None = None
    for table in tables:
        titled = any(names_a_plan(line.text) for line in table.above)
        whole = table if titled else replace(table, above=(*over, *table.above))
        heading = heading_of([line.text for line in whole.above if line.said <= _CELLS_OF_A_TITLE])
        if before is not None:
            heading = _with_what_stands_once(heading, before)
        reading = _read_table(whole, heading)
        over = (*over, *whole.above) if reading.document is None else ()
        before = heading if reading.document is not None else before
        yield reading


def _with_what_stands_once(heading: Heading, before: Heading) -> Heading:
    """Of several forms the office stands above the first alone, or the title does."""
    title = heading.title if names_a_plan(heading.title) else before.title
    office = heading.office or before.office
    return replace(heading, office=office, title=title)


def _refusal_of(lines: Sequence[TextLine]) -> Message | None:
    if not lines:
        return findings.EMPTY
    return findings.TOO_LONG if len(lines) > _MOST_LINES else None


def _read_table(table: FormTable, heading: Heading) -> Reading:
    above = table.above
    problems: list[Problem] = []
    fiscal_year = _fiscal_year(heading, table, problems)
    told = layout_of(table, year=fiscal_year, title=heading.title)
    layout = told.layout
    if layout is None:
        return Reading(None, refusal=told.refusal)
    problems.extend(told.problems)
    months = _months(heading, layout, fiscal_year, problems=problems)
    foreign = [heading for heading in layout.foreign if heading and heading not in told.named]
    problems.extend(map(findings.column_foreign, foreign))
    if not heading.office:
        problems.append(findings.office_untold())
    tree = PlanTree(layout, months, fiscal_year)
    repeated = frozenset(plainly(line.text) for line in above)
    below = without_signatures(table.below)
    events = (
        events_of(layout, below, above=repeated)
        if layout.prescribed or table.rows is None
        else events_of_any(layout, table.rows, below, above=repeated)
    )
    for event in _few(events):
        for one in each_of_its_own(event) if isinstance(event, FormRow) else (event,):
            tree.add(one)
    document = PlanDocument(
        form=layout.form,
        office=heading.office,
        title=heading.title,
        fiscal_year=fiscal_year,
        objectives=tree.frozen(),
        months=months,
    )
    if not document.indicators:
        return Reading(None, refusal=findings.NO_INDICATORS)
    if "" in layout.foreign and any("" in entry.others for entry in document.indicators):
        # A column without a heading is told of where anything stands in it.
        problems.append(findings.column_foreign(""))
    return Reading(
        document,
        (*problems, *tree.problems, *tree.totals.problems(document.indicators)),
        unread=tree.unread,
        kind=kind_in(heading.title),
        total=tree.totals.stated(),
        columns=_columns(layout, table),
        absent=frozenset(FormColumn) - frozenset(layout.columns),
        said=tree.said,
    )


def _few(events: Sequence[Event]) -> Iterator[Event]:
    """The events, each long run of lines that are no rows as one: the annexes of an agreement."""
    for _is_stray, run in groupby(events, key=lambda event: isinstance(event, Stray)):
        lines = list(run)
        first, last = lines[0], lines[-1]
        if isinstance(first, Stray) and isinstance(last, Stray) and len(lines) > _STRAYS_NAMED:
            yield replace(first, last=last.number)
        else:
            yield from lines


def _columns(layout: FormLayout, table: FormTable) -> tuple[ReadColumn, ...]:
    is_whole = layout.prescribed and len(table.headings) == layout.width
    headings = table.headings if is_whole else layout.headings
    padded = (*headings, *("",) * (layout.width - len(headings)))
    return tuple(
        ReadColumn(heading, None if place is FormColumn.OTHER else place.key)
        for heading, place in zip(padded, layout.columns, strict=False)
    )


def _fiscal_year(
    heading: Heading, table: FormTable, problems: list[Problem]
) -> FiscalYearSpan | None:
    """The year in the title or over the targets; of a progress report else its last month's."""
    titled, targeted = fiscal_years_in(heading.title), table.target_years
    years = titled | targeted
    if len(years) > 1 and len(titled & targeted) == 1:
        years = titled & targeted
    if len(years) == 1:
        return next(iter(years))
    if not years and table.reports_months:
        months = months_reported(heading.title, fiscal_year=None)
        if months:
            return months[-1].fiscal_year
    problems.append(findings.fiscal_year_untold(sorted(map(str, years))))
    return None


def _months(
    heading: Heading,
    layout: FormLayout,
    fiscal_year: FiscalYearSpan | None,
    *,
    problems: list[Problem],
) -> tuple[Month, ...]:
    """The months of the columns: named by their headings, or counted back from the title's."""
    named = tuple(
        Month.parse(place.period)
        for place in layout.columns
        if isinstance(place, PeriodColumn)
        and place.matter is Matter.ACHIEVED
        and is_month(place.period)
    )
    if not set(MONTH_COLUMNS).intersection(layout.columns):
        return tuple(sorted(named))
    months = months_reported(heading.title, fiscal_year=fiscal_year)
    if not months:
        problems.append(findings.months_untold(heading.title))
    elif fiscal_year is not None and months[-1] not in fiscal_year:
        problems.append(findings.months_outside_year(months, year=str(fiscal_year)))
    return months
