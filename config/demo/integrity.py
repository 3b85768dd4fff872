"""The demo's integrity plan of 50 scores by all four modes, as the guideline of 2021-22 has them.

Meetings and visits go by the five tiers, decisions carried out and trainings in proportion to one
target, the purchase plan by its day with marks off for each fortnight begun, the award by its day
alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from plans.document.defaults import Mode
from plans.document.values import IndicatorEntry, PlanDocument, TierTargets


@dataclass(frozen=True, slots=True)
class OwnMode:
    """A row's own mode: one target decides, the 100 tier's."""

    mode: Mode
    deduction: Decimal | None = None
    per_days: int | None = None


MODES: Final[Mapping[str, OwnMode]] = {
    "1.2.1": OwnMode(Mode.PROPORTIONAL),
    "1.4.1": OwnMode(Mode.PROPORTIONAL),
    "2.1.1": OwnMode(Mode.DEDUCTION, Decimal("0.25"), 15),
    "2.2.1": OwnMode(Mode.DEADLINE),
}
"""By row; the others go by the five tiers of their section."""


def with_modes(document: PlanDocument) -> PlanDocument:
    """The integrity plan ``document``, some rows of which have a mode of their own."""
    return document.with_indicators(_with_mode)


def _with_mode(entry: IndicatorEntry) -> IndicatorEntry:
    own = MODES.get(entry.row)
    if own is None:
        return entry
    return replace(
        entry,
        targets=TierTargets(entry.targets.t100),
        mode=own.mode,
        deduction=own.deduction,
        per_days=own.per_days,
    )
