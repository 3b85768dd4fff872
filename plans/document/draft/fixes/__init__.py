"""Ways to put findings right, each with its reason; none is made unless a person takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from plans.document.draft.fixes import codes, figures, head, rows, weights
from plans.document.draft.fixes.fixing import Fixing
from plans.document.draft.problems import DraftProblem, Fix

Fixer: TypeAlias = Callable[[Fixing, DraftProblem, int], Iterator[Fix]]


def with_fixes(fixing: Fixing, problem: DraftProblem) -> DraftProblem:
    """The finding with every fix that there is for it; those that change nothing are none."""
    fixes: Iterator[Fix] = iter(())
    if problem.key is None:
        whole = _OF_WHOLE.get(problem.rule)
        fixes = whole(fixing) if whole is not None else fixes
    elif problem.key in fixing.rows and problem.rule in _FIXERS:
        fixes = _FIXERS[problem.rule](fixing, problem, problem.key)
    found = tuple(one for one in fixes if one.changes)
    return replace(problem, fixes=(*problem.fixes, *found)) if found else problem


_FIXERS: Final[Mapping[str, Fixer]] = {
    "objective-weight-mismatch": weights.objective_weight,
    "no-weight": weights.no_weight,
    "code-mismatch": codes.code,
    "duplicate-code": codes.code,
    "missing-code": codes.code,
    "tier-order": figures.tiers,
    "equal-tiers": figures.tiers,
    "percent-summed": figures.method,
    "no-method": figures.method,
    "no-unit": figures.unit,
    "wrong-kind": figures.unit,
    "suspect-spelling": rows.spelling,
    "unreadable-value": figures.reading,
    "year-taken": figures.reading,
    "words-beside-figure": figures.reading,
    "nothing-beneath": rows.empty,
    "without-objective": rows.objective_above,
}
_OF_WHOLE: Final[Mapping[str, Callable[[Fixing], Iterator[Fix]]]] = {
    "stated-total": head.stated_total,
    "missing-code": codes.all_codes,
    "other-office": head.other_office,
    "other-kind": head.other_kind,
    "other-year": head.other_year,
}

__all__ = ["Fixing", "with_fixes"]
