"""The workbook of a template comes back: every office's numbers, or all that is wrong at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from numerals import (
    Message,
    Unreadable,
    Value,
    parse_number,
    parse_target,
    parse_whole,
    says_none,
    to_latin_digits,
)
from plans.cascade.book import FILLED, KEY, MARK, OFFICE, SPLIT, TIERS, BookLine
from plans.cascade.book_errors import (
    BAD_WEIGHT,
    BLANK_WEIGHT,
    LINE_TWICE,
    NEGATIVE,
    NO_OFFICES,
    NO_ROW,
    NOT_OURS,
    OFFICE_TWICE,
    OTHER_TEMPLATE,
    ROW_MISSING,
    UNKNOWN_OFFICE,
    UNKNOWN_ROW,
    CellError,
    with_words,
)
from plans.cascade.template import Template, TemplateRow
from plans.document.cascading import Numbers
from plans.document.checks.settings import CheckSettings
from plans.document.checks.tiers import tier_order, wrong_kind
from plans.document.grid import Grid
from plans.document.reader.text import TextLine, lines_of_grid
from plans.document.values import ActivityEntry, Form, ObjectiveEntry, PlanDocument, TierTargets
from plans.forms.apart import grids_of
from plans.forms.bijoy import as_it_is
from plans.forms.limits import MOST_BYTES, FormRefused
from plans.workshop.services.beginning import TOO_BIG

_MOST_WEIGHT: Final = 100_000
_LETTERS: Final = 26
_KEY_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class BookRead:
    """The numbers by the offices' codes and the template's rows, and everything that is wrong.

    An office whose column is blank is not among them; a row that it has not is ``None``.
    """

    numbers: Mapping[str, Mapping[int, Numbers | None]]
    errors: tuple[CellError, ...] = ()


def read_workbook(
    content: bytes, template: Template, *, offices: Collection[str]
) -> BookRead | Message:
    """Read a workbook of ``template``; ``offices`` are the codes of those that may follow it.

    A file that is none of its workbooks is refused with a sentence.
    """
    if len(content) > MOST_BYTES:
        return TOO_BIG
    try:
        grids = grids_of(content, as_it_is)
    except FormRefused as refused:
        return refused.message
    sheets = [sheet for grid in grids if (sheet := _sheet_of(grid)) is not None]
    if not sheets:
        return NOT_OURS
    for sheet in sheets:
        if sheet.template != str(template.draft.pk):
            return Message(
                bn=OTHER_TEMPLATE.bn.format(address=sheet.address or "–"),
                en=OTHER_TEMPLATE.en.format(address=sheet.address or "–"),
            )
    reader = _WorkbookReader(template, frozenset(offices))
    for sheet in sheets:
        reader.read(sheet)
    if not reader.numbers and not reader.errors:
        return NO_OFFICES
    return BookRead(reader.numbers, tuple(reader.errors))


@dataclass(frozen=True, slots=True)
class _OfficeSheet:
    name: str
    address: str
    template: str
    head: TextLine
    lines: Sequence[TextLine]


def _sheet_of(grid: Grid) -> _OfficeSheet | None:
    lines = list(lines_of_grid(grid))
    at = next((at for at, line in enumerate(lines) if line.cells[0] == MARK), None)
    if at is None or len(lines) < at + 2 or lines[at + 1].cells[0] != KEY:
        return None
    marks = (*lines[at].cells, "", "")
    return _OfficeSheet(
        grid.name, marks[1], to_latin_digits(marks[2]), lines[at + 1], lines[at + 2 :]
    )


@dataclass(slots=True)
class _WorkbookReader:
    template: Template
    offices: frozenset[str]
    numbers: dict[str, dict[int, Numbers | None]] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def read(self, sheet: _OfficeSheet) -> None:
        """Read one sheet: its columns, its lines, and each office's numbers."""
        columns = dict(self._columns(sheet))
        lines = self._lines(sheet)
        for column, code in columns.items():
            filled = [at(line, column) for row in lines.values() for line in row.values()]
            if any(filled):
                self.numbers[code] = {
                    row.key: self._numbers(sheet, row, lines[row.key], column)
                    for row in self.template.rows
                    if row.key in lines
                }

    def _columns(self, sheet: _OfficeSheet) -> Iterator[tuple[int, str]]:
        for column, said in enumerate(sheet.head.cells):
            if not said.startswith(OFFICE):
                continue
            code = said.removeprefix(OFFICE)
            if code not in self.offices:
                self._wrong(sheet, sheet.head, column, code, with_words(UNKNOWN_OFFICE, code=code))
            elif code in self.seen:
                self._wrong(sheet, sheet.head, column, code, with_words(OFFICE_TWICE, code=code))
            else:
                self.seen.add(code)
                yield column, code

    def _lines(self, sheet: _OfficeSheet) -> dict[int, dict[BookLine, TextLine]]:
        found: dict[int, dict[BookLine, TextLine]] = {}
        for line in sheet.lines:
            key, known = _key(line.cells[0]), line.cells[0]
            if not known or (key is not None and key[1] not in FILLED):
                continue
            if key is None or key[0] not in self.template.by_key:
                self._wrong(sheet, line, 0, known, UNKNOWN_ROW)
            elif key[1] in found.setdefault(key[0], {}):
                self._wrong(sheet, line, 0, known, LINE_TWICE)
            else:
                found[key[0]][key[1]] = line
        for row in self.template.rows:
            if len(found.get(row.key, {})) < len(FILLED):
                found.pop(row.key, None)
                wrong = with_words(ROW_MISSING, row=row.name)
                self.errors.append(CellError(sheet.name, "", "", wrong))
        return found

    def _numbers(
        self, sheet: _OfficeSheet, row: TemplateRow, lines: Mapping[BookLine, TextLine], column: int
    ) -> Numbers | None:
        weight_line = lines[BookLine.WEIGHT]
        said = at(weight_line, column)
        if says_none(said):
            for tier in TIERS:
                text = at(lines[tier], column)
                if text and not says_none(text):
                    self._wrong(sheet, lines[tier], column, text, NO_ROW)
            return None
        weight = self._weight(sheet, weight_line, column, said)
        before = len(self.errors)
        targets = [self._target(sheet, row, lines[tier], column) for tier in TIERS]
        found = Numbers(weight, TierTargets(*targets))
        if len(self.errors) == before:
            self._ordered(sheet, row, found, lines, column)
        return found

    def _weight(
        self, sheet: _OfficeSheet, line: TextLine, column: int, said: str
    ) -> Decimal | None:
        if not said:
            self._wrong(sheet, line, column, "", BLANK_WEIGHT)
            return None
        read = parse_number(said)
        if isinstance(read, Unreadable):
            self._wrong(sheet, line, column, said, with_words(BAD_WEIGHT, read=read.read))
        elif not 0 <= read < _MOST_WEIGHT or read != round(read, 2):
            self._wrong(sheet, line, column, said, with_words(BAD_WEIGHT, read=said))
        else:
            return read
        return None

    def _target(
        self, sheet: _OfficeSheet, row: TemplateRow, line: TextLine, column: int
    ) -> Value | None:
        said = at(line, column)
        read = parse_target(said, expects=row.expects, unit=row.placed.entry.unit)
        if isinstance(read, Unreadable):
            self._wrong(sheet, line, column, said, read.message)
            return None
        if isinstance(read, Decimal) and read < 0:
            self._wrong(sheet, line, column, said, with_words(NEGATIVE, read=said))
        return read

    def _ordered(
        self,
        sheet: _OfficeSheet,
        row: TemplateRow,
        numbers: Numbers,
        lines: Mapping[BookLine, TextLine],
        column: int,
    ) -> None:
        """The tiers of one kind and in one direction, as the checks of plans have it."""
        placed = row.placed.with_numbers(numbers)
        activity = ActivityEntry(None, "", (placed.entry,))
        objective = ObjectiveEntry("", "", None, "", None, (activity,))
        document = PlanDocument(Form.PLAN, "", "", None, (objective,))
        for check in (wrong_kind, tier_order):
            for problem in check(document, CheckSettings()):
                line = lines[BookLine.T100]
                self._wrong(sheet, line, column, at(line, column), problem.message)

    def _wrong(
        self, sheet: _OfficeSheet, line: TextLine, column: int, read: str, message: Message
    ) -> None:
        place = f"{letters(column)}{line.number}"
        key = _key(line.cells[0])
        row = self.template.by_key.get(key[0]) if key else None
        head = at(sheet.head, column)
        office = head.removeprefix(OFFICE) if row and head.startswith(OFFICE) else ""
        self.errors.append(
            CellError(sheet.name, place, read, message, row.name if row else "", office)
        )


def at(line: TextLine, column: int) -> str:
    """The text of the line in the column, from 0; blank beyond its end."""
    return line.cells[column] if column < len(line.cells) else ""


def letters(column: int) -> str:
    """The name of a column by its place from 0: A, B … Z, AA."""
    before, last = divmod(column, _LETTERS)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _key(said: str) -> tuple[int, BookLine] | None:
    number, _split, name = to_latin_digits(said).partition(SPLIT)
    key = parse_whole(number, most_digits=_KEY_DIGITS)
    return None if key is None or name not in list(BookLine) else (key, BookLine(name))
