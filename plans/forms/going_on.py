"""The sheets of a workbook that hold one form: a section on each, or so many rows on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final, NamedTuple, TypeAlias

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
    grids: Iterable[Grid], read: Callable[[Grid], Sequence[Reading]]
) -> tuple[Read, ...]:
    """The grids with what is ``read`` in each; sheets that go on the form of those before as one.

    A sheet goes on where its columns are the same, it names no other office, plan or year, and
    none of its rows stands on the sheets before: in a section of its own codes may begin anew.
    They are read again together, once, and left alone if that gives anything but one form of all
    their rows.
    """
    forms: list[_SheetsOfAForm] = []
    for grid in grids:
        sheet = (grid, tuple(read(grid)))
        if not (forms and forms[-1].take(sheet)):
            forms.append(_SheetsOfAForm(sheet))
    return tuple(one for form in forms for one in form.read(read))


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


class _Form(NamedTuple):
    """The one form on a sheet."""

    reading: Reading
    document: PlanDocument


class _SheetsOfAForm:
    """Sheets that seem to hold one form, as they are taken one after the other."""

    def __init__(self, sheet: Read) -> None:
        self._sheets = [sheet]
        self._whole = sheet[0]
        self._form = _only(sheet)
        self._count = len(self._form.document.indicators) if self._form else 0
        self._rows = _rows(self._form.document) if self._form else set()

    def take(self, sheet: Read) -> bool:
        """Take the sheet if it goes on the form; whether it does."""
        grid, other = sheet[0], _only(sheet)
        if self._form is None or other is None:
            return False
        if not other.document.office and may_name_office(grid.name):
            return False
        told, named = _section_told(other.document), section_of_sheet(grid.name)
        rows = _rows(other.document, section=told or named)
        if not (_is_like(self._form, other) and self._rows.isdisjoint(rows)):
            return False
        self._sheets.append(sheet)
        self._whole = _joined(self._whole, grid, section=None if told else named)
        self._count += len(other.document.indicators)
        self._rows |= rows
        return True

    def read(self, again: Callable[[Grid], Sequence[Reading]]) -> Sequence[Read]:
        """The form as one, or the sheets as they are."""
        if len(self._sheets) == 1:
            return self._sheets
        whole = _only((self._whole, tuple(again(self._whole))))
        if whole is None or len(whole.document.indicators) != self._count:
            return self._sheets
        joined = (_sheets_joined(grid.name) for grid, _ in self._sheets[1:])
        told = replace(whole.reading, problems=(*joined, *whole.reading.problems))
        return [(self._whole, (told,))]


def _only(sheet: Read) -> _Form | None:
    """The form on a named sheet that holds one and nothing else."""
    grid, found = sheet
    if not grid.name or len(found) != 1 or found[0].document is None:
        return None
    return _Form(found[0], found[0].document)


def _is_like(one: _Form, other: _Form) -> bool:
    """Whether what the second sheet says of itself is what the first does."""
    ours, theirs = one.document, other.document
    our_meanings, their_meanings = (
        [column.meaning for column in form.reading.columns] for form in (one, other)
    )
    return (
        our_meanings == their_meanings
        and comparable(theirs.office) in ("", comparable(ours.office))
        and other.reading.kind in (None, one.reading.kind)
        and {theirs.fiscal_year, *fiscal_years_in(theirs.title)} <= {None, ours.fiscal_year}
        and theirs.form is ours.form
        and theirs.months in ((), ours.months)
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
