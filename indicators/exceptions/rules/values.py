"""What the rules are given, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from indicators.returns.plausibility.checks import Thresholds
from numerals import Figure, Message, Month, format_month
from plans.document.bilingual import in_both
from plans.document.values import IndicatorEntry, Problem


class Rule(StrEnum):
    """Why something asks for attention; what the checks of one month find keeps their names."""

    LATE = "late"
    SILENT = "silent"
    WAITING = "waiting-long"
    SAME_EVIDENCE = "same-evidence"
    COLUMN_OF_OTHER = "column-of-other-office"
    COLUMN_OF_EARLIER = "column-of-earlier-month"
    JUST_ON_THE_TIER = "just-on-the-tier"
    YEAR_IN_LAST_MONTH = "year-in-last-month"
    TYPED_AT_THE_END = "typed-at-the-end"
    EVIDENCE_MISSING = "evidence-missing"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to look at first.

    ``rule`` is a ``Rule`` or that of a check of the month; ``row`` and ``month`` are empty where
    it is of a plan as a whole. ``weight`` is what of the plan's marks is at stake; ``rests_on``
    how many figures, offices or days it rests on.
    """

    rule: str
    office: str
    row: str
    month: Month | None
    weight: Decimal
    sentence: Message
    rests_on: int


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something asks for attention; the sources are in docs/exceptions.md.

    ``offices`` are the fewest that a comparison may rest on, ``cells`` the fewest figures of one
    office. ``z`` is a robust z. ``chance`` is what chance alone may make of a copied column, of
    whose figures the share ``alike`` is equal, ``share_false`` the share of false ones among
    those said to be just on a tier.
    """

    offices: int = 8
    cells: int = 8
    z: Decimal = Decimal("3.5")
    chance: float = 0.001
    alike: Decimal = Decimal("0.75")
    share_false: float = 0.1
    waiting_days: int = 14
    silent_months: int = 2
    last_days: int = 2
    floor_percent: Decimal = Decimal(5)
    small_base: Decimal = Decimal(10)
    month: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True)
class Proof:
    """A file at a cell: ``content`` is equal for equal files, ``look`` alike for pictures alike.

    ``look`` is a difference hash of 64 bits, ``None`` for what is no picture.
    """

    row: str
    month: Month
    content: str
    uploaded: date
    look: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """A month that the plan owes: how late it is while it is owed, and how long it has waited."""

    month: Month
    is_handed_in: bool
    is_owed: bool
    late_by: int = 0
    waiting_days: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class WatchedPlan:
    """One office's plan with the year's figures in its entries; ``office`` is its code.

    ``typed`` is the day on which a cell was last changed, by row and month; ``printed`` what the
    checks of a printed form found, by month.
    """

    office: str
    name: Message
    entries: tuple[IndicatorEntry, ...]
    returns: tuple[ReturnFacts, ...] = ()
    typed: Mapping[tuple[str, Month], date] = field(default_factory=dict)
    proofs: tuple[Proof, ...] = ()
    printed: Mapping[Month, tuple[Problem, ...]] = field(default_factory=dict)

    @cached_property
    def weights(self) -> dict[str, Decimal]:
        """What each row carries; nothing where the plan says nothing."""
        return {one.row: one.weight or Decimal(0) for one in self.entries}

    @property
    def weight(self) -> Decimal:
        """What all its rows carry."""
        return sum(self.weights.values(), Decimal(0))

    @property
    def months(self) -> list[Month]:
        """The months that say something, in order."""
        return sorted({month for one in self.entries for month in one.achieved})

    def numbers(self, month: Month) -> dict[str, Decimal]:
        """The month's numbers other than zero by row."""
        return {
            one.row: figure
            for one in self.entries
            if isinstance(figure := one.achieved.get(month), Decimal) and figure
        }

    def until(self, month: Month) -> WatchedPlan:
        """The plan as it stood with that month's figures."""
        return replace(self, entries=tuple(upto(one, month) for one in self.entries))


@dataclass(frozen=True)
class Scene:
    """The plans of one kind and year that are looked at together; ``months`` those asked about.

    ``latest`` is the last month of which a plan says something.
    """

    plans: tuple[WatchedPlan, ...]
    months: tuple[Month, ...]

    @cached_property
    def latest(self) -> Month | None:
        """The last month of those asked about that any plan says something of."""
        told = {month for plan in self.plans for month in plan.months}
        return max((one for one in self.months if one in told), default=None)

    @cached_property
    def by_row(self) -> dict[tuple[str, str, str, str], list[tuple[WatchedPlan, IndicatorEntry]]]:
        """The same indicator in all plans: of one row, wording, unit and method."""
        found: dict[tuple[str, str, str, str], list[tuple[WatchedPlan, IndicatorEntry]]] = {}
        for plan in self.plans:
            for entry in plan.entries:
                found.setdefault(kind_of(entry), []).append((plan, entry))
        return found


def kind_of(entry: IndicatorEntry) -> tuple[str, str, str, str]:
    """By what an indicator is the same in another office."""
    return entry.row, entry.title, entry.unit, entry.method.value if entry.method else ""


def upto(entry: IndicatorEntry, month: Month) -> IndicatorEntry:
    """The entry with its figures up to a month."""
    told: dict[Month, Figure] = {at: one for at, one in entry.achieved.items() if at <= month}
    return replace(entry, achieved=told)


def month_named(month: Month) -> Message:
    """জুন ২০২৪ and June 2024."""
    return in_both(lambda language: format_month(month, language=language))


def by_weight(alerts: Iterable[Alert]) -> list[Alert]:
    """The most at stake first; then by office, month and row, so that the order is the same."""

    def place(one: Alert) -> tuple[Decimal, str, str, str, str]:
        return -one.weight, one.office, str(one.month or ""), one.row, one.rule

    return sorted(alerts, key=place)


def rows_together(plan: WatchedPlan, rows: Iterable[str]) -> Decimal:
    """The weight of some rows."""
    return sum((plan.weights.get(row, Decimal(0)) for row in rows), Decimal(0))


def of_months(scene: Scene, plan: WatchedPlan) -> Iterator[ReturnFacts]:
    """What is known of the plan's returns of the months asked about."""
    return (one for one in plan.returns if one.month in scene.months)
