"""Readers of an office over its years, and of offices side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Case, IntegerField, Q, QuerySet, When

from indicators.periods.kept.selectors import final_evaluations
from indicators.periods.models import FinalScore
from indicators.returns.models import MonthlyReturn, Score, ScoreLine
from indicators.returns.scores.selectors import row_then
from numerals import Month
from offices.models import Office, User
from offices.selectors import offices_visible_to
from plans.document.matching.wordings import Worded
from plans.models import Objective, Plan, SectionRule
from presentation.language import in_language
from reports.explorer.selectors.other_offices import HANDED_IN, MOST_WORDINGS
from reports.explorer.selectors.other_years import MOST_YEARS
from reports.explorer.selectors.wordings import WORDS, worded
from reports.explorer.values import CompositeNow, PartTitle, ScoredRow, YearOfOffice
from reports.selectors.objectives import objective_scores

MOST_OPTIONS: Final = 200
"""Offices that are offered to stand beside one."""


def plans_of_office(office: Office) -> list[Plan]:
    """The office's plans, the latest year first, the newest version of each: one query."""
    plans = Plan.objects.filter(office=office).select_related("fiscal_year", "rule_set")
    found: dict[tuple[int, str], Plan] = {}
    for plan in plans.order_by("-fiscal_year__start", "kind", "-version"):
        plan.office = office
        found.setdefault((plan.fiscal_year_id, plan.kind), plan)
    return list(found.values())


def years_of_office(plans: Collection[Plan]) -> list[YearOfOffice]:
    """What is stored of these plans' years, the latest first: four queries.

    Of each the final score where the year was evaluated, else that of its last scored month.
    """
    shown = sorted(plans, key=lambda one: -one.fiscal_year_id)[:MOST_YEARS]
    keys = [one.pk for one in shown]
    scores = Score.objects.filter(plan__in=keys).select_related("rule_set").order_by("month")
    latest = {one.plan_id: one for one in scores}
    finals = {
        one.plan_id: one
        for one in FinalScore.objects.filter(plan__in=keys).select_related("rule_set")
    }
    rule_sets = {one.rule_set_id for one in latest.values()}
    rule_sets |= {one.rule_set_id for one in finals.values()}
    titles: dict[int, list[PartTitle]] = {}
    for pk, section, code, title in Objective.objects.filter(plan__in=keys).values_list(
        "plan", "section", "code", "title"
    ):
        titles.setdefault(pk, []).append(PartTitle(section, code or section, code, title))
    sections = {
        (rules, code): in_language(bn, en)
        for rules, code, bn, en in SectionRule.objects.filter(rule_set__in=rule_sets).values_list(
            "rule_set", "code", "title_bn", "title_en"
        )
    }
    years = []
    for plan in shown:
        month, final = latest.get(plan.pk), finals.get(plan.pk)
        stored = final or month
        if stored is None:
            continue
        rules = stored.rule_set
        years.append(
            YearOfOffice(
                plan=plan,
                month=plan.span.months[-1] if final or month is None else month.month,
                is_final=final is not None,
                rules=rules,
                weighted=stored.weighted,
                weight=stored.weight,
                normalised=stored.normalised,
                objectives=objective_scores(stored.objectives),
                titles=tuple(titles.get(plan.pk, ())),
                sections={code: said for (key, code), said in sections.items() if key == rules.pk},
            )
        )
    return years


def offices_beside(office: Office, user: User) -> list[Office]:
    """The offices of the same level that the person may read, the nearest first: one query."""
    nearest = Case(When(parent=office.parent_id, then=0), default=1, output_field=IntegerField())
    found = offices_visible_to(user).filter(level=office.level).exclude(pk=office.pk)
    return list(found.order_by(nearest, "path")[:MOST_OPTIONS])


def peers_of_plan(plan: Plan, month: Month) -> list[int]:
    """The plans of the nearest other offices of its level that handed the month in: one query."""
    handed_in = MonthlyReturn.objects.filter(month=month, state__in=HANDED_IN)
    found = Plan.objects.filter(
        fiscal_year=plan.fiscal_year_id,
        kind=plan.kind,
        office__level=plan.office.level,
        monthly_returns__in=handed_in,
    ).exclude(office=plan.office_id)
    nearest = Case(
        When(office__parent=plan.office.parent_id, then=0), default=1, output_field=IntegerField()
    )
    return list(found.order_by(nearest, "pk").values_list("pk", flat=True)[:MOST_WORDINGS])


def rows_of_plans(plans: Sequence[int], month: Month) -> dict[int, list[ScoredRow]]:
    """The rows of the plans with what is stored of them as of the month, by plan: one query, in a
    year's last month two. Of an evaluated year it is what the evaluation gave.
    """
    is_whole = month == month.fiscal_year.months[-1]
    evaluations = final_evaluations(plans) if is_whole else {}
    found: dict[int, list[ScoredRow]] = {pk: [] for pk in plans}
    lines: QuerySet[ScoreLine] = ScoreLine.objects.filter(
        Q(score__month=month), score__plan__in=plans
    )
    for plan, pk, row, code, weight, achieved, raw, *words in lines.order_by(
        "score__plan_id", "indicator__position"
    ).values_list(
        "score__plan",
        "indicator",
        "indicator__row",
        "indicator__code",
        row_then("weight"),
        "achieved",
        "raw",
        *(f"indicator__{name}" for name in WORDS),
        "indicator__activity__objective",
    ):
        *said, objective = words
        own = ScoredRow(pk, row, code, weight, objective, worded(said), achieved, raw)
        final = evaluations[plan].rows.get(pk) if plan in evaluations else None
        found[plan].append(
            replace(own, achieved=final.achieved, raw=final.raw, own_raw=raw, is_evaluated=True)
            if final
            else own
        )
    return found


def composites_of(plans: Sequence[int], month: Month) -> dict[int, CompositeNow]:
    """The composites of the plans as of the month, by plan: one query.

    As of the year's last month that of the final evaluation, where there is one.
    """
    found = Score.objects.filter(plan__in=plans, month=month).values_list(
        "plan", "normalised", "plan__final_score", "plan__final_score__normalised"
    )
    is_whole = month == month.fiscal_year.months[-1]
    return {
        plan: CompositeNow(evaluated, own, is_final=True)
        if is_whole and final
        else CompositeNow(own)
        for plan, own, final, evaluated in found
    }


def worded_as(title: str) -> Worded:
    """An objective as rows are told apart: by its title alone."""
    return Worded(title, "", "", title)
