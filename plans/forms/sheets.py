"""What spreadsheets of all formats have in common: values as their programs show them, merges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from numerals import MONTH_NAMES
from numerals.parsing import DECIMALS
from plans.document.grid import BLANK, Cell, CellType, Grid, GridRow
from plans.forms import limits
from plans.forms.limits import FormRefused
from plans.forms.placing import COVERED, checked

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""

EPOCH: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)
_LAST_SERIAL: Final = 2_958_465
_DIGITS: Final = 15
_LETTERS: Final = 26
_LITERALS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_BUILTIN_DATES: Final = frozenset((14, 15, 16, 17, 22))
_MONTH_AND_YEAR: Final = 17
_BUILTIN_PERCENTS: Final = frozenset((9, 10))
_BUILTIN_DECIMALS: Final = {1: 0, 2: 2, 3: 0, 4: 2, 9: 0, 10: 2, 37: 0, 38: 0, 39: 2, 40: 2}
_DECIMALS: Final = re.compile(r"[0#?](?:\.([0#?]+))?(?![0#?,.])")


@dataclass(frozen=True, slots=True)
class NumberShown:
    """How a program shows a number: as what, a day perhaps by its month alone (``Jul-2023``), and
    with how many decimals, if its format says so.
    """

    held: CellType = CellType.NUMBER
    by_month: bool = False
    decimals: int | None = None


AS_IT_IS: Final = NumberShown()


def shown_by_format(number: int, code: str) -> NumberShown:
    """How a number format shows a number; ``number`` is the format's own, if built in."""
    letters = _LITERALS.sub("", code.partition(";")[0]).lower()
    decimals = _BUILTIN_DECIMALS.get(number)
    if decimals is None and (digits := _DECIMALS.search(letters)):
        decimals = len(digits[1] or "")
    if number in _BUILTIN_PERCENTS or "%" in letters:
        return NumberShown(CellType.PERCENT, decimals=decimals)
    if number in _BUILTIN_DATES or "y" in letters or "d" in letters:
        by_month = number == _MONTH_AND_YEAR or ("y" in letters and "d" not in letters)
        return NumberShown(CellType.DATE, by_month=by_month)
    return NumberShown(decimals=decimals)


def number_cell(value: str, shown: NumberShown, *, epoch: date = EPOCH) -> Cell:
    """A stored number as the program shows it: fifteen digits, a date, or a percentage.

    What was worked out to more decimals than any figure has (a third) is rounded as it is shown.
    """
    try:
        number = Decimal(f"{float(value):.{_DIGITS}g}")
    except (ValueError, OverflowError, InvalidOperation):
        return Cell(value)
    if not number.is_finite():
        return Cell(value)
    if shown.held is CellType.DATE and 1 <= number <= _LAST_SERIAL:
        # A time of that day is a fraction behind it.
        day = epoch + timedelta(days=int(number))
        return Cell(_month_of(day) if shown.by_month else day.isoformat(), held=shown.held)
    if shown.held is CellType.PERCENT:
        return Cell(f"{_plain(_rounded(number * 100, shown.decimals))}%", held=shown.held)
    return Cell(_plain(_rounded(number, shown.decimals)), held=CellType.NUMBER)


def _month_of(day: date) -> str:
    return f"{MONTH_NAMES['en'][day.month - 1][:3]}-{day.year}"


def _rounded(number: Decimal, decimals: int | None) -> Decimal:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -DECIMALS:
        return number
    places = DECIMALS if decimals is None else min(decimals, DECIMALS)
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def grid_of(
    cells: Mapping[int, Mapping[int, Cell]],
    *,
    merges: Iterable[Merge],
    name: str,
    hidden: Iterable[int],
    hidden_columns: Iterable[int] = (),
) -> Grid:
    """The grid of a sheet's cells by row and column, from 0; rows without text are left out."""
    if sum(len(cell.text) for row in cells.values() for cell in row.values()) > limits.MOST_TEXT:
        # One long text may be referred to by every cell.
        raise FormRefused(limits.UNPACKS_TOO_LARGE)
    rows = {number: dict(row) for number, row in cells.items()}
    last = max(rows, default=-1)
    left_over = limits.MOST_CELLS
    for top, left, bottom, right in merges:
        is_meant = left <= right < left + limits.MOST_COLUMNS and top <= bottom
        if not is_meant or left >= limits.MOST_COLUMNS or top > last:
            continue
        # What stands under a merged cell without a text is not to be seen either.
        first = rows.get(top, {}).get(left, BLANK)
        left_over -= (right - left + 1) * (min(bottom, last) - top + 1)
        if left_over < 0:
            raise FormRefused(limits.UNPACKS_TOO_LARGE)
        rows.setdefault(top, {})[left] = replace(
            first, across=right - left + 1, down=bottom - top + 1
        )
        for row in range(top, min(bottom, top + limits.MOST_ROWS) + 1):
            if row not in rows:
                continue
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    rows[row][column] = COVERED if row == top else BLANK
    width = max((column + 1 for row in rows.values() for column in row), default=0)
    used = {column for row in rows.values() for column, cell in row.items() if cell.text.strip()}
    return Grid(
        tuple(
            _row(number, row, width) for number, row in sorted(rows.items()) if _says(row.values())
        ),
        name=name,
        merges_known=True,
        hidden=tuple(
            sorted(number + 1 for number in hidden if _says(rows.get(number, {}).values()))
        ),
        hidden_columns=tuple(map(column_letters, sorted(used.intersection(hidden_columns)))),
    )


def column_letters(place: int) -> str:
    """What spreadsheets call the column at ``place``, from 0: ``A``, ``AB``."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def naming_hidden(grids: Iterable[Grid], sheets: Iterable[str]) -> tuple[Grid, ...]:
    """The grids of a file, each with the names of its hidden sheets, which were left out."""
    hidden = tuple(sheets)
    return tuple(replace(grid, hidden_sheets=hidden) for grid in grids)


@dataclass(slots=True)
class Book:
    """Counts the cells that are kept of all sheets of a file together."""

    kept: int = 0

    def keep(self, cells: dict[int, dict[int, Cell]], row: int, column: int, cell: Cell) -> None:
        """Put a cell of a sheet in its place. Raises ``FormRefused`` beyond what forms have."""
        if column >= limits.MOST_COLUMNS:
            raise FormRefused(limits.TOO_MANY_COLUMNS)
        self.kept += 1
        is_full = row not in cells and len(cells) >= limits.MOST_ROWS
        if is_full or self.kept > limits.MOST_CELLS_OF_A_BOOK:
            raise FormRefused(limits.TOO_MANY_ROWS)
        cells.setdefault(row, {})[column] = checked(cell)


def _row(number: int, row: Mapping[int, Cell], width: int) -> GridRow:
    return GridRow(number + 1, tuple(row.get(column, BLANK) for column in range(width)))


def _says(cells: Iterable[Cell]) -> bool:
    return any(cell.text.strip() for cell in cells)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
