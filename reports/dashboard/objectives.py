"""The objectives of the heat map, and what offices earned of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class ObjectiveKey(NamedTuple):
    """What names an objective in the plans of all offices: its section and its row."""

    section: str
    row: str


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
