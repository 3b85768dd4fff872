"""What the dashboard is given, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from indicators.scoring.model import ObjectiveScore
from indicators.scoring.standings import Standing
from indicators.whereabouts import Whereabouts
from plans.calendar import Term
from plans.document.model import Month, Value
from reports.dashboard.lines import Line


class ReturnState(StrEnum):
    """Where a month's return stands, as the superior office sees it."""

    NO_PLAN = "no-plan"
    LATE = "late"
    RETURNED = "returned"
    NOT_BEGUN = "not-begun"
    OPEN = "open"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"

    @property
    def is_in(self) -> bool:
        """Whether the office has handed the return in, and has not got it back."""
        return self in (ReturnState.SUBMITTED, ReturnState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Shift:
    """A change as one shows it: which way, and how far without its sign."""

    size: Decimal
    is_up: bool

    @property
    def is_none(self) -> bool:
        """Whether nothing changed."""
        return self.size == 0


def shift_of(change: Decimal | int | None) -> Shift | None:
    """The change as a shift; ``None`` where there was nothing to compare with."""
    return None if change is None else Shift(abs(Decimal(change)), is_up=change > 0)


@dataclass(frozen=True, slots=True)
class StoredReturn:
    """A return as stored: its state's name, and by how many days it came in late."""

    state: str
    late_by: int = 0


class ObjectiveKey(NamedTuple):
    """What names an objective in the plans of all offices: its section and its row."""

    section: str
    row: str


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office's stored figures of a fiscal year, up to the month in question.

    ``history`` are the composites (0 to 100) of the scored months; ``objectives`` those of
    the latest of them; ``indicators`` counts the cells that the month's return asks for,
    ``reported`` those of them that are filled; ``term`` is that of the month's return. No
    ``plan`` is an office without one.
    """

    code: str
    name: str
    term: Term
    plan: int | None = None
    indicators: int = 0
    reported: int = 0
    history: Mapping[Month, Decimal | None] = field(default_factory=dict)
    objectives: tuple[ObjectiveScore, ...] = ()
    stored_return: StoredReturn | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveTitle:
    """What an objective is called: its code, if it has one, its title and its section's."""

    code: str
    title: str
    section_title: str

    @property
    def short(self) -> str:
        """The code, or the first word of the section's heading."""
        return self.code or (self.section_title or self.title).partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Column:
    """One objective of the heat map; ``weight`` is empty where the plans differ in it."""

    key: ObjectiveKey
    title: ObjectiveTitle
    weight: Decimal | None
    average: Decimal | None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """The share of an objective's weight that is earned, 0 to 100, and its colour class."""

    objective: str
    share: Decimal | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One office of the ranking; ``is_stale`` if its score is of an earlier month."""

    code: str
    name: str
    standing: Standing
    scored: Month | None
    is_stale: bool
    line: Line
    heat: tuple[HeatCell, ...]
    reported: int
    indicators: int
    state: ReturnState
    whereabouts: Whereabouts

    @property
    def moved(self) -> Shift | None:
        """Places gained or lost since last month."""
        return shift_of(self.standing.movement)

    @property
    def changed(self) -> Shift | None:
        """Points gained or lost since last month."""
        return shift_of(self.standing.change)

    @property
    def fill(self) -> Decimal:
        """Filled cells as a share of 100."""
        return Decimal(self.reported * 100) / self.indicators if self.indicators else Decimal(0)


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
    highest: Row | None
    lowest: Row | None

    @property
    def fill(self) -> Decimal | None:
        """Filled cells as a share of 100."""
        return Decimal(self.reported * 100) / self.cells if self.cells else None


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

    late: tuple[Row, ...]
    returned: tuple[Row, ...]
    contradictions: tuple[Contradiction, ...]
    falls: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing asks for a look."""
        return not (self.late or self.returned or self.contradictions or self.falls)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole dashboard of one month."""

    month: Month
    due: date | None
    """The day that the returns are due where nobody was given more time."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    summary: Summary
    attention: Attention
