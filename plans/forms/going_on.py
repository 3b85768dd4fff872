"""The sheets of a workbook that hold one form: a section on each, or so many rows on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final, TypeAlias

from numerals import Message
from plans.document.defaults import FIRST_SECTION, SECTIONS
from plans.document.grid import BLANK, Cell, Grid, GridRow
from plans.document.reader import Reading
from plans.document.reader.heading import fiscal_years_in, names_a_plan
from plans.document.reader.kinds import kind_in
from plans.document.reader.periods import time_in
from plans.document.reader.rows import section_named
from plans.document.reader.text import comparable, shortened, wording
from plans.document.values import PlanDocument, Problem, Severity

Read: TypeAlias = tuple[Grid, tuple[Reading, ...]]
"""A sheet with what was read in it."""

_CELLS_OF_A_TITLE: Final = 2
_TITLES: Final = {section.code: section.title.bn for section in SECTIONS}
_NO_OFFICE: Final = wording(
    r"^(?:sheet|শীট|শিট|পাতা|table|টেবিল|form|ফরম|ছক|plan|পরিকল্পনা|চুক্তি|draft|খসড়া|final|চূড়ান্ত|copy|কপি"
    r"|total|মোট|summary|সারাংশ|সার-?সংক্ষেপ|new|নতুন|old|পুরাতন|page)|[0-9০-৯]|^.{0,2}$"
)
_FIRST_WORDS: Final = tuple(
    (comparable(said).split()[0], section.code)
    for section in SECTIONS
    for said in (section.name.bn, section.name.en)
)


def joined_sheets(
    sheets: Iterable[Read],
    again: Callable[[Grid], Sequence[Reading]],
) -> tuple[Read, ...]:
    """The sheets, those that go on the form of the sheet before as one with it.

    A sheet goes on where its columns are the same, it names no other office, plan or year, and
    none of its rows stands on the sheets before: in a section of its own codes may begin anew.
    It is read ``again`` with them, and left alone if that gives anything but one form of all rows.
    """
    taken: list[Read] = []
    for sheet in sheets:
        whole = _together(taken[-1], sheet, again) if taken else None
        if whole is None:
            taken.append(sheet)
        else:
            taken[-1] = whole
    return tuple(taken)


def section_of_sheet(name: str) -> str | None:
    """The code of the section that a sheet's name says: ``আবশ্যিক``, ``Mandatory objectives``."""
    first = (comparable(name).split() or [""])[0]
    return section_named(name) or next((code for word, code in _FIRST_WORDS if word == first), None)


def may_name_office(name: str) -> bool:
    """Whether a sheet's name is none of its program, a plan, a kind, a section or a time."""
    said = comparable(name)
    time = time_in(said)
    told = time.year or time.part or time.months or names_a_plan(said) or kind_in(said)
    return not told and section_of_sheet(name) is None and _NO_OFFICE.search(said) is None


def _together(
    before: Read,
    sheet: Read,
    again: Callable[[Grid], Sequence[Reading]],
) -> Read | None:
    (first, of_first), (grid, of_grid) = before, sheet
    if not (first.name and grid.name) or len(of_first) != 1 or len(of_grid) != 1:
        return None
    one, other = of_first[0], of_grid[0]
    if one.document is None or other.document is None:
        return None
    if not other.document.office and may_name_office(grid.name):
        return None
    named = section_of_sheet(grid.name)
    told = _section_told(other.document)
    if not _goes_on(one, one.document, other, other.document, section=told or named):
        return None
    whole = _joined(first, grid, section=None if told else named)
    found = again(whole)
    if len(found) != 1 or found[0].document is None:
        return None
    rows = len(one.document.indicators) + len(other.document.indicators)
    if len(found[0].document.indicators) != rows:
        return None
    problems = (_sheets_joined(grid.name), *found[0].problems)
    joined_before = (problem for problem in one.problems if problem.rule == "sheets-joined")
    return whole, (replace(found[0], problems=(*joined_before, *problems)),)


def _goes_on(
    one: Reading, ours: PlanDocument, other: Reading, theirs: PlanDocument, *, section: str | None
) -> bool:
    """Whether what the second sheet says of itself is what the first does, in other rows."""
    if [each.meaning for each in one.columns] != [each.meaning for each in other.columns]:
        return False
    return (
        comparable(theirs.office) in ("", comparable(ours.office))
        and other.kind in (None, one.kind)
        and {theirs.fiscal_year, *fiscal_years_in(theirs.title)} <= {None, ours.fiscal_year}
        and theirs.form is ours.form
        and theirs.months in ((), ours.months)
        and _rows(ours).isdisjoint(_rows(theirs, section=section))
    )


def _section_told(document: PlanDocument) -> str | None:
    """The section that the form itself tells: of its rows, else that of its title."""
    sections = {objective.section for objective in document.objectives}
    told = sections - {FIRST_SECTION}
    return next(iter(told)) if len(sections) == 1 and told else section_named(document.title)


def _rows(document: PlanDocument, *, section: str | None = None) -> set[tuple[str, str]]:
    """The sections of the rows with their codes, or with their titles where they have none."""
    return {
        (section or objective.section, indicator.code or comparable(indicator.title))
        for objective in document.objectives
        for indicator in objective.indicators
    }


def _joined(first: Grid, grid: Grid, *, section: str | None) -> Grid:
    """The rows of both under one another, numbered on; the titles that are the same once."""
    after = first.rows[-1].number + 1
    above = {_said(row) for row in takewhile(_is_title, first.rows)}
    again = {row.number for row in takewhile(_is_title, grid.rows) if _said(row) in above}
    rows = [replace(row, number=after + row.number) for row in grid.rows if row.number not in again]
    band = (GridRow(after, (Cell(_TITLES[section]), BLANK)),) if section else ()
    return replace(
        first,
        rows=(*first.rows, *band, *rows),
        hidden=(*first.hidden, *(after + number for number in grid.hidden)),
        hidden_columns=tuple(dict.fromkeys((*first.hidden_columns, *grid.hidden_columns))),
    )


def _is_title(row: GridRow) -> bool:
    return sum(bool(cell.text.strip()) for cell in row.cells) <= _CELLS_OF_A_TITLE


def _said(row: GridRow) -> str:
    return comparable(" ".join(cell.text for cell in row.cells))


def _sheets_joined(name: str) -> Problem:
    said = shortened(name, limit=40)
    return Problem(
        "sheets-joined",
        Severity.WARNING,
        "",
        Message(
            bn=f"শিট “{said}” আগের শিটের ছকের বাকি অংশ; দুটি এক ছক হিসেবে পড়া হয়েছে।",
            en=f"The sheet “{said}” goes on the form of the sheet before; both were read as one.",
        ),
    )
