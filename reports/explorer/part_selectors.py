"""Readers of one objective or section: its year, and the same in other offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When

from indicators.returns.models import MonthlyReturn, Score
from indicators.returns.review.selectors import office_state
from indicators.scoring.precision import grand_total, grand_total_of_known, share_of_hundred
from indicators.scoring.values import ObjectiveScore
from numerals import Month
from plans.document.matching.wordings import alike, same_of
from plans.models import Objective, Plan
from reports.explorer.office_selectors import worded_as
from reports.explorer.selectors.other_offices import HANDED_IN
from reports.explorer.values import EarnedPart, LineOfOffice, LinesOfOffices, PartChosen
from reports.selectors.objectives import objective_scores

Keys: TypeAlias = frozenset[tuple[str, str]]
"""Objectives by their sections and their names within them."""

MOST_OFFICES: Final = 1000
"""Offices whose objectives are read for one page, the nearest first."""


def part_of(scores: tuple[ObjectiveScore, ...], keys: Keys) -> EarnedPart | None:
    """What these objectives earned together; ``None`` where there is none of them."""
    found = [one for one in scores if (one.section, one.key) in keys]
    if not found:
        return None
    weighted = grand_total_of_known(one.weighted for one in found)
    weight = grand_total(one.weight for one in found)
    return EarnedPart(weighted, weight, share_of_hundred(weighted, weight))


def evaluated_part(
    told: Sequence[Mapping[str, str | None]],
    evaluated: Sequence[Mapping[str, str | None]] | None,
    keys: Keys,
) -> EarnedPart | None:
    """What the evaluation gave the part, the office's own beside it; that alone without one."""
    own = part_of(objective_scores(told), keys)
    if evaluated is None or own is None:
        return own
    final = part_of(objective_scores(evaluated), keys)
    return final and replace(final, own=own)


def parts_by_month(plan: Plan, chosen: PartChosen) -> Mapping[Month, EarnedPart]:
    """What the part earned by month, in the last as evaluated: one query."""
    stored = Score.objects.filter(plan=plan).values_list(
        "month", "objectives", "plan__final_score__objectives"
    )
    last = plan.span.months[-1]
    found = {
        month: evaluated_part(told, evaluated if month == last else None, chosen.keys)
        for month, told, evaluated in stored
    }
    return {month: part for month, part in found.items() if part is not None}


def returns_by_month(plan: Plan) -> dict[Month, MonthlyReturn]:
    """The plan's returns by month: one query."""
    found = MonthlyReturn.objects.filter(plan=plan)
    for one in found:
        one.plan = plan
    return {one.month: one for one in found}


def parts_of_offices(plan: Plan, chosen: PartChosen, month: Month, *, under: str) -> LinesOfOffices:
    """The same part in the offices of the plan's level under the path: three queries.

    Of an evaluated year it is what the evaluation gave. An objective is the same where it is
    called the same in its section, a section by its code.
    """
    plans = Plan.objects.filter(
        fiscal_year=plan.fiscal_year_id,
        kind=plan.kind,
        office__path__under=under,
        office__level=plan.office.level,
    )
    nearest = plans.order_by(
        Case(
            When(office=plan.office_id, then=0),
            When(office__parent=plan.office.parent_id, then=1),
            default=2,
            output_field=IntegerField(),
        ),
        "pk",
    )[:MOST_OFFICES]
    monthly_returns = MonthlyReturn.objects.filter(plan=OuterRef("plan"), month=month)
    stored = (
        Score.objects.filter(month=month, plan__in=nearest.values("pk"))
        .annotate(state=Subquery(monthly_returns.annotate(it=office_state()).values("it")[:1]))
        .order_by("plan__version")
        .values_list("plan", "plan__office", "objectives", "plan__final_score__objectives", "state")
    )
    keys = _same_keys(nearest, chosen) if chosen.objective else {}
    lines: dict[int, LineOfOffice] = {}
    is_whole = month == plan.span.months[-1]
    for pk, office, told, evaluated, state in stored:
        named = keys.get(pk, frozenset()) if chosen.objective else _of_section(told, chosen)
        part = evaluated_part(told, evaluated if is_whole else None, named)
        if part is not None:
            lines[office] = LineOfOffice(office, 0, None, part.share, state in HANDED_IN)
    return LinesOfOffices(tuple(lines.values()), plans.values("office").distinct().count())


def _of_section(told: list[dict[str, str]], chosen: PartChosen) -> Keys:
    """The objectives of the section, whatever they are called."""
    return frozenset(
        (one["section"], one["row"]) for one in told if one["section"] == chosen.section
    )


def _same_keys(plans: QuerySet[Plan], chosen: PartChosen) -> Mapping[int, Keys]:
    """What the objectives that are called the same are named in each plan: one query."""
    used = list(
        Objective.objects.filter(plan__in=plans.values("pk"), section=chosen.section)
        .order_by()
        .values_list("plan", "section", "code", "title")
    )
    ours = worded_as(chosen.title)
    wordings = {title: worded_as(title) for *_, title in used}
    same = same_of(alike([ours], list(wordings.values()), answers={})).get(ours, {})
    found: dict[int, set[tuple[str, str]]] = {}
    for plan, section, code, title in used:
        if wordings[title] in same:
            found.setdefault(plan, set()).add((section, code or section))
    return {plan: frozenset(keys) for plan, keys in found.items()}
