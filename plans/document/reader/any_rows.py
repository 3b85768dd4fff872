"""Lines of any office's form → what each of them is. Nothing is moved from its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from plans.document.reader.columns import (
    TEXT_COLUMNS,
    TIER_COLUMNS,
    VALUE_COLUMNS,
    FormLayout,
    PeriodColumn,
)
from plans.document.reader.heading_rows import HeadingRows, heading_rows_at, is_number_row
from plans.document.reader.meanings import is_tier
from plans.document.reader.nested import told_apart
from plans.document.reader.page_marks import is_page_mark, is_page_number
from plans.document.reader.rows import (
    Event,
    FormRow,
    FormSection,
    Furniture,
    Stray,
    below,
    heading_event,
)
from plans.document.reader.text import TextLine, comparable, plainly, wording
from plans.document.reader.total_rows import total_of

_OF_SECTION: Final = wording(r"[:ঃ]\s*(?:উপ)?-?(?:মোট|(?:sub-?)?total)$")
_REMARK: Final = wording(
    r"(?:[*†‡]|(?:টীকা|নোট|দ্রষ্টব্য|বি(?:\.|ঃ|:)?\s?দ্র(?:\.|ঃ|:|ষ্টব্য)?|notes?|n\.?b\.?)\s*[:ঃ.–-])"
)
_SIGNS: Final = wording(
    r"(?:(?:প্রস্তুত|প্রণয়ন|যাচাই|অনুমোদন|সুপারিশ|উপস্থাপন)কারী\S*"
    r"|(?:prepared|checked|verified|reviewed|recommended|approved|submitted) by)\s*(?:[:ঃ].*)?"
)
_SAME_HEADING: Final = 0.6
_FEWEST: Final = 2


def events_of_any(
    layout: FormLayout, rows: HeadingRows, lines: Sequence[TextLine], *, above: frozenset[str]
) -> list[Event]:
    """What each line below the headings ``rows`` is; ``above`` is the text over them."""
    events = list(_events(layout, rows, lines, above=above))
    last = max(
        (i for i, e in enumerate(events) if isinstance(e, FormRow) and e.has_values), default=-1
    )
    return events[: last + 1] + list(below(events[last + 1 :]))


def repeats(rows: HeadingRows, other: HeadingRows) -> bool:
    """Whether ``other`` are the same headings again, as on each page of a long table."""
    mine = [tuple(head.text for head in path) for path in rows.paths]
    theirs = [tuple(head.text for head in path) for path in other.paths]
    same = sum(a == b for a, b in zip(mine, theirs, strict=False))
    return same >= _SAME_HEADING * max(len(mine), len(theirs))


def _events(
    layout: FormLayout, rows: HeadingRows, lines: Sequence[TextLine], *, above: frozenset[str]
) -> Iterator[Event]:
    skip = 0
    table = next((line.table for line in lines if line.table), 0)
    ended = False
    for index, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        again = heading_rows_at(lines, index)
        if again is not None and repeats(rows, again):
            skip = again.taken - 1
            table, ended = line.table, False
            yield Furniture({})
            continue
        if line.table and line.table != table:
            # A table of another width that goes without the headings is none of the form's.
            table, ended = line.table, abs(line.written - layout.width) > 1
        if ended:
            yield Stray(line.number, line.text)
            continue
        yield from _events_of_line(layout, rows, line, above=above)


def _events_of_line(
    layout: FormLayout, rows: HeadingRows, line: TextLine, *, above: frozenset[str]
) -> Iterator[Event]:
    total = total_of(layout, line)
    opened = heading_event(layout, line)
    if total is not None and (not isinstance(opened, FormSection) or _totals_section(line)):
        yield total
    elif plainly(line.text) in above or _is_heading_again(rows, line) or is_page_mark(line):
        yield Furniture({})
    elif _is_beside(line):
        yield Stray(line.number, line.text)
    elif opened is not None:
        yield opened
    elif line.tabbed:
        yield _row(layout, line)
    elif not is_page_number(line.text):
        yield Stray(line.number, line.text)


def _is_beside(line: TextLine) -> bool:
    """Whether the row is a note on the table, or names who prepared and approved it."""
    said = [comparable(cell) for cell in line.cells if cell]
    return all(map(_SIGNS.fullmatch, said)) or (len(said) == 1 and bool(_REMARK.match(said[0])))


def _totals_section(line: TextLine) -> bool:
    """Whether a row that names a section is its total: ``কৌশলগত উদ্দেশ্যসমূহ: মোট``."""
    first = next(cell for cell in line.cells if cell)
    return _OF_SECTION.search(comparable(first)) is not None


def _is_heading_again(rows: HeadingRows, line: TextLine) -> bool:
    said = [cell for cell in line.cells if cell]
    if is_number_row(line.cells):
        return True
    if len(said) >= _FEWEST and all(map(is_tier, said)) and not _texts(line, rows):
        return True
    for heading in rows.lines:
        same = sum(
            bool(cell) and cell == other
            for cell, other in zip(line.cells, heading.cells, strict=False)
        )
        if same >= _FEWEST and same >= _SAME_HEADING * len(said):
            return True
    return False


def _texts(line: TextLine, rows: HeadingRows) -> bool:
    """Whether anything stands left of the first column of the lower headings."""
    lower = [place for row in rows.lines[1:] for place, cell in enumerate(row.cells) if cell]
    return any(line.cells[: min(lower, default=0)])


def _at_best_tiers(layout: FormLayout, line: TextLine) -> Sequence[str]:
    """The cells, each target that lies over several tiers under the best of them."""
    cells = list(line.cells)
    for place, across in enumerate(line.across[: len(cells)]):
        under = layout.columns[place : place + across]
        if across > 1 and cells[place] and set(under) <= set(TIER_COLUMNS):
            best = place + under.index(min(under, key=TIER_COLUMNS.index))
            cells += [""] * (best + 1 - len(cells))
            cells[place], cells[best] = "", cells[place]
    return cells


def _row(layout: FormLayout, line: TextLine) -> FormRow:
    cells = told_apart(layout, layout.by_column(_at_best_tiers(layout, line)))
    values = any(
        cell and (place in VALUE_COLUMNS or isinstance(place, PeriodColumn))
        for place, cell in cells.items()
    )
    others = layout.others(line.cells)
    beyond = [cell for cell in line.cells[layout.width :] if cell]
    return FormRow(
        line.number,
        cells,
        values,
        is_misplaced=bool(beyond) and any(cells.get(column) for column in TEXT_COLUMNS),
        others={**others, **({"": " ".join(beyond)} if beyond else {})},
    )
