"""What is compared, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from numerals import Month
from plans.addresses import PlanAddress
from plans.document.comparing import Difference, FieldChange
from plans.document.matching import Matching, Pair
from plans.document.parts.kinds import Part
from plans.document.parts.values import NOTHING_SAID, AgreementText
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Plan, RuleSet


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan by its address, in an agreed ``version`` or as it stands: ``khulna/2024-25/apa@1``."""

    at: PlanAddress
    version: int | None = None

    def __str__(self) -> str:
        return str(self.at) if self.version is None else f"{self.at}@{self.version}"


@dataclass(frozen=True)
class Side:
    """One of the two: what the plan says in that version, with the ids of its indicators by row.

    ``version`` is the number of the agreed version that it is, 0 while it is none; ``text`` what
    it says beside its table.
    """

    wanted: Wanted
    plan: Plan
    document: PlanDocument
    ids: Mapping[str, int]
    rules: RuleSet
    version: int
    text: AgreementText = NOTHING_SAID

    @property
    def entries(self) -> dict[str, IndicatorEntry]:
        """Its indicators by row."""
        return {entry.row: entry for entry in self.document.indicators}


@dataclass(frozen=True, slots=True)
class BothScores:
    """What the same figures score under the one and the other, of 100; ``None`` for nothing."""

    old: Decimal | None
    new: Decimal | None

    @property
    def shift(self) -> Decimal | None:
        """By how much the second is more."""
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass(frozen=True)
class Comparison:
    """Two plans, what makes the one the other, and the scores of the months by both.

    The scores are those of what was reported of ``figures_of``, one of the two.
    """

    old: Side
    new: Side
    matching: Matching
    difference: Difference
    figures_of: Plan
    scores: Mapping[Month, BothScores]

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """All that says something else: the head, what stands above rows, where rows are, rows."""
        found = self.difference
        head = (
            FieldChange("", "", name, getattr(self.old.document, name), value)
            for name, value in found.head.items()
        )
        return (*head, *found.above, *found.moved, *found.changed)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the agreement's text that say something else."""
        old, new = self.old.text.said, self.new.text.said
        return tuple(part for part in Part if old.get(part) != new.get(part))

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, in rows and text."""
        return self.difference.is_empty and not self.parts

    @property
    def asked(self) -> tuple[Pair, ...]:
        """Rows that may be the same and that nobody was asked about; of equal plans none."""
        return () if self.difference.is_empty else self.matching.asked
