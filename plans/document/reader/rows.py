"""Lines of the table → what each of them is: a section, a data row, or furniture of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Final, TypeAlias

from numerals import parse_number, to_latin_digits
from plans.document.defaults import SECTIONS
from plans.document.reader.bands import band_of, heads_section
from plans.document.reader.cells import (
    has_values,
    is_number,
    is_unit,
    misfits,
    overflows,
    underflows,
)
from plans.document.reader.codes import comes_next, split_code
from plans.document.reader.columns import (
    TEXT_COLUMNS,
    TIER_COLUMNS,
    FormColumn,
    FormLayout,
    Place,
    layout_of_headings,
    tier_percents,
)
from plans.document.reader.heading_rows import column_number
from plans.document.reader.meanings import is_tier
from plans.document.reader.page_marks import is_page_mark, is_page_number
from plans.document.reader.repair import rejoined, repaired
from plans.document.reader.text import TextLine, comparable, outside_brackets, plainly, wording
from plans.document.reader.total_rows import STATED, StatedTotal, stated_weight, total_of

_SECTIONS: Final = tuple((wording(section.spelt), section.code) for section in SECTIONS)
_NUMBERS_OF_A_ROW: Final = 5
_NAMES_OF_A_ROW: Final = 3
_HEADINGS_OF_A_ROW: Final = 4
_MISFITS_OF_A_SLIDE: Final = 3
_NAME_AND_WEIGHT: Final = 2
_LONGEST_SECTION: Final = 60


@dataclass(frozen=True, slots=True)
class FormSection:
    """A row that opens a section; ``weight`` is the total that it states."""

    code: str
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FormObjective:
    """A row over the whole table that is an objective of the rows below it."""

    code: str | None
    title: str
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A repeated heading or number row; ``spilled`` is text of the row before that got into it."""

    spilled: Mapping[FormColumn, str]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the plan under the columns of the form.

    ``shift`` is by how many columns it had slid, ``lines`` how many lines it was broken over,
    ``is_misplaced`` that it still seems to have slid and no repair was beyond doubt. ``together``
    is how many indicators stand in one row of the file, of which it is one; of
    ``left_together`` nobody could tell which figures are whose.
    """

    number: int
    cells: Mapping[Place, str]
    has_values: bool
    shift: int = 0
    lines: int = 1
    is_misplaced: bool = False
    together: int = 1
    left_together: int = 1
    others: Mapping[str, str] = field(default_factory=dict)

    def said(self, column: Place) -> str:
        """What stands under ``column``; blank if the form lacks it."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class UnknownSection:
    """A row that heads a section, but none that is known.

    ``perhaps`` is the row as one of figures, where it may also be the rest of a title.
    """

    number: int
    text: str
    weight: Decimal | None = None
    perhaps: FormRow | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """A line inside or below the table that is no row of it, or many of them up to ``last``."""

    number: int
    text: str
    last: int = 0


Event: TypeAlias = (
    FormSection | UnknownSection | FormObjective | Furniture | FormRow | Stray | StatedTotal
)


def events_of(
    layout: FormLayout, lines: Sequence[TextLine], *, above: frozenset[str]
) -> list[Event]:
    """What each line of the table is; ``above`` is the text over it, which a page may repeat.

    Below the last row with figures stand signatures and notes: text there is stray unless a
    page break just before it shows that a row goes on.
    """
    events = list(_events(layout, lines, above=above))
    last = max(
        (i for i, e in enumerate(events) if isinstance(e, FormRow) and e.has_values), default=-1
    )
    return events[: last + 1] + list(below(events[last + 1 :]))


def below(events: Sequence[Event]) -> Iterator[Event]:
    """The events below the last row with figures: rows there are stray text."""
    after_break = False
    for event in events:
        if isinstance(event, FormRow) and not after_break:
            yield Stray(event.number, " ".join(filter(None, event.cells.values())))
        else:
            yield event
        after_break = isinstance(event, Furniture)


def _events(
    layout: FormLayout, lines: Sequence[TextLine], *, above: frozenset[str]
) -> Iterator[Event]:
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        event = _marginal(layout, line, above=above)
        if event is not None:
            yield event
            continue
        broken = rejoined(layout, lines[index - 1 : index + 8])
        if broken is not None:
            cells, taken = broken
            index += taken - 1
            yield FormRow(
                line.number,
                layout.by_column(cells),
                True,
                lines=taken,
                others=layout.others(cells),
            )
        elif line.tabbed:
            yield _row(layout, line)
        elif not is_page_number(line.text):
            yield Stray(line.number, line.text)


def _marginal(layout: FormLayout, line: TextLine, *, above: frozenset[str]) -> Event | None:
    spilled = _furniture(layout, line.cells)
    if spilled is not None:
        return Furniture(spilled)
    if plainly(line.text) in above or is_page_mark(line):
        return Furniture({})
    total = total_of(layout, line)
    opened = heading_event(layout, line)
    return total if total is not None and not isinstance(opened, FormSection) else opened


def _row(layout: FormLayout, line: TextLine) -> FormRow:
    cells, shift, is_misplaced = line.cells, 0, False
    wrong = misfits(layout, cells)
    if wrong:
        repair = repaired(layout, cells)
        if repair is not None:
            cells, shift = repair.cells, repair.shift
        else:
            slid = overflows(layout, cells) or underflows(layout, cells)
            is_misplaced = (
                slid
                or wrong >= _MISFITS_OF_A_SLIDE
                or not is_unit(layout.at(FormColumn.UNIT, cells))
            )
    return FormRow(
        line.number,
        layout.by_column(cells),
        has_values(layout, cells),
        shift=shift,
        is_misplaced=is_misplaced,
        others=layout.others(cells),
    )


def heading_event(layout: FormLayout, line: TextLine) -> Event | None:
    """What a row of one text over the table opens; ``None`` if it opens nothing."""
    line = _with_its_weight(line)
    section = section_of(line)
    if section is not None:
        return FormSection(section, stated_weight(line.text))
    weighed = _weighed_section(layout, line)
    if weighed is not None:
        return weighed
    band = band_of(line, width=layout.width, opens=partial(_opens_alone, layout))
    if band is None:
        return None
    if band.heads_section:
        row = FormRow(line.number, layout.by_column(line.cells), has_values=False)
        perhaps = None if band.is_certain else row
        return UnknownSection(line.number, line.text, band.weight, perhaps)
    if layout.nested and (band.code or band.weight is None):
        return None
    if band.code or band.weight is not None:
        return FormObjective(band.code, band.title, band.weight)
    return Stray(line.number, line.text)


def _with_its_weight(line: TextLine) -> TextLine:
    """The row of two cells whose second only states the weight of the first, as one cell."""
    said = [place for place, cell in enumerate(line.cells) if cell]
    if len(said) != _NAME_AND_WEIGHT or said[0] > 1:
        return line
    name, weight = (line.cells[place] for place in said)
    if not STATED.fullmatch(to_latin_digits(comparable(weight))):
        return line
    cells = (*line.cells[: said[0]], f"{name} ({weight.strip('()[] ')})")
    across = (*line.across[: said[0]], sum(line.across[said[0] :])) if line.across else ()
    return replace(line, cells=cells, across=across)


def _opens_alone(layout: FormLayout, place: int, depth: int) -> bool:
    """Whether a code alone in its row at ``place`` can be no cell of the column that it is under:
    an objective's or an activity's where none has a column, an activity's under the objectives.
    """
    column = layout.columns[place] if place < layout.width else FormColumn.OTHER
    if layout.prescribed or layout.nested or depth not in (1, 2):
        return False
    if layout.tells(FormColumn.ACTIVITY):
        return column is FormColumn.OBJECTIVE and depth > 1
    return column is FormColumn.INDICATOR


def section_of(line: TextLine) -> str | None:
    """The code of the section that the line opens, ``None`` if it opens none."""
    said = [cell for cell in line.cells if cell]
    if len(said) != 1 or not (said[0] in line.cells[:2] or _heads_alone(said[0])):
        return None
    return section_named(said[0])


def _heads_alone(text: str) -> bool:
    """Whether the text heads a section wherever it stands in its row."""
    name = STATED.sub("", to_latin_digits(comparable(text)))
    return len(name) <= _LONGEST_SECTION and heads_section(name) and split_code(text).code is None


def section_named(text: str) -> str | None:
    """The code of the section that ``text`` heads; what stands in brackets only counts alone."""
    name = STATED.sub("", to_latin_digits(comparable(text)))
    heading = outside_brackets(name).rstrip(":ঃ -–")
    return next((code for pattern, code in _SECTIONS if pattern.search(heading)), None)


def _weighed_section(layout: FormLayout, line: TextLine) -> FormSection | None:
    """A section whose weight stands in the column of weights: ``কৌশলগত উদ্দেশ্যসমূহ | ৭৫``."""
    said = [place for place, cell in enumerate(line.cells) if cell]
    if len(said) != _NAME_AND_WEIGHT or said[0] > 1 or said[1] >= layout.width:
        return None
    name, weight = (line.cells[place] for place in said)
    if layout.columns[said[1]] not in (FormColumn.OBJECTIVE_WEIGHT, FormColumn.WEIGHT):
        return None
    code, number = section_named(name), parse_number(weight)
    if code is None or not isinstance(number, Decimal) or not heads_section(name):
        return None
    return FormSection(code, number)


def _furniture(layout: FormLayout, cells: Sequence[str]) -> dict[FormColumn, str] | None:
    """The text that spilled into a repeated heading row; ``None`` if the row is none."""
    if _is_number_row(layout, cells) or _is_tier_row(layout, cells):
        return _spilled(layout, cells, headings=())
    if layout_of_headings(cells) is not None or _repeats_headings(layout, cells):
        return _spilled(layout, cells, headings=layout.headings)
    return None


def _is_number_row(layout: FormLayout, cells: Sequence[str]) -> bool:
    latin = [column_number(cell) for cell in cells]
    counted = sum(map(comes_next, latin, latin[1:]))
    return counted >= _NUMBERS_OF_A_ROW and is_number(layout.at(FormColumn.UNIT, cells))


def _is_tier_row(layout: FormLayout, cells: Sequence[str]) -> bool:
    if sum(map(is_tier, cells)) >= _NAMES_OF_A_ROW and not any(map(is_number, cells)):
        return True
    start = layout.columns.index(TIER_COLUMNS[0])
    unnamed = not (layout.at(FormColumn.UNIT, cells) or layout.at(FormColumn.WEIGHT, cells))
    return unnamed and tier_percents(cells[start : start + len(TIER_COLUMNS)])


def _repeats_headings(layout: FormLayout, cells: Sequence[str]) -> bool:
    pairs = zip(cells, layout.headings, strict=False)
    return sum(bool(cell) and cell == heading for cell, heading in pairs) >= _HEADINGS_OF_A_ROW


def _spilled(
    layout: FormLayout, cells: Sequence[str], *, headings: Sequence[str]
) -> dict[FormColumn, str]:
    spilled = {}
    for column in TEXT_COLUMNS:
        cell = layout.at(column, cells)
        heading = layout.at(column, headings)
        text = (cell.replace(heading, "") if heading else cell).strip()
        if text and not is_number(text) and not is_tier(text):
            spilled[column] = text
    return spilled
