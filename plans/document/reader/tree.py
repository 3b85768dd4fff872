"""Rows in the order of the form → objectives, activities and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from numerals import FiscalYearSpan, Month
from plans.document.defaults import FIRST_SECTION
from plans.document.naming import Names
from plans.document.reader.codes import Coded, depth_of, split_code
from plans.document.reader.columns import MONTH_COLUMNS, TEXT_COLUMNS, FormColumn, FormLayout, Place
from plans.document.reader.findings import rows as findings
from plans.document.reader.findings.values import as_above
from plans.document.reader.growing import (
    GrowingActivity,
    GrowingIndicator,
    GrowingObjective,
    SaidRow,
)
from plans.document.reader.lines import goes_on
from plans.document.reader.named_lines import matter_of_line
from plans.document.reader.opening import (
    ACTIVITY_DEPTHS,
    INDICATOR_DEPTH,
    coded_by_serial,
    coded_objective,
    group_of,
    opens_activity,
    opens_indicator,
    opens_objective,
    without_mark,
)
from plans.document.reader.rows import (
    Event,
    FormObjective,
    FormRow,
    FormSection,
    Furniture,
    Stray,
    UnknownSection,
    section_named,
)
from plans.document.reader.text import joined, wording
from plans.document.reader.total_rows import StatedTotal
from plans.document.reader.totals import StatedTotals
from plans.document.reader.values import CellReader, Values
from plans.document.values import ObjectiveEntry, Problem

_DITTO: Final = wording(r"ঐ|〃|ditto|-?\s?do\.?\s?-?|[\"“”]|''|,,")
_POINTING: Final = (
    *(FormColumn.UNIT, FormColumn.METHOD, FormColumn.RESPONSIBLE, FormColumn.EVIDENCE),
)
_CODED: Final = (
    *(FormColumn.ACTIVITY, FormColumn.INDICATOR),
    *(FormColumn.ACTIVITY_CODE, FormColumn.INDICATOR_CODE, FormColumn.SERIAL),
)


@dataclass(slots=True)
class PlanTree:
    """Grows event by event; ``problems`` are what was found, in the order of the form.

    ``unread`` are the cells, by row and column, that could not be read; ``said`` are the rows
    as they stand in the file, by the name of the objective or indicator that begins in each.
    """

    layout: FormLayout
    months: Sequence[Month]
    year: FiscalYearSpan | None = None
    problems: list[Problem] = field(default_factory=list)
    unread: dict[tuple[str, Place], str] = field(default_factory=dict)
    said: dict[str, SaidRow] = field(default_factory=dict)
    totals: StatedTotals = field(default_factory=StatedTotals)
    _objectives: list[GrowingObjective] = field(default_factory=list)
    _section: str = FIRST_SECTION
    _section_said: str = ""
    _opens_section: bool = True
    _after_break: bool = False
    _names: Names = field(default_factory=Names)
    _continued: list[str] = field(default_factory=list)
    _words_above: dict[FormColumn, str] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take the next event of the table."""
        match event:
            case FormSection(code, weight):
                self._section = code
                self._opens_section = True
                self.totals.open_section(weight, at=self._count())
            case UnknownSection(perhaps=FormRow() as row) if self._objectives:
                self._add_row(row)
            case UnknownSection(number, text, weight):
                self._open_unknown(number, text)
                self.totals.open_section(weight, at=self._count())
            case FormObjective(code, title, weight):
                self._open_band(code, title, weight)
            case StatedTotal():
                self.totals.add(event, at=self._count())
            case Furniture(spilled):
                self._spill(spilled)
                self._after_break = True
            case FormRow():
                self._add_row(event)
                self._after_break = False
            case Stray(number, text, last):
                self.problems.append(findings.line_stray(number, text=text, last=last))

    def frozen(self) -> tuple[ObjectiveEntry, ...]:
        """What has grown."""
        return tuple(objective.frozen() for objective in self._objectives)

    def _open_unknown(self, number: int, text: str) -> None:
        """A section that no rules know: the form's first rows are those of the first section."""
        if self._objectives:
            self.problems.append(findings.section_unknown(number, text=text))
        else:
            self._section = FIRST_SECTION
            self._opens_section = True

    def _take_section(self, row: FormRow) -> None:
        """The section that the row names in a column of its own; a blank cell goes on with it."""
        text = row.said(FormColumn.SECTION)
        if not text or text == self._section_said:
            return
        self._section_said = text
        code = section_named(text)
        if code is None:
            self._open_unknown(row.number, text)
        elif code != self._section or not self._objectives:
            self._section, self._opens_section = code, True

    def _open_band(self, code: str | None, title: str, weight: Decimal | None) -> None:
        current = self._objectives[-1] if self._objectives else None
        if (
            current is not None
            and depth_of(code) in ACTIVITY_DEPTHS
            and current.code == group_of(code)
        ):
            current.activities.append(GrowingActivity(code, title))
            return
        name = self._names.of_objective(code=code, section=self._section)
        self._objectives.append(
            GrowingObjective(name, self._section, code, title, weight, is_band=True)
        )
        self._opens_section = False

    def _count(self) -> int:
        return sum(
            len(activity.indicators) for one in self._objectives for activity in one.activities
        )

    def _add_row(self, row: FormRow) -> None:
        self._continued = []
        if goes_on(row):
            self._add_line(row)
            return
        self._take_section(row)
        unspaced: list[str] = []
        objective = self._objective_of(row, unspaced)
        activity = self._activity_of(row, objective, unspaced)
        indicator = self._indicator_of(row, objective, activity, unspaced=unspaced)
        name = indicator.row if indicator else objective.row
        if indicator is not None and row.has_values:
            self._read_values(row, indicator)
        if indicator is not None:
            indicator.others.update(row.others)
            indicator.others.update(self._of_untold_months(row))
        if unspaced:
            self.problems.append(findings.space_missing(name, printed=unspaced))
        self._report_layout(row, name)

    def _of_untold_months(self, row: FormRow) -> Iterator[tuple[str, str]]:
        """The cells of month columns, word for word, where nothing tells which months they are."""
        for column, heading in zip(self.layout.columns, self.layout.headings, strict=False):
            if not self.months and column in MONTH_COLUMNS and row.said(column):
                yield heading, row.said(column)

    def _add_line(self, row: FormRow) -> None:
        """A row without any name goes on with the indicator above it."""
        objective = self._objectives[-1] if self._objectives else None
        activity = objective.activities[-1] if objective and objective.activities else None
        indicator = activity.indicators[-1] if activity and activity.indicators else None
        if indicator is None:
            text = " ".join(filter(None, row.cells.values()))
            if text:
                self.problems.append(findings.row_without_place(row.number, text=text))
            return
        unit = indicator.values.unit if indicator.values else ""
        indicator.lines.append(self._values_of(row, indicator, inherited=unit))
        for heading, text in row.others.items():
            indicator.others[heading] = joined(indicator.others.get(heading, ""), text)

    def _report_layout(self, row: FormRow, name: str) -> None:
        if row.shift:
            self.problems.append(findings.row_shifted(name, shift=row.shift))
        if row.is_misplaced:
            self.problems.append(findings.row_misplaced(name))
        if row.together > 1:
            self.problems.append(findings.row_of_several(name, count=row.together))
        if row.left_together > 1:
            self.problems.append(findings.row_left_whole(name, count=row.left_together))
        if row.lines > 1:
            self.problems.append(findings.row_broken(name, lines=row.lines))
        if self._continued:
            self.problems.append(
                findings.row_continued(name, parts=self._continued, after_break=self._after_break)
            )

    # objectives

    def _objective_of(self, row: FormRow, unspaced: list[str]) -> GrowingObjective:
        if not self.layout.tells(FormColumn.OBJECTIVE):
            return self._grouped(row)
        text = row.said(FormColumn.OBJECTIVE)
        current = self._objectives[-1] if self._objectives else None
        text = without_mark(text, current.title if current else "")
        coded = coded_objective(row, text)
        if (
            current is None
            or self._opens_section
            or opens_objective(self.layout, row, coded, current)
        ):
            _note_spacing(coded, unspaced)
            return self._new_objective(row, coded)
        current.title = self._continue(current.title, coded.title)
        return current

    def _grouped(self, row: FormRow) -> GrowingObjective:
        """Without a column for objectives the first number of the codes groups the rows."""
        codes = (split_code(row.said(column)).code for column in _CODED)
        code = next((group for one in codes if (group := group_of(one))), None)
        current = self._objectives[-1] if self._objectives else None
        if current is not None and current.is_band:
            return current
        if current is None or self._opens_section or (code and code != current.code):
            return self._new_objective(row, Coded(code, ""))
        return current

    def _new_objective(self, row: FormRow, coded: Coded) -> GrowingObjective:
        name = self._names.of_objective(code=coded.code, section=self._section)
        cells = CellReader(self.layout, row.cells, name)
        objective = GrowingObjective(
            row=name,
            section=self._section,
            code=coded.code,
            title=coded.title,
            weight=cells.number(FormColumn.OBJECTIVE_WEIGHT),
        )
        self.problems.extend(cells.problems)
        self.said[name] = SaidRow(row.number, row.cells)
        self._objectives.append(objective)
        self._opens_section = False
        return objective

    # activities

    def _activity_of(
        self, row: FormRow, objective: GrowingObjective, unspaced: list[str]
    ) -> GrowingActivity:
        current = objective.activities[-1] if objective.activities else None
        text = without_mark(row.said(FormColumn.ACTIVITY), current.title if current else "")
        coded = split_code(text, bare_depths=ACTIVITY_DEPTHS)
        if coded.code is None:
            coded = coded_by_serial(
                self.layout, row, coded, depths=ACTIVITY_DEPTHS, codes=FormColumn.ACTIVITY_CODE
            )
        if current is None or opens_activity(self.layout, row, coded, current):
            _note_spacing(coded, unspaced)
            current = GrowingActivity(coded.code, coded.title)
            objective.activities.append(current)
        else:
            current.title = self._continue(current.title, coded.title)
        return current

    # indicators

    def _indicator_of(
        self,
        row: FormRow,
        objective: GrowingObjective,
        activity: GrowingActivity,
        *,
        unspaced: list[str],
    ) -> GrowingIndicator | None:
        depths = frozenset({INDICATOR_DEPTH, depth_of(activity.code) + 1} - {1})
        if not self.layout.prescribed and objective.code and not activity.code:
            of_objective = split_code(row.said(FormColumn.INDICATOR)).code or ""
            depths |= {2} if of_objective.startswith(f"{objective.code}.") else set()
        coded = split_code(row.said(FormColumn.INDICATOR), bare_depths=depths)
        if coded.code is None:
            coded = coded_by_serial(
                self.layout,
                row,
                coded,
                depths=frozenset({INDICATOR_DEPTH}),
                codes=FormColumn.INDICATOR_CODE,
            )
        current = activity.indicators[-1] if activity.indicators else None
        if current is not None and not opens_indicator(row, coded, current):
            current.title = self._continue(current.title, coded.title)
            return current
        if not (row.has_values or coded.title or coded.code):
            return current
        _note_spacing(coded, unspaced)
        name = self._names.of_indicator(
            code=coded.code,
            section=objective.section,
            activity=activity.code or str(self._activities_in(objective.section)),
        )
        indicator = GrowingIndicator(name, coded.code, coded.title)
        self.said[name] = SaidRow(row.number, row.cells)
        activity.indicators.append(indicator)
        return indicator

    def _activities_in(self, section: str) -> int:
        return sum(len(one.activities) for one in self._objectives if one.section == section)

    def _read_values(self, row: FormRow, indicator: GrowingIndicator) -> None:
        row = self._as_above(row, indicator)
        indicator.values = self._values_of(row, indicator)
        self.said[indicator.row] = SaidRow(row.number, row.cells)

    def _as_above(self, row: FormRow, indicator: GrowingIndicator) -> FormRow:
        """The row with the words of the one above it where it only points to them, told of."""
        cells = dict(row.cells)
        for column in _POINTING:
            text, above = row.said(column), self._words_above.get(column, "")
            if _DITTO.fullmatch(text) and above:
                cells[column] = above
                place = self.layout.place(column)
                self.problems.append(as_above(indicator.row, place, text, above=above))
            elif text:
                self._words_above[column] = text
        return replace(row, cells=cells)

    def _values_of(
        self, row: FormRow, indicator: GrowingIndicator, *, inherited: str = ""
    ) -> Values:
        cells = CellReader(self.layout, row.cells, indicator.row, self.year, inherited)
        values = cells.values(self.months)
        for column, text in cells.unread.items():
            name = (indicator.row, matter_of_line(values.says, column))
            self.unread[name] = joined(self.unread.get(name, ""), text)
        self.problems.extend(cells.problems)
        return values

    # texts

    def _continue(self, title: str, more: str) -> str:
        if not more or not title or more == title:
            return title or more
        self._continued.append(more)
        return joined(title, more)

    def _spill(self, spilled: Mapping[FormColumn, str]) -> None:
        if not self._objectives:
            return
        objective = self._objectives[-1]
        activity = objective.activities[-1] if objective.activities else None
        indicator = activity.indicators[-1] if activity and activity.indicators else None
        owners = dict(zip(TEXT_COLUMNS, (objective, activity, indicator), strict=True))
        for column, text in spilled.items():
            owner = owners[column]
            if owner is None:
                continue
            owner.title = joined(owner.title, text)
            name = objective.row if indicator is None or owner is objective else indicator.row
            self.problems.append(findings.title_spilled(name, text=text))


def _note_spacing(coded: Coded, unspaced: list[str]) -> None:
    if not coded.spaced:
        unspaced.append(coded.printed)
