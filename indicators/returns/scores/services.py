"""Scores are stored: one row per plan and month, a line per indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import Q

from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.offices import RowsChanged, achievements_for, rolled_above, rolled_in
from indicators.returns.scores.reckoning import (
    Composite,
    as_kept,
    composites_beside,
    earned_of,
    office_year,
    rules_of,
)
from indicators.returns.scores.rows import LINE_FIELDS, SCORE_FIELDS, score_lines, score_row
from indicators.returns.selectors.accepted import words_accepted
from indicators.returns.selectors.figures import PlanFigures, figures_of, figures_of_plans
from indicators.returns.workflow import SETTLED
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import PlanScore
from numerals import Month
from plans.document.defaults import AGREEMENTS
from plans.models import Plan, RuleSet

_DEEPEST: Final = 1000
"""Below any office of the tree."""


@dataclass(frozen=True, slots=True)
class Rescoring:
    """What is to be scored: the plan's ``since`` and the later months that have a return.

    ``changed`` limits the lines written to these indicators where a month was scored
    before; ``None`` writes every line. With ``is_of_plan`` it is the plan or its rules that
    changed, no figure.
    """

    figures: PlanFigures
    since: Month
    changed: Collection[int] | None = None
    is_of_plan: bool = False

    @property
    def months(self) -> list[Month]:
        """The months whose scores are stored anew, in order.

        Never one of a report that was handed in. What was accepted keeps the score that it was
        accepted with when rules or targets change, and follows the figures alone.
        """
        kept = SETTLED if self.is_of_plan else ()
        return [
            month
            for month, monthly_return in sorted(self.figures.monthly_returns.items())
            if month >= self.since
            and not monthly_return.is_frozen
            and monthly_return.office_state not in kept
        ]

    @property
    def plan(self) -> Plan:
        """The plan that is scored."""
        return self.figures.plan


Scores = dict[Month, PlanScore]
"""The scores of a plan by month."""


def store_scores(
    figures: PlanFigures, *, since: Month, changed: Collection[int] | None = None
) -> Scores:
    """Score ``since`` and the later months that have a return, and store all of it.

    ``changed`` is that of ``Rescoring``. Returns the scores by month.
    """
    return store_scores_of([Rescoring(figures, since, changed)])[figures.plan.pk]


def store_scores_of(rescorings: Sequence[Rescoring]) -> dict[int, Scores]:
    """Score many plans in as many queries as one; the scores by plan and month.

    Action plans go first, then the plans that earn by them, also those not asked for; of either,
    those of the offices below first, whose rows are rolled up above.
    """
    scores: dict[int, Scores] = {}
    for _place, wave in groupby(sorted(rescorings, key=_place_of), key=_place_of):
        scores |= _store(list(wave))
    for one in rescorings:
        if one.plan.kind not in AGREEMENTS:
            done = {other.plan.pk for other in rescorings if other.since <= one.since}
            rescore_linking(one.plan, since=one.since, except_for=done)
    rescore_rolling(rescorings)
    return scores


def _place_of(one: Rescoring) -> tuple[bool, int]:
    """Plans that earn by others come after these."""
    is_rolled = any(row.roll_up for row in one.figures.indicators)
    return one.plan.kind in AGREEMENTS, -one.plan.office.path.count("/") if is_rolled else -_DEEPEST


def _store(rescorings: Sequence[Rescoring]) -> dict[int, Scores]:
    beside = composites_beside([one.plan for one in rescorings])
    offices = achievements_for({one.plan: rolled_in(one.figures.indicators) for one in rescorings})
    kept = {(one.plan, one.month): one.rolled for told in beside.values() for one in told}
    rules = _rules_by(rescorings, beside)
    values = {one.plan.rule_set_id: one.figures.modes for one in rescorings}
    rules_by_key = {
        rule_set.pk: rules_of(rule_set, modes=values.get(rule_set.pk))
        for rule_set in {one.pk: one for one in rules.values()}.values()
    }
    said = _figures_by(rescorings)
    scores: dict[int, Scores] = {one.plan.pk: {} for one in rescorings}
    for (plan, month), figures in said.items():
        linked = earned_of(figures, month, beside[office_year(figures.plan)], offices)
        if is_settled(figures, month):
            linked = as_kept(linked, kept.get((plan, month), {}))
        scores[plan][month] = score_plan(
            plan_input(figures.document(until=month), linked=linked),
            rules=rules_by_key[rules[plan, month].pk],
        )
    _write(rescorings, scores, beside, rules, said)
    return scores


def _version_of(one: Rescoring, month: Month, stored: Mapping[tuple[int, Month], int]) -> int:
    """The agreed version that the month is scored by: its plan's, or that it was accepted by."""
    own = one.plan.agreed_version
    if month in one.figures.monthly_returns and is_settled(one.figures, month):
        return stored.get((one.plan.pk, month), own)
    return own


def _figures_by(rescorings: Sequence[Rescoring]) -> dict[tuple[int, Month], PlanFigures]:
    """The signed figures of each plan and month, under what the month was accepted with.

    One query where some month was accepted, none otherwise.
    """
    words = words_accepted(
        [one.figures.monthly_returns[month] for one in rescorings for month in one.months]
    )
    found = {}
    for one in rescorings:
        for month in one.months:
            kept = words.get(one.figures.monthly_returns[month].pk)
            figures = one.figures.counted
            found[one.plan.pk, month] = figures.under(kept) if kept else figures
    return found


def _rules_by(
    rescorings: Sequence[Rescoring], beside: Mapping[tuple[int, int], Iterable[Composite]]
) -> dict[tuple[int, Month], RuleSet]:
    """The rules of each plan and month: its plan's, or those that the month was accepted by.

    One query where some month was accepted by others, none otherwise.
    """
    stored = {(one.plan, one.month): one.rules for told in beside.values() for one in told}
    by: dict[tuple[int, Month], RuleSet | int] = {}
    for one in rescorings:
        for month in one.months:
            own = stored.get((one.plan.pk, month), one.plan.rule_set_id)
            is_other = is_settled(one.figures, month) and own != one.plan.rule_set_id
            by[one.plan.pk, month] = own if is_other else one.plan.rule_set
    others = {pk for pk in by.values() if isinstance(pk, int)}
    found = RuleSet.objects.prefetch_related("sections").in_bulk(others) if others else {}
    return {key: found[one] if isinstance(one, int) else one for key, one in by.items()}


def is_settled(figures: PlanFigures, month: Month) -> bool:
    """Whether the month was accepted, and nothing else was handed in since."""
    return figures.monthly_returns[month].office_state in SETTLED


def store_reported(figures: PlanFigures, month: Month, score: PlanScore) -> None:
    """Store the score that a report was handed in with as that of its last month.

    So that every page and file says of the month what its report says. A month that nobody
    wrote to has none.
    """
    if month in figures.monthly_returns:
        rescoring, key = Rescoring(figures, since=month), (figures.plan.pk, month)
        rules, said = {key: figures.plan.rule_set}, {key: figures.counted}
        _write([rescoring], {figures.plan.pk: {month: score}}, {}, rules, said)


def _write(
    rescorings: Sequence[Rescoring],
    scores: Mapping[int, Scores],
    beside: Mapping[tuple[int, int], Iterable[Composite]],
    rules: Mapping[tuple[int, Month], RuleSet],
    said: Mapping[tuple[int, Month], PlanFigures],
) -> None:
    """Write the rows of all months, and the lines that may have changed.

    Of a month that was accepted all lines: they may be older than the plan's targets.
    """
    scored = {(one.plan, one.month): one.version for stored in beside.values() for one in stored}
    owned = [
        (one, month, score) for one in rescorings for month, score in scores[one.plan.pk].items()
    ]
    rows = Score.objects.bulk_create(
        [
            score_row(
                said[one.plan.pk, month],
                month,
                score,
                rules=rules[one.plan.pk, month],
                version=_version_of(one, month, scored),
            )
            for one, month, score in owned
        ],
        update_conflicts=True,
        unique_fields=["plan", "month"],
        update_fields=SCORE_FIELDS,
        batch_size=500,
    )
    ScoreLine.objects.bulk_create(
        [
            line
            for row, (one, month, score) in zip(rows, owned, strict=True)
            for line in score_lines(said[one.plan.pk, month], row, score)
            if one.changed is None
            or line.indicator_id in one.changed
            or (one.plan.pk, month) not in scored
            or is_settled(one.figures, month)
        ],
        update_conflicts=True,
        unique_fields=["score", "indicator"],
        update_fields=LINE_FIELDS,
        batch_size=500,
    )


def rescore_linking(plan: Plan, *, since: Month, except_for: Collection[int] = ()) -> None:
    """Rescore the plans of the same office and year that earn by this one."""
    linking = (
        Plan.objects.filter(
            Q(indicators__linked_kind=plan.kind),
            office=plan.office_id,
            fiscal_year=plan.fiscal_year_id,
        )
        .exclude(pk__in={plan.pk, *except_for})
        .select_related("rule_set", "office")
        .distinct()
    )
    for one in linking:
        store_scores(figures_of(one, lock=True), since=since)


def rescore_rolling(rescorings: Sequence[Rescoring]) -> None:
    """Rescore the plans of the offices above whose rows are made of what was rescored.

    One query where nothing is. What was accepted above keeps its score, as it keeps the figures
    that its rows were made of.
    """
    done = {one.plan.pk: one.since for one in rescorings if one.changed is None}
    changed = [RowsChanged(one.figures, one.since, one.changed) for one in rescorings]
    above = [
        one
        for one in rolled_above(changed)
        if one.plan.pk not in done or one.since < done[one.plan.pk]
    ]
    if above:
        figures = figures_of_plans([one.plan for one in above], lock=True)
        store_scores_of(
            [
                Rescoring(held, one.since, changed=one.rows, is_of_plan=True)
                for held, one in zip(figures, above, strict=True)
            ]
        )
