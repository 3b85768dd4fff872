"""Entries of a plan that grow row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plans.document.reader.columns import Place
from plans.document.reader.lines import parts_of, together
from plans.document.reader.values import Values
from plans.document.values import ActivityEntry, IndicatorEntry, ObjectiveEntry


@dataclass(frozen=True, slots=True)
class SaidRow:
    """The row of the file that an entry begins in: its number, and its cells as they stand."""

    number: int
    cells: Mapping[Place, str]


@dataclass(slots=True)
class GrowingIndicator:
    """An indicator while its rows are read."""

    row: str
    code: str | None
    title: str
    values: Values | None = None
    lines: list[Values] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)

    def frozen(self) -> IndicatorEntry:
        """What has grown."""
        values = together(self.values or Values(), self.lines)
        return values.entry(
            row=self.row,
            code=self.code,
            title=self.title,
            parts=parts_of(self.values or Values(), self.lines),
            others=self.others,
        )


@dataclass(slots=True)
class GrowingActivity:
    """An activity while its rows are read."""

    code: str | None
    title: str
    indicators: list[GrowingIndicator] = field(default_factory=list)

    @property
    def says(self) -> bool:
        """Whether it has a name or an indicator."""
        return bool(self.code or self.title or self.indicators)

    def frozen(self) -> ActivityEntry:
        """What has grown."""
        return ActivityEntry(self.code, self.title, tuple(i.frozen() for i in self.indicators))


@dataclass(slots=True)
class GrowingObjective:
    """An objective while its rows are read; ``is_band`` of one that stands in a row of its own."""

    row: str
    section: str
    code: str | None
    title: str
    weight: Decimal | None
    is_band: bool = False
    activities: list[GrowingActivity] = field(default_factory=list)

    def frozen(self) -> ObjectiveEntry:
        """What has grown."""
        # The row of an objective alone, above those of its activities, has opened a nameless one.
        activities = tuple(activity.frozen() for activity in self.activities if activity.says)
        return ObjectiveEntry(
            self.row, self.section, self.code, self.title, self.weight, activities
        )
