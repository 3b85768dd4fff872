"""All checks in one tuple, and their run over a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from plans.document.checks import (
    codes,
    completeness,
    days,
    figures,
    modes,
    roll_ups,
    spelling,
    tiers,
    weights,
)
from plans.document.checks.settings import CheckSettings
from plans.document.values import PlanDocument, Problem

Check: TypeAlias = Callable[[PlanDocument, CheckSettings], Iterator[Problem]]

FIGURE_CHECKS: Final[tuple[Check, ...]] = (
    figures.cumulative_mismatch,
    figures.rate_mismatch,
    days.day_outside_year,
)
"""Those that look at figures: a monthly return is looked over with them.

What they find the office can mend; what is wrong in the plan itself stands at the plan alone.
"""

CHECKS: Final[tuple[Check, ...]] = (
    weights.total_weight_mismatch,
    weights.section_total_mismatch,
    weights.objective_weight_mismatch,
    completeness.no_title,
    completeness.no_unit,
    completeness.no_weight,
    completeness.no_method,
    completeness.no_targets,
    completeness.no_full_target,
    codes.missing_code,
    codes.duplicate_code,
    codes.code_mismatch,
    tiers.wrong_kind,
    tiers.tier_order,
    tiers.equal_tiers,
    tiers.soft_target,
    modes.one_target_by_tiers,
    modes.no_deadline,
    modes.not_proportional,
    modes.zero_target,
    modes.no_deduction,
    roll_ups.rolled_from_nothing,
    roll_ups.rolled_sum,
    roll_ups.rolled_days,
    roll_ups.earned_twice,
    figures.percent_summed,
    *FIGURE_CHECKS,
    spelling.suspect_spelling,
)


def check(
    document: PlanDocument,
    *,
    settings: CheckSettings | None = None,
    checks: Sequence[Check] = CHECKS,
) -> tuple[Problem, ...]:
    """What the checks find in ``document``, check by check."""
    chosen = settings or CheckSettings()
    return tuple(problem for one in checks for problem in one(document, chosen))
