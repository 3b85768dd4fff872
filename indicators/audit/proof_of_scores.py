"""Whether the stored scores are those that the figures make, by the rules that they name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from indicators.audit.doubts import Unexplained
from indicators.audit.earlier_plan_values import versions_of
from indicators.periods.kept.data import is_whole, whole_snapshot
from indicators.periods.models import PeriodStep
from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.reckoning import as_kept, earned_by_month, rules_of
from indicators.returns.scores.rows import (
    LINE_FIELDS,
    OUTCOME_FIELDS,
    SCORE_FIELDS,
    score_lines,
    score_row,
)
from indicators.returns.scores.services import is_settled
from indicators.returns.sealing import ROLLED
from indicators.returns.selectors.accepted import words_accepted
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import PlanScore, Rules
from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from numerals import Month
from plans.document.rolling_up import RolledUp
from plans.models import Plan, RuleSet

FIELD: Final = "score"

_Line = list[Any]
"""The columns of an indicator's score, in the order of ``LINE_FIELDS``."""

_OUTCOME: Final = len(OUTCOME_FIELDS)
_METHOD: Final = LINE_FIELDS.index("method")
_FIELDS: Final = tuple(one for one in SCORE_FIELDS if one not in ("rule_set", "computed_at"))


def unexplained_scores(
    figures: PlanFigures, changes: Sequence[Change], known_rules: dict[int, Rules]
) -> Iterator[Unexplained]:
    """The scores of months, of the plan and each indicator, that are not what they would be.

    Three queries, and one or two for rules and for what the plan earns by. A month that was
    accepted is scored by the targets and rules of then; the last month of a report has the score
    that the report keeps. Not computed anew are other months of a report that was handed in,
    where they earn by another plan: that may have moved on. Of a month that was accepted or
    reported the rows made of offices' figures are proved by the figures that its score keeps, and
    those by what was told of them when it was accepted.
    """
    plan = figures.plan
    scores = {one.month: one for one in Score.objects.filter(plan=plan).select_related("rule_set")}
    lines: dict[int, dict[int, _Line]] = {one.pk: {} for one in scores.values()}
    stored = ScoreLine.objects.filter(score__plan=plan)
    for key, indicator, *values in stored.values_list("score", "indicator", *LINE_FIELDS):
        lines[key][indicator] = values
    reported = _reported(plan) if plan.frozen else {}
    earned = earned_by_month(figures)
    words = words_accepted(list(figures.monthly_returns.values()))
    names = _rules_ever(plan, changes)
    rolled = {
        one.monthly_return_id: one.after
        for one in changes
        if one.field == ChangedField.KEPT and one.row == ROLLED
    }
    for month in sorted({*scores, *(at for at, cells in figures.cells.items() if cells)}):
        score = scores.get(month)
        if score is None or month not in figures.monthly_returns:
            yield _doubt(plan, month, "", "a score" if score is None else None, _shown(score))
            continue
        if score.rule_set.name not in names or (
            score.rule_set_id != plan.rule_set_id and not is_settled(figures, month)
        ):
            yield _doubt(plan, month, "", plan.rule_set.name, score.rule_set.name, field="rules")
        known = rolled.get(figures.monthly_returns[month].pk)
        if known and is_settled(figures, month) and known != digest_of(score.rolled):
            yield _doubt(plan, month, "", known, digest_of(score.rolled), field=ROLLED)
        linked = earned.get(month, {})
        if is_settled(figures, month) or month in plan.frozen:
            linked = as_kept(linked, score.rolled)
        earns_by_plan = any(not isinstance(one, RolledUp) for one in linked.values())
        if month not in reported and month in plan.frozen and earns_by_plan:
            continue
        rules = _rules(score.rule_set, known_rules)
        found = lines[score.pk]
        first: list[Unexplained] | None = None
        kept = words.get(figures.monthly_returns[month].pk)
        then = figures.counted.under(kept) if kept else figures.counted
        for version in versions_of(then, changes if is_settled(figures, month) else ()):
            expected = reported.get(month) or score_plan(
                plan_input(version.document(until=month), linked=linked),
                rules=rules,
            )
            doubts = list(_differing(version, month, expected, score, found))
            first = doubts if first is None else first
            if not doubts:
                first = []
                break
        yield from first or ()


def _differing(
    figures: PlanFigures,
    month: Month,
    expected: PlanScore,
    score: Score,
    lines: Mapping[int, _Line],
) -> Iterator[Unexplained]:
    row = score_row(figures, month, expected, rules=score.rule_set, version=score.plan_version)
    if _values(row, _FIELDS) != _values(score, _FIELDS):
        yield _doubt(figures.plan, month, "", _shown(row), _shown(score))
    if not all(one.key in figures.ids for one in expected.indicators):
        # A kept plan of another office was put in the place of the step's own.
        yield _doubt(figures.plan, month, "", "rows of the plan", "rows of another")
        return
    rows = {one.pk: one.row for one in figures.indicators}
    known = {
        one.indicator_id: _values(one, LINE_FIELDS) for one in score_lines(figures, score, expected)
    }
    for pk in {**known, **lines}:
        line, stored = known.get(pk), lines.get(pk)
        if line and stored and stored[_METHOD] is None:
            # Scored before it was kept what the row was.
            line, stored = line[:_OUTCOME], stored[:_OUTCOME]
        if line != stored:
            at = rows.get(pk, "")
            yield _doubt(figures.plan, month, at, _shown_line(line), _shown_line(stored))


def _reported(plan: Plan) -> dict[Month, PlanScore]:
    """The scores that the reports of now were handed in with, by their last month."""
    found: dict[Month, PlanScore] = {}
    steps = PeriodStep.objects.filter(report__plan=plan, to_state__in=("submitted", "resubmitted"))
    # A year comes after its quarters: it is what its last month says.
    for step in steps.select_related("report__plan").order_by("pk"):
        last = step.report.period.last
        if last in plan.frozen and is_whole(step.reported):
            found[last] = whole_snapshot(step.reported).score
    return found


def _rules(rule_set: RuleSet, known: dict[int, Rules]) -> Rules:
    if rule_set.pk not in known:
        known[rule_set.pk] = rules_of(rule_set)
    return known[rule_set.pk]


def _rules_ever(plan: Plan, changes: Sequence[Change]) -> set[str | None]:
    """The names of all rules that the plan was ever under."""
    told = [one for one in changes if one.field == ChangedField.RULES]
    return {plan.rule_set.name, *(one.before for one in told), *(one.after for one in told)}


def _values(row: Score | ScoreLine, fields: Sequence[str]) -> list[Any]:
    """The columns as they compare: JSON as the database gives it back."""
    values = [getattr(row, name) for name in fields]
    return [
        json.loads(json.dumps(one)) if isinstance(one, list | dict | tuple) else one
        for one in values
    ]


def _shown(row: Score | None) -> str | None:
    return None if row is None else f"{row.weighted} of {row.weight}"


def _shown_line(line: _Line | None) -> str | None:
    if line is None:
        return None
    told = dict(zip(OUTCOME_FIELDS, line[:_OUTCOME], strict=True))
    return f"{told['weighted']} for {told['achieved']} {told['problem']}".strip()


def _doubt(
    plan: Plan, month: Month, row: str, told: str | None, stored: str | None, *, field: str = FIELD
) -> Unexplained:
    return Unexplained(plan.address, str(month), row, field, told, stored)
