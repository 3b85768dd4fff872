"""Snapshots are taken: of a plan as it stands, of an evaluation by the rules of its claim."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.periods.kept.values import Recognised, Snapshot, snapshot_of
from indicators.periods.models import EvaluatedValue
from indicators.returns.scores.reckoning import (
    earned_as_of,
    evaluated_score,
    rules_of,
    score_figures,
)
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month
from plans.selectors import section_titles


def snapshot_now(figures: PlanFigures, month: Month) -> Snapshot:
    """The plan as of ``month`` by its rules of now: two queries, three where rows are linked."""
    rules = rules_of(figures.plan.rule_set)
    return snapshot_of(
        figures,
        score_figures(figures, month=month, rules=rules),
        month=month,
        rules=rules,
        linked=earned_as_of(figures, month),
        sections=section_titles(figures.plan),
    )


def evaluated_snapshot(
    claimed: Snapshot, values: Mapping[int, EvaluatedValue], *, figures: PlanFigures
) -> Snapshot:
    """What the office claimed as the evaluator recognises it, by the rules that it claimed by.

    What an earlier version kept does not say its rules: that is evaluated by those of now.
    """
    rows = {member.pk: row for row, member in claimed.members.items()}
    recognised = {
        rows[pk]: Recognised(one.figure, one.reason) for pk, one in values.items() if pk in rows
    }
    if claimed.is_whole:
        return claimed.evaluated(recognised)
    now = snapshot_now(figures, figures.plan.span.months[-1])
    score = evaluated_score(figures, {pk: one.figure for pk, one in values.items()})
    return Snapshot(
        document=now.document,
        score=score,
        rules=now.rules,
        linked=now.linked,
        office=now.office,
        sections=now.sections,
        objectives=now.objectives,
        members=now.members,
        recognised=recognised,
    )
