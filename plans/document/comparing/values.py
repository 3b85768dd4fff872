"""What differs between two plans, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from plans.document.values import IndicatorEntry, ObjectiveEntry

Place: TypeAlias = str | IndicatorEntry
"""Of a new plan's row: the name of the old one's that it is, or the row itself where it is new."""


class Softening(StrEnum):
    """Whether a target became easier to reach."""

    SOFTER = "softer"
    STRICTER = "stricter"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row that says something else: ``row`` is the new plan's name of it.

    Of an objective ``field`` is ``objective-title`` and so on, of the activity above a row
    ``activity-title``; ``place`` has the codes above a row that moved, ``1 › 1.2``.
    """

    old_row: str
    row: str
    field: str
    old: Any
    new: Any
    softening: Softening | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """An objective of the new plan, with its rows by their places; no indicator of its own."""

    objective: ObjectiveEntry
    places: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes the one plan the other.

    ``added`` and ``removed`` are names of rows, ``moved`` the ``place`` of those that stand under
    another activity or objective; ``changed`` has the fields of the rows that both have, ``above``
    those of the objectives and activities over them.
    """

    head: Mapping[str, Any]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[FieldChange, ...]
    changed: tuple[FieldChange, ...]
    above: tuple[FieldChange, ...]
    outline: tuple[Outline, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether the two plans say the same."""
        return not (self.head or self.changed) and self.outline is None

    @property
    def softened(self) -> tuple[FieldChange, ...]:
        """The targets that became easier to reach."""
        return tuple(one for one in self.changed if one.softening is Softening.SOFTER)
