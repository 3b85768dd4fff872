"""What the explorer's pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from indicators.returns.evidence.selectors import NO_EVIDENCE, EvidenceTally
from indicators.returns.models import MonthlyReturn
from indicators.scoring.values import IndicatorScore, ObjectiveScore
from numerals import Figure, Month, Value
from plans.document.matching.wordings import Worded
from plans.document.values import TierTargets
from plans.models import Plan, RuleSet


@dataclass(frozen=True, slots=True)
class ReportedCell:
    """A month of one indicator as it is stored; ``changed_by`` is empty for what was imported."""

    month: Month
    monthly_return: MonthlyReturn
    figure: Figure = None
    remarks: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    evidence: EvidenceTally = NO_EVIDENCE


@dataclass(frozen=True, slots=True)
class ScoredMonth:
    """The stored score of one indicator as of a month, and the agreed version that it is by.

    Of an evaluated year it is what the evaluation gave, and ``own`` the office's own.
    """

    score: IndicatorScore
    plan_version: int
    own: IndicatorScore | None = None


@dataclass(frozen=True, slots=True)
class YearOfRow:
    """The same row in another year of the office: how it was worded, and what came of it.

    ``month`` is the last that was scored; ``is_evaluated`` says that the evaluation recognised
    another value than the office's.
    """

    year: int
    plan: int
    indicator: int
    words: Worded
    code: str
    targets: TierTargets
    likeness: float
    month: Month | None = None
    achieved: Value | None = None
    raw: Decimal | None = None
    is_evaluated: bool = False


class OrderedBy(StrEnum):
    """What offices are put in order by."""

    SCORE = "score"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class LineOfOffice:
    """What one office has of the indicator as of the month."""

    office: int
    indicator: int
    achieved: Value | None
    raw: Decimal | None
    is_handed_in: bool


@dataclass(frozen=True, slots=True)
class LinesOfOffices:
    """All offices' lines, and how many offices have a plan that could have one."""

    lines: tuple[LineOfOffice, ...] = ()
    offices: int = 0


@dataclass(frozen=True, slots=True)
class RowMonth:
    """What is stored of one row's score as of a month.

    Of an evaluated year it is what the evaluation gave, and ``own`` the office's own.
    """

    achieved: Value | None
    weighted: Decimal | None
    own: RowMonth | None = None

    @property
    def differs(self) -> bool:
        """Whether the evaluation gave it something else."""
        return self.own is not None and replace(self, own=None) != self.own


@dataclass(frozen=True, slots=True)
class PlanMonth:
    """What is stored of a plan's score as of a month; of an evaluated year what that gave."""

    weighted: Decimal | None
    weight: Decimal
    own: PlanMonth | None = None


@dataclass(frozen=True, slots=True)
class YearScores:
    """The stored scores of a plan's year: of each row by its id and month, and of the plan."""

    rows: Mapping[int, Mapping[Month, RowMonth]]
    plan: Mapping[Month, PlanMonth]


@dataclass(frozen=True, slots=True)
class PartTitle:
    """What an objective of a plan is called; ``row`` is its name within its section."""

    section: str
    row: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class YearOfOffice:
    """What is stored of an office's plan of a year, as of ``month`` or as evaluated."""

    plan: Plan
    month: Month
    is_final: bool
    rules: RuleSet
    weighted: Decimal | None
    weight: Decimal
    normalised: Decimal | None
    objectives: tuple[ObjectiveScore, ...]
    titles: tuple[PartTitle, ...]
    sections: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row of an office's plan with what is stored of it as of a month."""

    indicator: int
    row: str
    code: str
    weight: Decimal | None
    objective: int
    words: Worded
    achieved: Value | None
    raw: Decimal | None
    own_raw: Decimal | None = None
    is_evaluated: bool = False
    """Whether it is what a final evaluation gave; ``own_raw`` is then the office's own."""


@dataclass(frozen=True, slots=True)
class EarnedPart:
    """What a section or objective earned in a year: points, weight, the share of 100.

    Of an evaluated year it is what the evaluation gave, and ``own`` the office's own.
    """

    weighted: Decimal | None
    weight: Decimal
    share: Decimal | None
    own: EarnedPart | None = None


@dataclass(frozen=True, slots=True)
class CompositeNow:
    """A plan's composite as of a month; of an evaluated year ``own`` is the office's own."""

    composite: Decimal | None
    own: Decimal | None = None
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class PartChosen:
    """An objective, or a section (``objective`` is 0): its objectives' names in ``keys``."""

    objective: int
    section: str
    code: str
    title: str
    keys: frozenset[tuple[str, str]]
