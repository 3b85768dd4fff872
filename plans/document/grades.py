"""What a year calls the five tiers, and the grades that it gives composites, if it gives any.

Pure. Both are rules of a year and kind; without grades a composite is a number and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from numerals import Message, canonical
from plans.document.values import TIERS

TIER_NAMES: Final = (
    Message(bn="অসাধারণ", en="Excellent"),
    Message(bn="অতি উত্তম", en="Very good"),
    Message(bn="উত্তম", en="Good"),
    Message(bn="চলতি মান", en="Fair"),
    Message(bn="চলতি মানের নিম্নে", en="Poor"),
)
"""The usual names of the tiers, the best first."""

MOST_GRADES: Final = 10


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of normalised composites: from ``least`` on, up to the next one."""

    least: Decimal
    name: Message

    @property
    def data(self) -> list[str]:
        """The grade as JSON takes it."""
        return [canonical(self.least), self.name.bn, self.name.en]


def names_of_tiers(said: Sequence[Sequence[str]]) -> tuple[Message, ...]:
    """The tiers' names as stored, pairs of Bengali and English; a blank one is the usual."""
    pairs = said or [("", "")] * len(TIERS)
    return tuple(
        Message(bn=bn or usual.bn, en=en or usual.en)
        for (bn, en), usual in zip(pairs, TIER_NAMES, strict=True)
    )


def grades_of(said: Iterable[Sequence[str]]) -> tuple[Grade, ...]:
    """The grades as stored, the best first."""
    grades = (Grade(Decimal(least), Message(bn=bn, en=en)) for least, bn, en in said)
    return tuple(sorted(grades, key=lambda one: one.least, reverse=True))


def grade_of(composite: Decimal | None, grades: Iterable[Grade], *, places: int) -> Message | None:
    """The grade of a normalised composite, at the decimals that it is shown with.

    A reader who sees 90.00 finds the grade that begins at 90. ``None`` where there is no grade.
    """
    if composite is None:
        return None
    shown = composite.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return next((one.name for one in grades if shown >= one.least), None)
