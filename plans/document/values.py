"""A whole plan as one immutable value.

Numbers are ``Decimal``, dates ``datetime.date``, text is NFC and free of the layout of the
page it came from. A missing value is ``None``, never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from numerals import Figure, FiscalYearSpan, Message, Month, Value
from plans.document.defaults import Kind, Mode
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.rolling_up import RolledFrom

TIERS: Final = (100, 90, 80, 70, 60)
"""The five tiers in the order of the forms, best first, in percent."""


class Form(StrEnum):
    """The prescribed forms: the plan in 12 columns, the progress report in 18."""

    PLAN = "plan"
    PROGRESS = "progress"


class Severity(StrEnum):
    """An error stops the scoring of what it speaks of; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class TierTargets:
    """The targets of the five tiers; ``None`` where a tier has none (``-`` or blank)."""

    t100: Value | None = None
    t90: Value | None = None
    t80: Value | None = None
    t70: Value | None = None
    t60: Value | None = None

    def __iter__(self) -> Iterator[Value | None]:
        """The five targets, best tier first."""
        return iter((self.t100, self.t90, self.t80, self.t70, self.t60))

    @property
    def defined(self) -> tuple[tuple[int, Value], ...]:
        """``(tier, target)`` of the tiers that have a target, best first."""
        return tuple(
            (tier, target) for tier, target in zip(TIERS, self, strict=True) if target is not None
        )


@dataclass(frozen=True, slots=True)
class Reported:
    """What an office printed in columns 16 and 17: never trusted, always kept."""

    cumulative: Value | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PartEntry:
    """One of several targets of an indicator, with what was achieved of it by period."""

    target: Figure
    achieved: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """One indicator (কর্মসম্পাদন সূচক) with what was promised and what was achieved.

    ``row`` names it in findings: its code, or ``section/activity`` where it has none. Where a
    form gives figures of other times than months they stand by period: ``2021-22-Q1``,
    ``2015-16``. ``others`` are the cells of columns that are not understood, by heading.
    What no form has is what a stored plan says of it: how often it is reported, whether it needs
    evidence, which action plan it earns by (``linked``) or which offices' rows it is made of
    (``rolled``), and its own ``mode`` of scoring
    (``None``: the section's), with the marks that are off (``deduction``) for each period of
    ``per_days`` days begun after the day.
    """

    row: str
    code: str | None
    title: str
    unit: str
    weight: Decimal | None
    targets: TierTargets
    method: Method | None = None
    achieved: Mapping[Month, Figure] = field(default_factory=dict)
    reported: Reported = Reported()
    remarks: str = ""
    achieved_in: Mapping[str, Figure] = field(default_factory=dict)
    targets_in: Mapping[str, Figure] = field(default_factory=dict)
    baselines: Mapping[str, Figure] = field(default_factory=dict)
    projections: Mapping[str, Figure] = field(default_factory=dict)
    responsible: str = ""
    evidence: str = ""
    parts: tuple[PartEntry, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    frequency: Frequency = Frequency.MONTHLY
    evidence_required: bool = False
    linked: Kind | None = None
    mode: Mode | None = None
    deduction: Decimal | None = None
    per_days: int | None = None
    rolled: RolledFrom | None = None


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One activity (কার্যক্রম) and its indicators."""

    code: str | None
    title: str
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveEntry:
    """One objective (উদ্দেশ্য) with its stated weight; ``row`` names it in findings."""

    row: str
    section: str
    code: str | None
    title: str
    weight: Decimal | None
    activities: tuple[ActivityEntry, ...]

    @property
    def indicators(self) -> tuple[IndicatorEntry, ...]:
        """The indicators of all activities, in order."""
        return tuple(entry for activity in self.activities for entry in activity.indicators)


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan as its document says it, or as the database holds it.

    ``office`` is the document's heading, lines joined by a newline; ``months`` are those
    that the document reports, in order (empty for a plan form).
    """

    form: Form
    office: str
    title: str
    fiscal_year: FiscalYearSpan | None
    objectives: tuple[ObjectiveEntry, ...]
    months: tuple[Month, ...] = ()

    @property
    def indicators(self) -> tuple[IndicatorEntry, ...]:
        """All indicators, in the order of the form."""
        return tuple(entry for objective in self.objectives for entry in objective.indicators)

    def within_year(self) -> PlanDocument:
        """This document without the months of another fiscal year.

        The report of July prints May and June beside it, which count for the year before.
        """
        year = self.fiscal_year
        if year is None or all(month in year for month in self.months):
            return self
        counted = self.with_indicators(
            lambda entry: replace(
                entry, achieved={m: figure for m, figure in entry.achieved.items() if m in year}
            )
        )
        return replace(counted, months=tuple(month for month in self.months if month in year))

    def promised(self) -> PlanDocument:
        """What of this document a plan promises: nothing that was reported, nothing unknown.

        Times without a figure are left out, as a stored plan has none of them.
        """
        only = self.with_indicators(_promised)
        return replace(only, form=Form.PLAN, months=())

    def with_indicators(self, change: Callable[[IndicatorEntry], IndicatorEntry]) -> PlanDocument:
        """This document with every indicator replaced by what ``change`` makes of it."""
        return replace(
            self,
            objectives=tuple(
                replace(
                    objective,
                    activities=tuple(
                        replace(activity, indicators=tuple(map(change, activity.indicators)))
                        for activity in objective.activities
                    ),
                )
                for objective in self.objectives
            ),
        )


def _promised(entry: IndicatorEntry) -> IndicatorEntry:
    return replace(
        entry,
        achieved={},
        achieved_in={},
        reported=Reported(),
        remarks="",
        others={},
        targets_in=_given(entry.targets_in),
        baselines=_given(entry.baselines),
        projections=_given(entry.projections),
        parts=tuple(PartEntry(part.target) for part in entry.parts),
    )


def _given(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {period: figure for period, figure in figures.items() if figure is not None}


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding of a reader or a check: an error value, never raised.

    ``row`` is an indicator's row, an objective's row, or ``""`` for the whole document;
    ``of_activity`` is whether it speaks of the activity above that row.
    """

    rule: str
    severity: Severity
    row: str
    message: Message
    of_activity: bool = False
