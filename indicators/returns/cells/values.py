"""What is to be written to cells, and why a cell is not."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.returns.values import StoredCell
from numerals import Figure, Month
from offices.models import User
from plans.models import Indicator


@dataclass(frozen=True, slots=True)
class CellChange:
    """What someone typed into one cell, and the version of the cell that they had before them.

    ``remarks`` of ``None`` leaves the remarks as they are.
    """

    figure: Figure
    base_version: int
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that is not what it was typed over: both values, none lost; ``by`` whom it was
    written meanwhile, where that was asked.
    """

    indicator: int
    typed: CellChange
    stored: StoredCell
    by: User | None = None


class NotAsked(Exception):
    """The month's return does not ask for the indicator; that of ``month`` does."""

    def __init__(self, indicator: Indicator, month: Month) -> None:
        super().__init__(indicator.row, str(month))
        self.indicator = indicator
        self.month = month
