"""A table without a form's headings: rows that a code or a title names, beside figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from numerals import (
    FiscalYearSpan,
    Month,
    Unreadable,
    parse_figure,
    parse_whole,
    says_none,
    to_latin_digits,
)
from plans.document.grid import Grid
from plans.document.month.values import MONTHS_OF_A_PART, BroughtForm, BroughtRow, FigureColumn
from plans.document.reader.codes import split_code
from plans.document.reader.periods import Time, time_in
from plans.document.reader.text import TextLine, joined, lines_of_grid, wording

_DEPTHS: Final = frozenset({2, 3, 4})
_DEEP: Final = 3
_MOST_ROWS: Final = 500
_MOST_COLUMNS: Final = 60
_MOST_HEADINGS: Final = 100
_CACHED: Final = 8192
_SHARE: Final = 0.5
_FEWEST: Final = 2
_REMARKS: Final = wording(r"মন্তব্য|remark")
_CODE_HEADING: Final = wording(r"^(?:কোড|ক্রম|ক্র[.ঃ:]|নং|code|no\b|serial|sl\b)")
_TOTAL: Final = wording(r"ক্রমপ|মোট|cumulative|total")
_UNIT: Final = wording(r"একক|\bunit")


def plain_form(grid: Grid, *, year: FiscalYearSpan) -> BroughtForm | None:
    """The rows of figures in ``grid``; ``None`` if it has none, or more than any plan has.

    ``year`` is the plan's, in which months without their year lie.
    """
    lines = list(islice(lines_of_grid(grid), _MOST_ROWS + _MOST_HEADINGS + 1))
    start = next((at for at, line in enumerate(lines) if _holds_figure(line)), len(lines))
    heads, below = lines[:start], lines[start:]
    if below and start == 0 and _counts_columns(below[0].cells):
        heads, below = below[:1], below[1:]
    width = max((len(line.cells) for line in below), default=0)
    if len(below) > _MOST_ROWS or width > _MOST_COLUMNS:
        return None
    columns = [[_at(line, place) for line in below] for place in range(width)]
    headings = [
        joined(*(_at(line, place) for line in heads if line.tabbed)) for place in range(width)
    ]
    codes = [place for place in range(width) if _is_of_codes(columns[place], headings[place])]
    figures = [
        place
        for place in range(width)
        if place not in codes and _is_of_figures(columns[place]) and not _counts(columns[place])
    ]
    words = [
        place
        for place in range(width)
        if place not in (*codes, *figures) and not _UNIT.search(headings[place].lower())
    ]
    remarks = next((one for one in words if _REMARKS.search(headings[one].lower())), None)
    titles = [place for place in words if place != remarks and place < max(figures, default=0)]
    rows = [
        _row(line, codes=codes, titles=titles, figures=figures, remarks=remarks)
        for line in below
        if any(_at(line, place) for place in figures)
    ]
    if not rows or not figures:
        return None
    return BroughtForm(
        name=grid.name,
        columns=tuple(_column(place, headings[place], year) for place in figures),
        rows=tuple(rows),
        has_remarks=remarks is not None,
    )


def _at(line: TextLine, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""


def _row(
    line: TextLine,
    *,
    codes: Sequence[int],
    titles: Sequence[int],
    figures: Sequence[int],
    remarks: int | None,
) -> BroughtRow:
    code = next((_at(line, place) for place in codes if _at(line, place)), "")
    title = max((_at(line, place) for place in titles), key=len, default="")
    coded = split_code(title, bare_depths=_DEPTHS)
    return BroughtRow(
        code=coded.code or code,
        title=coded.title if coded.code else title,
        texts={str(place): _at(line, place) for place in figures},
        remarks="" if remarks is None else _at(line, remarks),
    )


def _column(place: int, heading: str, year: FiscalYearSpan) -> FigureColumn:
    time = time_in(heading)
    is_total = _TOTAL.search(heading.lower()) is not None
    is_month = not (is_total or time.until)
    return FigureColumn(
        str(place),
        heading,
        month=time.month_in(year) if is_month else None,
        last=_last_of(time, year) if is_month else None,
        is_total=is_total,
    )


def _last_of(time: Time, year: FiscalYearSpan) -> Month | None:
    """The last month of the quarter or half-year that a heading names."""
    months = MONTHS_OF_A_PART.get(time.part)
    return None if months is None else (time.year or year).months[months - 1]


def _holds_figure(line: TextLine) -> bool:
    """Whether the line is a row of the table: it names no column and holds a figure."""
    figures = [cell for cell in line.cells if cell and _is_figure(cell)]
    return bool(figures) and not _counts_columns(line.cells)


@lru_cache(maxsize=_CACHED)
def _is_figure(cell: str) -> bool:
    return not isinstance(parse_figure(cell), Unreadable)


def _is_of_figures(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell]
    figures = [cell for cell in said if _is_figure(cell)]
    return bool(figures) and len(figures) > _SHARE * len(said)


def _is_of_codes(cells: Sequence[str], heading: str) -> bool:
    said = [cell for cell in cells if cell]
    coded = [split_code(cell, bare_depths=_DEPTHS) for cell in said]
    bare = [one for one in coded if one.code and not one.title]
    if not bare or len(bare) <= _SHARE * len(said):
        return False
    return any(one.depth >= _DEEP for one in bare) or bool(_CODE_HEADING.search(heading.lower()))


def _counts(cells: Sequence[str]) -> bool:
    """Whether the cells are serial numbers: 1, 2, 3 … down the table."""
    said = [to_latin_digits(cell).strip(".)। ") for cell in cells if cell]
    counted = _numbers(said, most_digits=3)
    return (
        len(counted) == len(said) > _FEWEST
        and counted[0] == 1
        and all(after == before + 1 for before, after in pairwise(counted))
    )


def _counts_columns(cells: Sequence[str]) -> bool:
    said = [to_latin_digits(cell) for cell in cells if cell and not says_none(cell)]
    numbers = _numbers(said, most_digits=2)
    steps = Counter(after - before for before, after in pairwise(numbers))
    return len(said) > _FEWEST and len(numbers) == len(said) and steps[1] == len(numbers) - 1


def _numbers(said: Sequence[str], *, most_digits: int) -> list[int]:
    read = (parse_whole(one, most_digits=most_digits) for one in said)
    return [number for number in read if number is not None]
