"""A change as one shows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
