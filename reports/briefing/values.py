"""What the two pages, the ranking and the fact sheet say: values alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indicators.exceptions.models import StandingAlert
from indicators.scoring.standings import mean
from plans.calendar.page import CalendarLine
from reports.briefing.drawing import ColoredShape, ScoreBar
from reports.dashboard.lines import ChartLine
from reports.dashboard.objectives import BoardColumn
from reports.dashboard.shown import Board, BoardRow

LATE: Final = 14
"""Late offices that are named; of more, how many there are."""


@dataclass(frozen=True, slots=True)
class LateOffice:
    """An office whose return is late, and by how many days."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class KindOfAlert:
    """The weightiest alert of a rule, and how many others of it stand open."""

    alert: StandingAlert
    others: int


@dataclass(frozen=True, slots=True)
class RegionLine:
    """The offices right under one office, together."""

    name: str
    offices: int
    average: Decimal | None
    pace: Decimal | None
    returns_in: int
    late: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """One month of the offices under one: what its head should know.

    ``highest`` and ``lowest`` are by rank, ``risen`` and ``fallen`` by the change since last month;
    ``middle`` is the median composite; ``alerts`` the weightiest of each rule, of
    ``alert_count`` that stand open.
    """

    board: Board
    line: ChartLine
    bars: Sequence[ScoreBar]
    middle: Decimal | None
    districts: Sequence[ColoredShape]
    width: int
    height: int
    highest: Sequence[BoardRow]
    lowest: Sequence[BoardRow]
    risen: Sequence[BoardRow]
    fallen: Sequence[BoardRow]
    objectives: Sequence[BoardColumn]
    regions: Sequence[RegionLine]
    late: Sequence[LateOffice]
    alerts: Sequence[KindOfAlert]
    alert_count: int
    dates: Sequence[CalendarLine]

    @property
    def gone(self) -> Decimal | None:
        """Percent of the year that is gone."""
        return next((row.pace.gone for row in self.board.rows if row.pace), None)

    @property
    def pace(self) -> Decimal | None:
        """The average of what keeps pace with it."""
        return mean(row.pace.share if row.pace else None for row in self.board.rows)

    @property
    def late_named(self) -> Sequence[LateOffice]:
        """The latest of them."""
        return self.late[:LATE]

    @property
    def late_others(self) -> int:
        """How many are not named."""
        return max(len(self.late) - LATE, 0)
