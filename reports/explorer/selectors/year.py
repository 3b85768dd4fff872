"""Readers of one indicator's and one plan's year: months reported, months scored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Count, F, FilteredRelation, IntegerField, OuterRef, Q, Subquery
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce

from indicators.periods.kept.selectors import final_evaluations
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.evidence.selectors import EvidenceTally, present_evidence
from indicators.returns.models import MonthlyReturn, ScoreLine
from indicators.returns.scores.selectors import indicator_score
from indicators.returns.selectors.signed import signed_of
from numerals import NIL, Month
from plans.models import Indicator, Plan
from presentation.language import in_language
from reports.explorer.values import PlanMonth, ReportedCell, RowMonth, ScoredMonth, YearScores


def reported_months(indicator: Indicator) -> dict[Month, ReportedCell]:
    """The months of the indicator's plan that have a return, with the cell as it counts: one query,
    three where a month is open again.

    Of a return that is open again it is the figure that was last handed in.
    """
    found = (
        MonthlyReturn.objects.filter(plan=indicator.plan_id)
        .annotate(
            cell=FilteredRelation("achievements", condition=Q(achievements__indicator=indicator)),
            value=F("cell__value"),
            is_nil=F("cell__is_nil"),
            remarks=F("cell__remarks"),
            changed_at=F("cell__changed_at"),
            author_bn=F("cell__changed_by__name_bn"),
            author_en=F("cell__changed_by__name_en"),
            author=F("cell__changed_by__username"),
            files=_files(indicator),
            verified=_files(indicator, EvidenceVerdict.VERIFIED),
            not_verified=_files(indicator, EvidenceVerdict.NOT_VERIFIED),
        )
        .order_by("month")
    )
    stored: list[Any] = list(found)
    for one in stored:
        one.plan = indicator.plan
    signed = signed_of(stored)
    months = {}
    for one in stored:
        figure, remarks = NIL if one.is_nil else one.value, one.remarks or ""
        if one.pk in signed:
            figure, remarks = signed[one.pk].of(indicator.pk, remarks)
        author = in_language(one.author_bn or "", one.author_en or "") or one.author or ""
        months[one.month] = ReportedCell(
            one.month,
            one,
            figure,
            remarks,
            one.changed_at,
            author,
            EvidenceTally(one.files, one.verified, one.not_verified),
        )
    return months


def _files(indicator: Indicator, verdict: EvidenceVerdict | None = None) -> Coalesce:
    files = present_evidence().filter(indicator=indicator, month=OuterRef("month"))
    if verdict is not None:
        files = files.filter(verdict=verdict)
    counted = files.order_by().values("indicator").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), Constant(0), output_field=IntegerField())


def scored_months(indicator: Indicator) -> dict[Month, ScoredMonth]:
    """The stored scores of the indicator by month, in the last as evaluated: one query, two
    where that is scored.
    """
    lines = ScoreLine.objects.filter(
        score__plan=indicator.plan_id, indicator=indicator
    ).select_related("score")
    found = {
        line.score.month: ScoredMonth(
            indicator_score(indicator, line, line.score.rolled), line.score.plan_version
        )
        for line in lines
    }
    last = indicator.plan.span.months[-1]
    if own := found.get(last):
        evaluation = final_evaluations([indicator.plan_id]).get(indicator.plan_id)
        evaluated = evaluation.rows.get(indicator.pk) if evaluation else None
        if evaluated:
            found[last] = replace(own, score=evaluated, own=own.score)
    return found


def year_scores(plan: Plan) -> YearScores:
    """The stored scores of the plan's year, in the last month as evaluated: one query, two
    where that is scored.
    """
    rows: dict[int, dict[Month, RowMonth]] = {}
    whole: dict[Month, PlanMonth] = {}
    lines = ScoreLine.objects.filter(score__plan=plan).values_list(
        "indicator", "score__month", "achieved", "weighted", "score__weighted", "score__weight"
    )
    for pk, month, achieved, weighted, of_plan, weight in lines:
        rows.setdefault(pk, {})[month] = RowMonth(achieved, weighted)
        whole[month] = PlanMonth(of_plan, weight)
    last = plan.span.months[-1]
    evaluation = final_evaluations([plan.pk]).get(plan.pk) if last in whole else None
    if evaluation:
        whole[last] = PlanMonth(evaluation.weighted, evaluation.weight, own=whole[last])
        for pk, one in evaluation.rows.items():
            if own := rows.get(pk, {}).get(last):
                rows[pk][last] = RowMonth(one.achieved, one.weighted, own=own)
    return YearScores(rows, whole)
