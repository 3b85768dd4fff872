"""The workbook of a template's numbers: what its hidden cells say, for writer and reader alike.

The first hidden row says what the workbook is of, the second what each column holds; the first
column, hidden, says of which row of the template a line is, and what of it: ``12:weight``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from plans.document.draft.fields import TIER_FIELDS

MARK: Final = "lokkho-cascade/1"
KEY: Final = "key"
OFFICE: Final = "office:"
"""Before the code of the office that a column holds the numbers of."""

SPLIT: Final = ":"
OFFICES_PER_SHEET: Final = 64
"""So that a sheet keeps within what is read of one (plans.forms.limits)."""


class BookLine(StrEnum):
    """The lines of a row of the template."""

    PAST = "past"
    WEIGHT = "weight"
    T100 = "t100"
    T90 = "t90"
    T80 = "t80"
    T70 = "t70"
    T60 = "t60"


TIERS: Final = tuple(BookLine(name) for name in TIER_FIELDS)
FILLED: Final = (BookLine.WEIGHT, *TIERS)
"""The lines that are filled in; the others are to look at."""


def key_of(row: int, line: BookLine) -> str:
    """What the hidden cell of a line says."""
    return f"{row}{SPLIT}{line.value}"
