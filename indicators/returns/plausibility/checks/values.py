"""What the checks are given: one month's cells, each with what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from indicators.returns.plausibility.checks.units import is_counted, smallest_step
from numerals import Figure, Month
from plans.document.frequencies import Frequency
from plans.document.units import is_percent
from plans.document.values import IndicatorEntry


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the checks go by: rules of a fiscal year and kind (``plans.thresholds``).

    ``own_months`` and ``peer_offices`` are the fewest figures that a median may rest on;
    ``own_z`` and ``peer_z`` how far from it, in robust z, asks for a look. A spread is at least
    ``floor_percent`` of the median, of dates ``floor_days``. Below ``small_base`` (in the unit's
    smallest steps) only ``small_times`` the largest asks for one. ``run_months`` equal months are
    a run, odd where its chance is below ``run_chance``. A column is looked at from
    ``column_cells`` non-zero cells on, and is one figure where ``column_percent`` of them are.
    """

    own_months: int = 4
    own_z: Decimal = Decimal(5)
    peer_offices: int = 8
    peer_z: Decimal = Decimal("3.5")
    floor_percent: Decimal = Decimal(5)
    floor_days: int = 7
    small_base: Decimal = Decimal(10)
    small_times: Decimal = Decimal(5)
    run_months: int = 4
    run_chance: Decimal = Decimal("0.0001")
    column_cells: int = 8
    column_percent: Decimal = Decimal(80)


@dataclass(frozen=True)
class CheckedCell:
    """One indicator's cell of the month.

    ``entry.achieved`` are the figures of the fiscal year up to the month. ``peers`` are the same
    indicator's figures elsewhere, as ``shares_of`` has them.
    """

    entry: IndicatorEntry
    month: Month
    frequency: Frequency = Frequency.MONTHLY
    peers: tuple[Decimal, ...] = ()

    @property
    def figure(self) -> Figure:
        """What was reported."""
        return self.entry.achieved.get(self.month)

    @property
    def number(self) -> Decimal | None:
        """The figure, if it is a number."""
        return self.figure if isinstance(self.figure, Decimal) else None

    @property
    def before(self) -> Decimal | None:
        """The number of the report before this one, if it gave one."""
        figure = self.entry.achieved.get(self.month.plus(-self.frequency.months))
        return figure if isinstance(figure, Decimal) else None

    @cached_property
    def amounts(self) -> dict[Month, Decimal]:
        """What each report so far says of its own period, in order.

        For a cumulative it is the increment, which needs the report before; the year begins
        at nothing.
        """
        return amounts_of(self.entry, self.frequency)

    @property
    def amount(self) -> Decimal | None:
        """What this report says of its own period."""
        return self.amounts.get(self.month)

    @property
    def earlier(self) -> list[Decimal]:
        """What the earlier ones said."""
        return [amount for month, amount in self.amounts.items() if month < self.month]

    @property
    def level(self) -> Value | None:
        """The office's own scale: its target of the 100 tier; a target of zero is none."""
        return level_of(self.entry)

    @property
    def is_percent(self) -> bool:
        """Whether the unit is a percentage whose targets lie within 0 and 100."""
        targets = [target for _, target in self.entry.targets.defined]
        within = all(isinstance(one, Decimal) and 0 <= one <= 100 for one in targets)
        return is_percent(self.entry.unit) and within

    @property
    def is_counted(self) -> bool:
        """Whether the unit is counted in whole ones, as far as the targets agree."""
        return is_counted(self.entry.unit) and self.step == 1

    @cached_property
    def step(self) -> Decimal:
        """The smallest step of the unit: what the targets are written in."""
        return smallest_step(target for _, target in self.entry.targets.defined)


@dataclass(frozen=True)
class CheckedColumn:
    """The month's cells that the return asks for, in the order of the form."""

    month: Month
    cells: tuple[CheckedCell, ...] = field(default_factory=tuple)


Value = Decimal | date


def amounts_of(entry: IndicatorEntry, frequency: Frequency) -> dict[Month, Decimal]:
    """What each of the entry's reports says of its own period, in order of the months."""
    numbers = {
        month: figure
        for month, figure in sorted(entry.achieved.items())
        if isinstance(figure, Decimal)
    }
    if not (entry.method and entry.method.rule.contains_earlier):
        return numbers
    increments = {}
    for month, number in numbers.items():
        before = month.plus(-frequency.months)
        if before in numbers:
            increments[month] = number - numbers[before]
        elif before not in month.fiscal_year:
            increments[month] = number
    return increments


def level_of(entry: IndicatorEntry) -> Value | None:
    """What the entry's figures are measured by to compare offices: the 100 tier's target."""
    best = entry.targets.t100
    return best if isinstance(best, date) or (best is not None and best > 0) else None


def share_of(entry: IndicatorEntry, month: Month, frequency: Frequency) -> Decimal | None:
    """How an office's figure of a month compares with any other's: as a share of its target,
    a date in days after its target; ``None`` where there is nothing to compare.
    """
    level, figure = level_of(entry), entry.achieved.get(month)
    if isinstance(level, date):
        return Decimal((figure - level).days) if isinstance(figure, date) else None
    amount = amounts_of(entry, frequency).get(month)
    return None if level is None or amount is None or amount < 0 else amount / level
