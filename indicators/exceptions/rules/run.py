"""All rules in one tuple, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from indicators.exceptions.rules import copies, files, lateness, single, tiers, year_end
from indicators.exceptions.rules.values import Alert, Limits, Scene, by_weight

Look: TypeAlias = Callable[[Scene, Limits], Iterator[Alert]]

RULES: Final[tuple[Look, ...]] = (
    lateness.late_returns,
    lateness.waiting_returns,
    single.unusual_figures,
    single.missing_evidence,
    files.same_evidence,
    copies.column_of_other_office,
    copies.column_of_earlier_month,
    tiers.just_on_the_tier,
    year_end.year_in_last_month,
    year_end.typed_at_the_end,
)


def look_at(scene: Scene, limits: Limits, *, rules: Sequence[Look] = RULES) -> list[Alert]:
    """What asks for attention in the scene, the most weight at stake first."""
    return by_weight(alert for rule in rules for alert in rule(scene, limits))
