"""An office's figures as the dashboard is given them, and its place among the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from indicators.scoring.standings import Standing
from indicators.scoring.values import ObjectiveScore
from numerals import Month
from plans.calendar.terms import Term


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
class StoredReturn:
    """A return as stored: its state's name, by how many days it came in late, and until when
    it is open again.
    """

    state: str
    late_by: int = 0
    open_until: date | None = None


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
        return share(self.office.reported, self.office.indicators) or Decimal(0)


def share(part: int, whole: int) -> Decimal | None:
    """``part`` as a share of 100 of ``whole``; ``None`` of nothing."""
    return Decimal(part * 100) / whole if whole else None
