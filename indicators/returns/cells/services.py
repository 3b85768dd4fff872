"""The monthly return is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from django.db import transaction

from indicators.returns.cells.values import CellChange, CellConflict, NotAsked
from indicators.returns.cells.writing import Writing, prepare, with_writing, write
from indicators.returns.models import MonthlyReturn
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.scores.services import Rescoring, store_scores, store_scores_of
from indicators.returns.selectors.figures import (
    PlanFigures,
    figures_of,
    figures_of_plans,
)
from indicators.returns.workflow import ReturnLocked
from indicators.scoring.values import PlanScore
from numerals import Month
from offices.models import User
from plans.models import Plan

__all__ = [
    "CellChange",
    "CellConflict",
    "NotAsked",
    "ReturnLocked",
    "Saved",
    "save_locked",
    "save_return",
    "save_returns",
]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the return's new version, the cells written, those in conflict.

    ``figures`` are as stored now; ``scores`` by month, empty if nothing changed.
    """

    monthly_return: MonthlyReturn
    figures: PlanFigures
    written: frozenset[int] = frozenset()
    conflicts: tuple[CellConflict, ...] = ()
    scores: Mapping[Month, PlanScore] = field(default_factory=dict)


SheetChanges = Mapping[Month, Mapping[int, CellChange]]
"""The changed cells of a plan's returns, by month and indicator id."""


def save_return(
    plan: Plan, month: Month, *, cells: Mapping[int, CellChange], by: User | None
) -> Saved:
    """Store the cells of one month and the scores that follow from them, all or nothing.

    A cell whose version is not its ``base_version`` (somebody changed it since, or it never had
    that version) is left alone and given back as a conflict. Cells that say what is stored
    already are not written, so a repeated request is harmless. Raises ``ReturnLocked`` when the
    return may not be written to, ``NotAsked`` for an indicator that the month does not ask for,
    ``KeyError`` for one of another plan.
    """
    with transaction.atomic():
        return save_locked(figures_of(plan, lock=True), month, cells=cells, by=by)


def save_locked(
    figures: PlanFigures, month: Month, *, cells: Mapping[int, CellChange], by: User | None
) -> Saved:
    """Do what ``save_return`` does, for who needed the plan's figures already.

    They are locked, and the save stands or falls with the transaction that locked them.
    """
    writing = prepare(figures, month, cells=cells, by=by)
    conflicts = _named(writing.conflicts)
    if not writing.cells:
        return Saved(writing.monthly_return, figures, conflicts=conflicts)
    write([writing])
    figures = with_writing(figures, writing)
    if month in figures.handed_in:
        # Open again: what was last handed in counts until this is; so it is shown, not stored.
        rules = rules_of(figures.plan.rule_set, modes=figures.modes)
        scores = {month: score_figures(figures, month=month, rules=rules, is_live=True)}
    else:
        scores = store_scores(figures, since=month, changed=writing.indicators)
    return Saved(writing.monthly_return, figures, writing.indicators, conflicts, scores)


def _named(conflicts: tuple[CellConflict, ...]) -> tuple[CellConflict, ...]:
    """The conflicts with who wrote meanwhile, who is named beside them: one query, or none."""
    wrote = {pk for one in conflicts if (pk := one.stored.changed_by_id) is not None}
    users = User.objects.in_bulk(wrote) if wrote else {}
    return tuple(replace(one, by=users.get(one.stored.changed_by_id)) for one in conflicts)


@transaction.atomic
def save_returns(changes: Mapping[Plan, SheetChanges], *, by: User | None) -> list[CellConflict]:
    """Store the cells of many returns of many plans as ``save_return`` would, all or nothing.

    The queries do not grow with the returns. Gives the cells in conflict; raises what
    ``save_return`` raises.
    """
    conflicts: list[CellConflict] = []
    writings: list[Writing] = []
    rescorings: list[Rescoring] = []
    for figures in figures_of_plans(list(changes), lock=True):
        months = changes[figures.plan]
        prepared = [prepare(figures, month, cells=months[month], by=by) for month in sorted(months)]
        written = [one for one in prepared if one.cells]
        conflicts += [conflict for one in prepared for conflict in one.conflicts]
        writings += written
        if written:
            now = reduce(with_writing, written, figures)
            changed = frozenset[int]().union(*(one.indicators for one in written))
            rescorings.append(Rescoring(now, written[0].monthly_return.month, changed))
    if writings:
        write(writings)
        store_scores_of(rescorings)
    return conflicts
