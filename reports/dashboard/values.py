"""What the dashboard is given, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from indicators.returns.status import ReturnStatus
from indicators.scoring.standings import Standing
from indicators.scoring.values import ObjectiveScore
from numerals import Message, Month, Value
from plans.calendar.terms import Term
from reports.dashboard.levels import level_of
from reports.dashboard.lines import ChartLine


class ReturnState(StrEnum):
    """Where a month's return stands, as the superior office sees it."""

    NO_PLAN = "no-plan"
    NOT_WAITED_FOR = "not-waited-for"
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
    """A return as stored: its state's name, by how many days it came in late, and until when
    it is open again.
    """

    state: str
    late_by: int = 0
    open_until: date | None = None


class ObjectiveKey(NamedTuple):
    """What names an objective in the plans of all offices: its section and its row."""

    section: str
    row: str


class OfficeFigures(NamedTuple):
    """One office's figures as of the month in question; there may be thousands.

    ``composite`` (0 to 100) is that of the latest scored month up to it, ``scored``, or of the
    year's last month that of a final evaluation (``is_final``), beside which ``own`` is the
    office's self-score; ``earlier`` the one that it had a month before. ``rules`` is the id of
    the rules that the composite comes from. ``indicators`` counts the cells that the
    month's return asks for, ``reported`` those of them that are filled; ``term`` is that of
    the month's return. No ``plan`` is an office without one; a return of a month before the
    office's first one, or that asks for nothing, is not waited for. ``superior`` is the id of the
    office right above, ``smallest`` the weight of the plan's smallest indicator, ``let_stand`` why
    a planner let an error of the plan stand.
    """

    pk: int
    code: str
    name: str
    term: Term
    plan: int | None = None
    indicators: int = 0
    reported: int = 0
    scored: Month | None = None
    composite: Decimal | None = None
    earlier: Decimal | None = None
    stored_return: StoredReturn | None = None
    is_waited_for: bool = True
    own: Decimal | None = None
    is_final: bool = False
    rules: int | None = None
    superior: int | None = None
    smallest: Decimal | None = None
    let_stand: str = ""


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """What is shown of an office beyond its place among the others.

    ``history`` are the composites (0 to 100) of the scored months of the fiscal year, up to
    the month in question; ``objectives`` those of the latest of them.
    """

    history: Mapping[Month, Decimal | None] = field(default_factory=dict)
    objectives: tuple[ObjectiveScore, ...] = ()


class RankedOffice(NamedTuple):
    """An office among the others, and where its return stands.

    ``standing`` is among all offices of the country, ``in_region`` the rank among those under the
    same superior office; ``equals`` how many others share the first.
    """

    office: OfficeFigures
    standing: Standing
    state: ReturnState
    in_region: int | None = None
    equals: int = 0

    @property
    def code(self) -> str:
        """The office's code."""
        return self.office.code

    @property
    def name(self) -> str:
        """The office's name in the reader's language."""
        return self.office.name

    @property
    def fill(self) -> Decimal:
        """Filled cells as a share of 100."""
        return _share(self.office.reported, self.office.indicators) or Decimal(0)


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part * 100) / whole if whole else None


@dataclass(frozen=True, slots=True)
class ObjectiveTitle:
    """What an objective is called: its code, if it has one, its title and its section's.

    ``newest`` is the latest of the plans' objectives that is called so.
    """

    code: str
    title: str
    section_title: str
    newest: int | None = None

    @property
    def short(self) -> str:
        """The code, or the first word of the section's heading."""
        return self.code or (self.section_title or self.title).partition(" ")[0]

    @property
    def full(self) -> str:
        """The code, if it has one, and the title."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One objective of the heat map; ``weight`` is empty where the plans differ in it.

    ``shares`` are those of its weight that offices earned, 0 to 100, by office id.
    """

    key: ObjectiveKey
    title: ObjectiveTitle
    weight: Decimal | None
    average: Decimal | None
    shares: Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """The share of an objective's weight that is earned, 0 to 100, and its colour class."""

    objective: str
    share: Decimal | None
    level: int | None


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
        return _share(self.reported, self.cells)


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
