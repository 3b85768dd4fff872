"""Where the forms stand in a file's lines, and each one's layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from numerals import FiscalYearSpan
from plans.document.reader.any_rows import repeats
from plans.document.reader.codes import split_code
from plans.document.reader.columns import (
    MONTH_COLUMNS,
    TIER_COLUMNS,
    FormColumn,
    FormLayout,
    Matter,
    layout_of_headings,
    tier_percents,
)
from plans.document.reader.findings import headings as findings
from plans.document.reader.heading import fiscal_years_in, is_note, names_a_plan, office_in
from plans.document.reader.heading_rows import HeadingRows, heading_rows_at
from plans.document.reader.meanings import Bare, is_tier, meaning_of, tier_of
from plans.document.reader.periods import time_in
from plans.document.reader.text import TextLine, joined, plainly
from plans.document.reader.told_layout import ToldLayout, target_years, told_layout
from plans.document.values import TIERS, Form

_TIER_ROWS: Final = 4
_NAMES_OF_A_ROW: Final = 3
_LINES_OF_A_HEADING: Final = 5
_ROWS_LOOKED_AT: Final = 8
_OF_OTHERS: Final = frozenset(
    {
        Matter.BASELINE,
        Matter.PROJECTION,
        FormColumn.RESPONSIBLE,
        FormColumn.EVIDENCE,
        FormColumn.LINE,
        FormColumn.RAW_SCORE,
        FormColumn.WEIGHTED_SCORE,
    }
)


@dataclass(frozen=True, slots=True)
class FormTable:
    """One form's lines: those above the headings, the headings, and those below.

    ``prescribed`` is the layout if its headings are one of the two prescribed forms'.
    """

    above: tuple[TextLine, ...]
    rows: HeadingRows | None
    below: tuple[TextLine, ...]
    prescribed: FormLayout | None

    @property
    def headings(self) -> tuple[str, ...]:
        """The text over each column."""
        if self.rows is None:
            return ()
        return tuple(joined(*dict.fromkeys(h.text for h in path)) for path in self.rows.paths)

    @property
    def target_years(self) -> frozenset[FiscalYearSpan]:
        """The fiscal years over the targets; in a prescribed form over any column."""
        if self.prescribed is not None or self.rows is None:
            return fiscal_years_in(" ".join(self.prescribed.headings if self.prescribed else ()))
        return target_years(self.rows)

    @property
    def reports_months(self) -> bool:
        """Whether the title's months are those of columns."""
        if self.prescribed is not None:
            return self.prescribed.form is Form.PROGRESS
        meanings = {meaning_of(text) for text in self.headings}
        return Matter.ACHIEVED in meanings or not meanings.isdisjoint(MONTH_COLUMNS)


def tables_of(lines: Sequence[TextLine]) -> tuple[FormTable, ...]:
    """The forms in ``lines``, in order.

    The same headings again are the next page's, unless a title or an office of its own stands
    above them.
    """
    starts: list[tuple[int, int, HeadingRows | None, FormLayout | None]] = []
    index = 0
    while index < len(lines):
        rows = heading_rows_at(lines, index)
        prescribed = _prescribed(lines, index, rows)
        if rows is None and prescribed is None:
            index += 1
            continue
        first = _first_above(lines, index, after=starts[-1][1] if starts else None)
        if not starts or _is_another(lines, first, index, rows=rows, before=starts[-1]):
            starts.append((first, index, rows, prescribed))
        index += 1 if prescribed is not None or rows is None else rows.taken
    stops = [*(first for first, *_ in starts[1:]), len(lines)]
    return tuple(
        FormTable(
            above=tuple(lines[first:index]),
            rows=rows,
            below=tuple(lines[index + (1 if prescribed or rows is None else rows.taken) : stop]),
            prescribed=prescribed,
        )
        for (first, index, rows, prescribed), stop in zip(starts, stops, strict=False)
    )


def layout_of(table: FormTable, *, year: FiscalYearSpan | None, title: str = "") -> ToldLayout:
    """The layout of ``table`` in a plan of ``year``; ``title`` may name the quarter reported."""
    if table.prescribed is not None:
        return ToldLayout(table.prescribed)
    if table.rows is None:
        return ToldLayout(None, refusal=findings.columns_missing((findings.TARGETS,), found=()))
    return told_layout(table.rows, year=year, reported=time_in(title))


def _first_above(lines: Sequence[TextLine], index: int, *, after: int | None) -> int:
    """Where the text above the headings at ``index`` begins."""
    if after is None:
        return 0
    first = index
    while first - 1 > after and not lines[first - 1].tabbed:
        first -= 1
    # In a sheet all lines are rows: those of one text right above the headings may be a title.
    least = max(after, index - _LINES_OF_A_HEADING)
    while first - 1 > least and _may_entitle(lines[first - 1]):
        first -= 1
    return first


def _may_entitle(line: TextLine) -> bool:
    said = [cell for cell in line.cells if cell]
    return len(said) == 1 and split_code(said[0]).code is None and not is_note(said[0])


def _is_another(
    lines: Sequence[TextLine],
    first: int,
    index: int,
    *,
    rows: HeadingRows | None,
    before: tuple[int, int, HeadingRows | None, FormLayout | None],
) -> bool:
    """Whether another form begins here, and not the next page of the one before."""
    start, heading, headings, prescribed = before
    known = {plainly(line.text) for line in lines[start:heading]}
    above = [line.text for line in lines[first:index]]
    said = [text for text in above if plainly(text) not in known and not is_note(text)]
    if any(names_a_plan(text) or office_in(text) for text in said):
        return True
    if said and any(map(names_a_plan, above)) and _begins_anew(lines, heading, index):
        return True
    if prescribed is not None or rows is None or headings is None:
        return False
    return not repeats(headings, rows)


def _begins_anew(lines: Sequence[TextLine], heading: int, index: int) -> bool:
    """Whether the first code below the headings at ``index`` is that below the ones before."""
    first, again = (_first_code(lines, at) for at in (heading, index))
    return first == again != ""


def _first_code(lines: Sequence[TextLine], heading: int) -> str:
    below = lines[heading + 1 : heading + 1 + _ROWS_LOOKED_AT]
    codes = (split_code(cell).code for line in below for cell in line.cells if cell)
    return next((code for code in codes if code), "")


def _prescribed(
    lines: Sequence[TextLine], index: int, rows: HeadingRows | None
) -> FormLayout | None:
    """The prescribed layout that the line announces, if nothing in it says otherwise."""
    line = lines[index]
    layout = layout_of_headings(line.cells)
    if layout is None:
        return None
    meanings = [meaning_of(cell) for cell in line.cells if cell]
    if not _OF_OTHERS.isdisjoint(meanings) or Bare.WEIGHT in meanings:
        return None
    if any(time_in(cell).part for cell in line.cells):
        return None
    return layout if _has_five_targets(layout, lines, index) else None


def _has_five_targets(layout: FormLayout, lines: Sequence[TextLine], index: int) -> bool:
    """Whether the heading over the targets lies over five columns, the best tier first."""
    line = lines[index]
    start = layout.columns.index(TIER_COLUMNS[0])
    blanks = line.cells[start + 1 : start + len(TIER_COLUMNS)]
    names = _names_below(lines, index, start)
    if any(tier not in (None, asked) for tier, asked in zip(names, TIERS, strict=False)):
        return False
    if _has_others_below(lines, index, start):
        return False
    if line.across and start < len(line.across) and line.across[start] > 1:
        return line.across[start] == len(TIER_COLUMNS)
    if names:
        return True
    spans = len(blanks) == len(TIER_COLUMNS) - 1 and not any(blanks)
    return spans or (not any(blanks) and line.written >= layout.width)


def _has_others_below(lines: Sequence[TextLine], index: int, start: int) -> bool:
    """Whether the row below the headings names something else than tiers under the targets."""
    below = lines[index + 1].cells if index + 1 < len(lines) else ()
    under = [cell for cell in below[start : start + len(TIER_COLUMNS)] if cell]
    return any(meaning_of(cell) is not None and not is_tier(cell) for cell in under)


def _names_below(lines: Sequence[TextLine], index: int, start: int) -> list[int | None]:
    """The tiers that the first row of their names below the headings says, if there is one."""
    for below in lines[index + 1 : index + _TIER_ROWS]:
        cells = below.cells[start : start + len(TIER_COLUMNS)]
        if tier_percents(cells) or sum(map(is_tier, cells)) >= _NAMES_OF_A_ROW:
            return [tier_of(cell) for cell in cells]
    return []
