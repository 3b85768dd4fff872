"""Stored scores, read back as the values that scoring gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Case as Choice
from django.db.models import F, When

from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.explanations import explanation_from_data
from indicators.scoring.precision import ZERO
from indicators.scoring.values import (
    Basis,
    Case,
    Explanation,
    IndicatorScore,
    ObjectiveScore,
    PlanScore,
    Reason,
)
from numerals import Month
from offices.prepared import Given, Prepared
from plans.document.rolling_up import rolled_from_json
from plans.document.values import ObjectiveEntry
from plans.models import Indicator, Plan, RuleSet
from presentation.fields import MonthField

_READ: Final = (
    *(one.name for one in ScoreLine._meta.fields),
    *(f"score__{name}" for name in ("weighted", "weight", "stated_weight", "objectives", "rolled")),
    *(f"score__rule_set__{name}" for name in ("fiscal_year", "kind", "version")),
    "score__rule_set",
)
"""Of the score and its rules, which come with every line, no more than is told of them."""

_AMENDED: Final = 2
"""The version that the first amendment makes."""


def score_of(figures: PlanFigures, month: Month) -> PlanScore:
    """The plan's scores as of ``month``: the stored ones of a month that has a return.

    A month nobody wrote to yet has none; its scores are those of the figures so far. One query
    where they are stored.
    """
    of_month = _LINES.ask(plan=figures.plan.pk, month=month)
    lines = {line.indicator_id: line for line in of_month}
    if not lines:
        return score_figures(figures, month=month, rules=rules_of(figures.plan.rule_set))
    stored = next(iter(lines.values())).score
    members: dict[int, list[IndicatorScore]] = {}
    for indicator in figures.indicators:
        members.setdefault(indicator.activity.objective_id, []).append(
            indicator_score(indicator, lines.get(indicator.pk), stored.rolled)
        )
    known = {(one["section"], one["row"]): one for one in stored.objectives}
    return PlanScore(
        rules=stored.rule_set.name,
        basis=Basis.COMPUTED,
        weighted=stored.weighted,
        weight=stored.weight,
        stated_weight=stored.stated_weight,
        objectives=tuple(
            _objective_score(one, known.get((one.section, one.row)), tuple(scores))
            for one, scores in zip(figures.promised.objectives, members.values(), strict=True)
        ),
    )


_LINES: Final = Prepared(
    lambda: (
        ScoreLine.objects.select_related("score__rule_set")
        .only(*_READ)
        .filter(score__plan=Given("plan"), score__month=Given("month", MonthField()))
    )
)


def shown_score(figures: PlanFigures, month: Month) -> PlanScore:
    """What the cells of the month's return come to, as its own pages show it.

    It is the stored score, but of a return that is open again: that is of what was handed in.
    """
    if month not in figures.handed_in:
        return score_of(figures, month)
    rules = rules_of(figures.plan.rule_set)
    return score_figures(figures, month=month, rules=rules, is_live=True)


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A month that was accepted by an earlier version of the plan, and its score by the newest."""

    accepted: int
    newest: int
    score: PlanScore


def version_of_month(plan: Plan, month: Month) -> int:
    """The agreed version that the month is scored by, 0 of a plan that is not agreed: one query,
    none where there is but one.
    """
    if plan.agreed_version < _AMENDED:
        return plan.agreed_version
    stored = Score.objects.filter(plan=plan, month=month).values_list("plan_version", flat=True)
    return stored.first() or plan.agreed_version


def by_newest_version(live: PlanFigures, month: Month) -> OtherVersion | None:
    """What the newest version of the plan makes of a month that was accepted by another one;
    ``None`` where it is the same. No query unless the plan was amended.
    """
    newest = live.plan.agreed_version
    accepted = version_of_month(live.plan, month)
    if accepted == newest:
        return None
    rules = rules_of(live.plan.rule_set)
    return OtherVersion(accepted, newest, score_figures(live, month=month, rules=rules))


def rules_of_month(figures: PlanFigures, month: Month) -> RuleSet:
    """The rules that the month is scored by: those it was accepted by, else the plan's.

    Two queries.
    """
    stored = Score.objects.filter(plan=figures.plan, month=month).select_related("rule_set")
    score = stored.prefetch_related("rule_set__sections").first()
    return score.rule_set if score else figures.plan.rule_set


def row_then(name: str) -> Choice:
    """The weight, method or target_100 (``name``) of a score line's row as it was scored, asked of
    the database; as the plan stands where that was not kept.
    """
    return Choice(When(method__isnull=False, then=F(name)), default=F(f"indicator__{name}"))


def indicator_score(
    indicator: Indicator, line: ScoreLine | None, rolled: Mapping[str, Any]
) -> IndicatorScore:
    """The stored score, with the weight that it was scored by.

    An indicator that came to an accepted month's plan later has none.
    """
    row, weight = indicator.row, indicator.weight
    if line is not None and line.method is not None:
        weight = line.weight
    if line is None:
        blank = Explanation(Case.UNSCORED)
        return IndicatorScore(row, weight, None, None, None, None, Reason.NOT_REPORTED, blank)
    return IndicatorScore(
        key=row,
        weight=weight,
        achieved=line.achieved,
        rate=line.rate,
        raw=line.raw,
        weighted=line.weighted,
        problem=Reason(line.problem) if line.problem else None,
        explanation=explanation_from_data(line.explanation),
        rolled=rolled_from_json(rolled[row]) if row in rolled else None,
    )


def _objective_score(
    entry: ObjectiveEntry, stored: dict[str, Any] | None, indicators: tuple[IndicatorScore, ...]
) -> ObjectiveScore:
    """The stored score; one that came to an accepted month's plan later has none in it."""
    stated = stored["stated_weight"] if stored else None
    weighted = stored["weighted"] if stored else None
    return ObjectiveScore(
        key=entry.row,
        section=entry.section,
        stated_weight=None if stated is None else Decimal(stated),
        weight=Decimal(stored["weight"]) if stored else ZERO,
        weighted=None if weighted is None else Decimal(weighted),
        indicators=indicators,
    )
