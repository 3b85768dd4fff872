"""What the dashboard shows of a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from indicators.returns.status import ReturnStatus
from indicators.scoring.standings import Standing
from numerals import Message, Month, Value
from reports.dashboard.levels import level_of
from reports.dashboard.lines import ChartLine
from reports.dashboard.objectives import BoardColumn, HeatCell
from reports.dashboard.offices import OfficeFigures, RankedOffice, ReturnState, share
from reports.dashboard.shifts import Shift, shift_of


@dataclass(frozen=True, slots=True)
class PaceShare:
    """How much of an office keeps pace with the year: ``share`` percent of the weight of what grows
    with it, against ``gone`` percent of the year; ``behind`` of ``indicators`` do not.
    """

    share: Decimal
    gone: Decimal
    behind: int
    indicators: int

    @property
    def level(self) -> int:
        """Its colour class among those of the heat map."""
        return level_of(self.share)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One office of the ranking; ``is_stale`` if its score is of an earlier month.

    ``rules`` names those that it is scored by, where not all offices are scored by the same;
    ``grade`` is that of its composite, where they give grades. ``contradictions`` counts the
    totals that its months do not make; ``is_in_band`` where others share its rank,
    ``begins_band`` for the first of them on the page.
    """

    place: RankedOffice
    is_stale: bool
    line: ChartLine
    heat: tuple[HeatCell, ...]
    return_status: ReturnStatus
    rules: str = ""
    grade: Message | None = None
    pace: PaceShare | None = None
    contradictions: int = 0
    is_in_band: bool = False
    begins_band: bool = False

    @property
    def office(self) -> OfficeFigures:
        """Its figures."""
        return self.place.office

    @property
    def standing(self) -> Standing:
        """Its place among the others."""
        return self.place.standing

    @property
    def state(self) -> ReturnState:
        """Where its return stands."""
        return self.place.state

    @property
    def moved(self) -> Shift | None:
        """Places gained or lost since last month."""
        return shift_of(self.standing.movement)

    @property
    def changed(self) -> Shift | None:
        """Points gained or lost since last month."""
        return shift_of(self.standing.change)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures above the table; counts are of offices that have a plan."""

    average: Decimal | None
    change: Shift | None
    plans: int
    returns_in: int
    accepted: int
    waiting: int
    late: int
    reported: int
    cells: int
    highest: RankedOffice | None
    lowest: RankedOffice | None

    @property
    def fill(self) -> Decimal | None:
        """Filled cells as a share of 100."""
        return share(self.reported, self.cells)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An achievement to date as the office printed it, beside the one its months make.

    ``indicator`` is the indicator's code, or its title where it has none.
    """

    code: str
    name: str
    indicator: str
    computed: Value
    printed: Value


@dataclass(frozen=True, slots=True)
class Attention:
    """What a reviewer should look at first."""

    late: tuple[RankedOffice, ...]
    returned: tuple[RankedOffice, ...]
    contradictions: tuple[Contradiction, ...]
    falls: tuple[RankedOffice, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing asks for a look."""
        return not (self.late or self.returned or self.contradictions or self.falls)


@dataclass(frozen=True, slots=True)
class Board:
    """The dashboard of one month; ``rows`` are those of page ``page`` of ``pages``.

    Where thousands of offices are ranked, ``as_of`` is when they were, and their objectives are
    not compared: ``columns`` are empty. ``rules`` are the versions that the offices are scored
    by, most offices first, each with how many; more than one, and their scores compare badly.
    ``is_official`` where accepted figures alone count; scores closer than ``least`` share a rank.
    """

    month: Month
    due: date | None
    """The day that the returns are due where nobody was given more time."""
    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    summary: Summary
    attention: Attention
    page: int = 1
    pages: int = 1
    as_of: datetime | None = None
    rules: tuple[tuple[str, int], ...] = ()
    is_official: bool = True
    gives_grades: bool = False
    least: Decimal = Decimal(0)

    @property
    def is_under_different_rules(self) -> bool:
        """Whether not all offices are scored by the same rules."""
        return len(self.rules) > 1

    @property
    def has_bands(self) -> bool:
        """Whether any offices of the page share a rank."""
        return any(row.is_in_band for row in self.rows)

    @property
    def has_scores(self) -> bool:
        """Whether any office has a score."""
        return self.summary.highest is not None

    @property
    def finals(self) -> int:
        """How many offices of the page are shown with the score of their final evaluation."""
        return sum(row.office.is_final for row in self.rows)
