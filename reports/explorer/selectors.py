"""Readers of one indicator: its year, its other years, the same row in other offices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models import (
    Value as Constant,
)
from django.db.models.functions import Coalesce

from indicators.periods.kept.selectors import final_evaluations
from indicators.periods.models import EvaluatedValue
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.evidence.selectors import EvidenceTally, present_evidence
from indicators.returns.models import MonthlyReturn, ScoreLine, State
from indicators.returns.review.selectors import office_state
from indicators.returns.scores.selectors import indicator_score
from indicators.returns.selectors.signed import signed_of
from numerals import NIL, Month
from offices.models import Office
from plans.document.matching.wordings import Answers, Worded, alike, same_of
from plans.document.methods import Method
from plans.document.values import TierTargets
from plans.models import TARGET_FIELDS, Indicator, Plan
from presentation.language import in_language
from reports.explorer.values import (
    LineOfOffice,
    LinesOfOffices,
    PlanMonth,
    ReportedCell,
    RowMonth,
    ScoredMonth,
    YearOfRow,
    YearScores,
)

MOST_YEARS: Final = 6
MOST_WORDINGS: Final = 200
"""Plans whose wordings are looked through for the same row, the nearest offices' first."""

_WORDS: Final = ("title", "unit", "method", "activity__title", "activity__objective__title")


def worded_of(indicator: Indicator) -> Worded:
    """What the row says of what it measures; its activity and objective at hand."""
    above = indicator.activity.title or indicator.activity.objective.title
    return Worded(indicator.title, indicator.unit, indicator.method, above)


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


def other_years(
    indicator: Indicator, words: Worded, *, office: Office, kind: str, answers: Answers
) -> list[YearOfRow]:
    """The same row in the office's other years, the latest first: three queries.

    Of each year the row that is most alike, if it is the same.
    """
    rows = list(
        Indicator.objects.filter(plan__office=office, plan__kind=kind)
        .exclude(plan=indicator.plan_id)
        .order_by("-plan__fiscal_year", "plan__version", "position")
        .values_list("plan__fiscal_year", "plan", "pk", "code", *TARGET_FIELDS, *_WORDS)
    )
    said = {row[2]: worded(row[-len(_WORDS) :]) for row in rows}
    same = same_of(alike([words], list(said.values()), answers=answers)).get(words, {})
    years: dict[int, YearOfRow] = {}
    for year, plan, pk, code, *rest in rows:
        likeness = same.get(said[pk])
        if likeness is not None and (year not in years or years[year].likeness < likeness):
            targets = TierTargets(*rest[: len(TARGET_FIELDS)])
            years[year] = YearOfRow(year, plan, pk, said[pk], code, targets, likeness)
    shown = sorted(years.values(), key=lambda one: -one.year)[:MOST_YEARS]
    return _with_outcomes(shown)


def _with_outcomes(rows: Sequence[YearOfRow]) -> list[YearOfRow]:
    """Each with what is stored of its last scored month; of an evaluated year with what was
    recognised, and its score.
    """
    recognised = EvaluatedValue.objects.filter(
        indicator=OuterRef("indicator"), report__plan__final_score__isnull=False
    )
    lines = (
        ScoreLine.objects.filter(indicator__in=[one.indicator for one in rows])
        .annotate(recognised=Subquery(recognised.values("value")[:1]))
        .order_by("score__month")
        .values_list("indicator", "score__month", "achieved", "raw", "recognised")
    )
    latest = {pk: found for pk, *found in lines}
    for final in final_evaluations([one.plan for one in rows]).values():
        for pk in final.rows.keys() & latest.keys():
            latest[pk][2] = final.rows[pk].raw
    return [
        _outcome(one, *latest[one.indicator]) if one.indicator in latest else one for one in rows
    ]


def _outcome(row: YearOfRow, month: Month, achieved: Any, raw: Any, recognised: Any) -> YearOfRow:
    return YearOfRow(
        row.year,
        row.plan,
        row.indicator,
        row.words,
        row.code,
        row.targets,
        row.likeness,
        month,
        achieved if recognised is None else recognised,
        raw,
        recognised is not None,
    )


def lines_of_offices(
    plan: Plan, words: Worded, row: str, month: Month, *, under: str, answers: Answers
) -> LinesOfOffices:
    """The same indicator in all offices of the plan's level under the path: three queries, in a
    year's last month four. Of an evaluated year it is what the evaluation gave.

    Wordings that are the same are looked for in the plans of the nearest offices; all that use one
    of them under one of its rows are taken. Another unit, or a mean beside a sum, is left out.
    """
    plans = Plan.objects.filter(
        fiscal_year=plan.fiscal_year_id,
        kind=plan.kind,
        office__path__under=under,
        office__level=plan.office.level,
    )
    wordings = _same_wordings(plans, plan, words, answers)
    titles = {words.title, *(said.title for said, _ in wordings)}
    units = {words.unit, *(said.unit for said, _ in wordings)}
    rows = {row, *(other for _, other in wordings)}
    found = (
        ScoreLine.objects.filter(
            score__month=month,
            score__plan__in=plans.order_by(),
            indicator__row__in=rows,
            indicator__title__in=titles,
            indicator__unit__in=units,
        )
        .annotate(return_state=_state_of_return(month))
        .order_by("score__plan__version")
        .values_list(
            "score__plan__office", "indicator", "indicator__row", "achieved", "raw", "return_state"
        )
    )
    is_whole = month == plan.span.months[-1]
    finals = final_evaluations(plans.values_list("pk", flat=True)) if is_whole else {}
    evaluated = {pk: one for final in finals.values() for pk, one in final.rows.items()}
    lines: dict[int, LineOfOffice] = {}
    own: set[int] = set()
    for office, pk, other, achieved, raw, state in found:
        # Of two rows that are the same the one of the same number.
        if office in own and other != row:
            continue
        if other == row:
            own.add(office)
        line = LineOfOffice(office, pk, achieved, raw, state in HANDED_IN)
        final = evaluated.get(pk)
        lines[office] = replace(line, achieved=final.achieved, raw=final.raw) if final else line
    return LinesOfOffices(tuple(lines.values()), plans.values("office").distinct().count())


HANDED_IN: Final = frozenset({State.SUBMITTED, State.RESUBMITTED, State.ACCEPTED, State.REOPENED})
"""What a stored score is of figures that somebody signed."""


def _state_of_return(month: Month) -> Subquery:
    monthly_returns = MonthlyReturn.objects.filter(plan=OuterRef("score__plan"), month=month)
    return Subquery(monthly_returns.annotate(shown=office_state()).values("shown")[:1])


def _same_wordings(
    plans: QuerySet[Plan], plan: Plan, words: Worded, answers: Answers
) -> set[tuple[Worded, str]]:
    """The wordings that are the same, each with the rows that use it: one query."""
    nearest = plans.order_by(
        Case(
            When(office__parent=plan.office.parent_id, then=0),
            default=1,
            output_field=IntegerField(),
        ),
        "pk",
    ).values("pk")[:MOST_WORDINGS]
    rows = (
        Indicator.objects.filter(plan__in=nearest).order_by().values_list("row", *_WORDS).distinct()
    )
    used = [(worded(said), row) for row, *said in rows]
    same = same_of(alike([words], [one for one, _ in used], answers=answers)).get(words, {})
    return {(said, row) for said, row in used if said in same and is_comparable(words, said)}


def is_comparable(one: Worded, other: Worded) -> bool:
    """Whether the figures of the two are amounts of the same thing."""
    return one.unit.strip() == other.unit.strip() and _is_mean(one) == _is_mean(other)


def _is_mean(one: Worded) -> bool:
    return bool(one.method) and Method(one.method).rule.is_mean


def worded(words: Iterable[str]) -> Worded:
    """A row's words as they are read: title, unit, method, activity, objective."""
    title, unit, method, activity, objective = words
    return Worded(title, unit, method, activity or objective)


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


def offices_named(keys: Collection[int]) -> Mapping[int, Office]:
    """The offices by id: one query, none for none."""
    return Office.objects.in_bulk(list(keys)) if keys else {}
