"""A draft of a plan as one immutable value: rows of texts in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from numerals import FiscalYearSpan, Message
from plans.document.defaults import Kind
from plans.document.values import Form, Severity

_BENGALI: Final = re.compile("[ঀ-৥ৰ-৿]")


class RowLevel(StrEnum):
    """What a row is; an indicator is of the activity nearest above it, that of the objective."""

    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    INDICATOR = "indicator"

    @property
    def depth(self) -> int:
        """0 for an objective, 2 for an indicator."""
        return _DEPTHS[self]


_DEPTHS: Final = {level: depth for depth, level in enumerate(RowLevel)}


@dataclass(frozen=True, slots=True)
class DraftCell:
    """What stands in a cell now, and what the form had there where that is another text."""

    text: str
    original: str | None = None


BLANK: Final = DraftCell("")


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row; ``line`` is its row in the file that it came from, ``None`` if it came from none.

    Blank cells are not among ``cells``, unless the form had something there.
    """

    key: int
    level: RowLevel
    cells: Mapping[str, DraftCell] = field(default_factory=dict)
    line: int | None = None

    def said(self, name: str) -> str:
        """The text of the field ``name``; blank where there is none."""
        return self.cells.get(name, BLANK).text

    def typed(self, name: str, text: str) -> DraftRow:
        """The row with ``text`` in the field; a cell that came from a form keeps what it had."""
        cell = self.cells.get(name, BLANK)
        had = cell.text if cell.original is None else cell.original
        corrected = self.line is not None and text != had
        cells = {**self.cells, name: DraftCell(text, had if corrected else None)}
        if cells[name] == BLANK:
            del cells[name]
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What the reader of the form found that the texts do not show: it stands until put aside."""

    number: int
    rule: str
    severity: Severity
    key: int | None
    message: Message


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A plan on its way.

    ``heading`` is the office as the document names it, ``total`` the weight that the form states
    for itself, ``columns`` the fields shown beyond the usual ones. Keys of rows are never used
    for another row: ``next_key`` is the next one that is free.
    """

    heading: str = ""
    title: str = ""
    fiscal_year: FiscalYearSpan | None = None
    kind: Kind | None = None
    total: str = ""
    rows: tuple[DraftRow, ...] = ()
    next_key: int = 1
    columns: tuple[str, ...] = ()
    notes: tuple[DraftNote, ...] = ()

    @property
    def form(self) -> Form:
        """Whether achievements stand in it beside the promises."""
        reports = any(name.startswith(("achieved:", "cumulative")) for name in self.columns)
        return Form.PROGRESS if reports else Form.PLAN

    @property
    def language(self) -> str:
        """The language that it is written in, ``bn`` or ``en``; Bengali while nothing tells."""
        text = " ".join((self.title, self.heading, *(row.said("title") for row in self.rows)))
        is_english = not _BENGALI.search(text) and any(one.isalpha() for one in text)
        return "en" if is_english else "bn"

    @property
    def by_key(self) -> dict[int, DraftRow]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}

    def place(self, key: int) -> int | None:
        """The place of the row with that key, from 0; ``None`` if there is none."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def beneath(self, place: int) -> tuple[DraftRow, ...]:
        """The row at ``place`` with all rows that belong to it."""
        return self.rows[place : self._end(place)]

    def with_parents(self) -> Iterator[tuple[DraftRow, DraftRow | None, DraftRow | None]]:
        """Each row with its objective and its activity, where it has them."""
        objective = activity = None
        for row in self.rows:
            if row.level is RowLevel.OBJECTIVE:
                objective, activity = row, None
                yield row, None, None
            elif row.level is RowLevel.ACTIVITY:
                activity = row
                yield row, objective, None
            else:
                yield row, objective, activity

    def _end(self, place: int) -> int:
        depth = self.rows[place].level.depth
        for following in range(place + 1, len(self.rows)):
            if self.rows[following].level.depth <= depth:
                return following
        return len(self.rows)
