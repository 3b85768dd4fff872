"""What the past says of a plan's rows, and of the plan as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.targets.expected.judging import Sign, Softness
from indicators.targets.expected.quality import Quality
from indicators.targets.expected.values import YearOutcome
from numerals import Message, Month, Value
from plans.document.values import IndicatorEntry, TierTargets


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a year that is not over yet has made until a month."""

    year: int
    until: Month
    value: Value


@dataclass(frozen=True, slots=True)
class RowPast:
    """One row beside the past; what has no base is ``None`` or empty.

    ``own`` are the office's outcomes of the last three years, the latest first; ``middle`` and
    ``best`` those of the other offices; ``proposed`` are five targets, ``said`` all that the past
    says, in sentences, ``rests_on`` what that rests on.
    """

    entry: IndicatorEntry
    own: tuple[YearOutcome, ...] = ()
    so_far: SoFar | None = None
    middle: Value | None = None
    best: Value | None = None
    offices: int = 0
    proposed: TierTargets | None = None
    softness: Softness | None = None
    signs: tuple[Sign, ...] = ()
    said: tuple[Message, ...] = ()
    rests_on: Message | None = None

    @property
    def is_silent(self) -> bool:
        """Whether no past tells anything of the row."""
        return not (self.own or self.offices or self.so_far)


@dataclass(frozen=True, slots=True)
class PlanPast:
    """A whole plan beside the past, by the names of its rows."""

    rows: Mapping[str, RowPast]
    quality: Quality
    years: tuple[int, ...]
    """The years that were looked back on, the latest first."""
