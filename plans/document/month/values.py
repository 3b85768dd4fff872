"""A form that somebody brings, as far as its figures go: its columns, and rows that name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from numerals import FiscalYearSpan, Month

MONTHS_OF_A_PART: Final = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}
"""How many months of the year are over with a quarter or a half-year."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column that can hold a month's figures, by its heading.

    ``month`` is the one that it speaks of, ``None`` where the file does not say; ``last`` the last
    of a quarter, half-year or year that it sums up. ``is_total`` is whether it adds months up,
    ``letters`` its name in a spreadsheet, where that is told.
    """

    key: str
    heading: str
    month: Month | None = None
    last: Month | None = None
    is_total: bool = False
    letters: str = ""


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """One row: how it names its indicator, and its figures word for word by column.

    ``row`` and ``base`` are told by our own workbook alone: the row of the plan, and the version
    of the cell that it was made from. ``number`` is the row's in its sheet, where that is told.
    """

    code: str
    title: str
    unit: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    remarks: str = ""
    row: str = ""
    base: int | None = None
    number: int = 0

    @property
    def name(self) -> str:
        """The row in the file's own words."""
        return " ".join(filter(None, (f"[{self.code}]" if self.code else "", self.title)))


@dataclass(frozen=True, slots=True)
class BroughtForm:
    """A form of the file. ``office``, ``title`` and ``year`` are those of its heading.

    ``address`` is the plan's that our own workbook was made for, ``plan`` its id then; ``remarks``
    whether the form has that column.
    """

    name: str
    columns: tuple[FigureColumn, ...]
    rows: tuple[BroughtRow, ...]
    office: str = ""
    title: str = ""
    year: FiscalYearSpan | None = None
    kind: str = ""
    has_remarks: bool = False
    address: str = ""
    plan: int | None = None
    month: Month | None = None
    is_converted: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether it is our own workbook."""
        return bool(self.address)

    def is_of(self, month: Month) -> bool:
        """Whether it is our own workbook of ``month``, in which a cell was cleared on purpose."""
        return self.is_ours and self.month == month

    def column(self, key: str) -> FigureColumn | None:
        """The column of that key."""
        return next((one for one in self.columns if one.key == key), None)

    def column_of(self, month: Month, *, sums: bool = False) -> FigureColumn | None:
        """The one column that the headings give to ``month``; ``None`` for none or several.

        With ``sums`` a column of the period that ends with the month is as good, as it is for who
        reports by quarter.
        """
        exact = [one for one in self.columns if one.month == month]
        if not exact and sums:
            exact = [one for one in self.columns if one.last == month and not one.is_total]
        return exact[0] if len(exact) == 1 else None
