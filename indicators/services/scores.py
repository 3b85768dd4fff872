"""Scores are stored: one row per plan and month, a line per indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q

from indicators.explanations import explanation_data
from indicators.models import Score, ScoreLine
from indicators.scoring.composite import score_plan
from indicators.scoring.model import Basis, Interpolation, Mode, PlanScore, Rules
from indicators.scoring.precision import WORKING
from indicators.scoring_inputs import plan_input
from indicators.selectors.figures import PlanFigures, figures_of
from plans.document.model import Month
from plans.document.numerals import canonical
from plans.models import Plan, RuleSet

_STORED_PLACES = Decimal("1e-10")
_SCORE_FIELDS = (
    "rule_set",
    "weighted",
    "weight",
    "stated_weight",
    "normalised",
    "reported",
    "indicators",
    "objectives",
    "computed_at",
)
_LINE_FIELDS = ("achieved", "rate", "raw", "weighted", "problem", "explanation")


def rules_of(rule_set: RuleSet) -> Rules:
    """The stored rules as the value that scoring takes: one query for the sections."""
    return Rules(
        version=rule_set.name,
        interpolation=Interpolation(rule_set.interpolation),
        sections={section.code: Mode(section.mode) for section in rule_set.sections.all()},
    )


class _Composite(NamedTuple):
    """A stored composite of one of the plans of an office and year."""

    plan: int
    kind: str
    month: Month
    normalised: Decimal | None


def score_figures(
    figures: PlanFigures,
    *,
    month: Month,
    rules: Rules,
    basis: Basis = Basis.COMPUTED,
    months: Collection[Month] | None = None,
) -> PlanScore:
    """The plan's scores as of ``month``; nothing is stored.

    ``months`` limits the figures to these (``None``: the fiscal year so far).
    """
    is_linked = any(indicator.linked_kind for indicator in figures.indicators)
    stored = _composites_beside(figures.plan) if is_linked else []
    return score_plan(
        plan_input(figures.document(until=month), linked=_linked(figures, month, stored)),
        rules=rules,
        basis=basis,
        months=months,
    )


def _composites_beside(plan: Plan) -> list[_Composite]:
    """What is stored for the plans of the plan's office and year: one query.

    In the order of versions and months, so that the last one that fits is the newest.
    """
    rows = (
        Score.objects.filter(plan__office=plan.office_id, plan__fiscal_year=plan.fiscal_year_id)
        .order_by("plan__version", "month")
        .values_list("plan", "plan__kind", "month", "normalised")
    )
    return [_Composite(*row) for row in rows]


def _linked(
    figures: PlanFigures, month: Month, stored: Iterable[_Composite]
) -> dict[str, Decimal | None]:
    """The rows that earn by another plan, with that plan's composite as of ``month``."""
    latest = {one.kind: one.normalised for one in stored if one.month <= month}
    return {one.row: latest.get(one.linked_kind) for one in figures.indicators if one.linked_kind}


def store_scores(
    figures: PlanFigures, *, since: Month, changed: Collection[int] | None = None
) -> dict[Month, PlanScore]:
    """Score ``since`` and the later months that have a return, and store all of it.

    ``changed`` limits the lines written to these indicators where a month was scored
    before; ``None`` writes every line. Returns the scores by month.
    """
    rules = rules_of(figures.plan.rule_set)
    stored = _composites_beside(figures.plan)
    scores = {
        month: score_plan(
            plan_input(figures.document(until=month), linked=_linked(figures, month, stored)),
            rules=rules,
        )
        for month in sorted(figures.sheets)
        if month >= since
    }
    scored = {one.month for one in stored if one.plan == figures.plan.pk}
    _write(figures, scores, changed=dict.fromkeys(scored, changed))
    if figures.plan.kind != "apa":
        _rescore_linking(figures.plan, since)
    return scores


def _write(
    figures: PlanFigures,
    scores: Mapping[Month, PlanScore],
    *,
    changed: Mapping[Month, Collection[int] | None],
) -> None:
    """Write the months' rows and lines; ``changed`` limits a month's lines, ``None`` does not."""
    rows = Score.objects.bulk_create(
        [_score_row(figures, month, score) for month, score in scores.items()],
        update_conflicts=True,
        unique_fields=["plan", "month"],
        update_fields=_SCORE_FIELDS,
    )
    ScoreLine.objects.bulk_create(
        [
            line
            for row, (month, score) in zip(rows, scores.items(), strict=True)
            for line in _lines(figures, row, score)
            if (only := changed.get(month)) is None or line.indicator_id in only
        ],
        update_conflicts=True,
        unique_fields=["score", "indicator"],
        update_fields=_LINE_FIELDS,
        batch_size=500,
    )


def _score_row(figures: PlanFigures, month: Month, score: PlanScore) -> Score:
    cells = figures.cells_of(month)
    return Score(
        plan=figures.plan,
        month=month,
        rule_set=figures.plan.rule_set,
        weighted=_stored(score.weighted),
        weight=score.weight,
        stated_weight=score.stated_weight,
        normalised=_stored(score.normalised),
        reported=sum(cell.figure is not None for cell in cells.values()),
        indicators=len(figures.indicators),
        objectives=[
            {
                "row": objective.key,
                "section": objective.section,
                "weighted": canonical(objective.weighted),
                "weight": canonical(objective.weight),
                "stated_weight": None
                if objective.stated_weight is None
                else canonical(objective.stated_weight),
            }
            for objective in score.objectives
        ],
    )


def _lines(figures: PlanFigures, row: Score, score: PlanScore) -> Iterable[ScoreLine]:
    for one in score.indicators:
        yield ScoreLine(
            score=row,
            indicator_id=figures.ids[one.key],
            achieved=one.achieved,
            rate=_stored(one.rate),
            raw=_stored(one.raw),
            weighted=_stored(one.weighted),
            problem=one.problem or "",
            explanation=explanation_data(one.explanation),
        )


def _stored(value: Decimal | None) -> Any:
    return None if value is None else value.quantize(_STORED_PLACES, context=WORKING)


def _rescore_linking(plan: Plan, since: Month) -> None:
    """Rescore the plans of the same office and year that earn by this one."""
    linking = (
        Plan.objects.filter(
            Q(indicators__linked_kind=plan.kind),
            office=plan.office_id,
            fiscal_year=plan.fiscal_year_id,
        )
        .exclude(pk=plan.pk)
        .select_related("rule_set")
        .distinct()
    )
    for one in linking:
        store_scores(figures_of(one, lock=True), since=since)
