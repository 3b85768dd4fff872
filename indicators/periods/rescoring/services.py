"""Scores follow when a plan changes beneath its returns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from django.db import transaction

from indicators.periods.rescoring.effects import plans_under
from indicators.periods.rescoring.preview import years_handed_in
from indicators.returns.history import plan_history
from indicators.returns.models import MonthlyReturn
from indicators.returns.scores.services import Rescoring, store_scores_of
from indicators.returns.selectors.figures import figures_of_plans
from notices.models import Notice, NoticeKind
from offices.models import User
from offices.selectors import officers_by_office
from plans.models import Indicator, Plan, RuleSet
from plans.rules.services import put_in_force

_TOGETHER: Final = 200
"""How many plans are scored at once: few queries, and bounded memory."""


def rescore_plan(plan: Plan) -> None:
    """Score the plan's returns anew, and the plans that earn by it, but for accepted ones."""
    rescore_plans([plan])


@transaction.atomic
def rescore_plans(plans: Collection[Plan]) -> None:
    """Score the returns of the plans anew, and the plans that earn by them.

    Those that were accepted keep the score that they were accepted with.
    """
    store_scores_of(
        [
            Rescoring(figures, since=min(figures.monthly_returns), is_of_plan=True)
            for figures in figures_of_plans(list(plans), lock=True)
            if figures.monthly_returns
        ]
    )


def rescore_above(offices: Collection[str]) -> None:
    """Score anew the plans that have rows made of rows of these offices, by their codes: they
    moved, and count where they are. Accepted returns keep their score, and so does a year that is
    handed in. One query where there are none.
    """
    codes = set(offices)
    made = Indicator.objects.exclude(roll_up="").select_related("plan")
    found = {
        one.plan_id: one.plan
        for one in made
        if one.rolled and not codes.isdisjoint(source.office for source in one.rolled.sources)
    }
    if not found:
        return
    staying = years_handed_in(list(found.values()))
    rescore_plans([plan for pk, plan in sorted(found.items()) if pk not in staying])


@transaction.atomic
def put_rules_in_force(draft: RuleSet, *, reason: str, revision: int, by: User) -> list[Plan]:
    """Let a draft be the year's rules of its kind, and score every plan by it; gives those moved.

    Raises as ``plans.rules.services.put_in_force`` does.
    """
    rules = put_in_force(draft, reason=reason, revision=revision, by=by)
    return adopt_rules(plans_under(rules), rule_set=rules, by=by, reason=rules.reason)


@transaction.atomic
def adopt_rules(
    plans: Iterable[Plan], *, rule_set: RuleSet, by: User | None, reason: str = ""
) -> list[Plan]:
    """Score the plans by another version of the rules of their year and kind; gives those moved.

    What was accepted keeps its score, and a plan whose year is handed in stays under its rules.
    The offices are told, where somebody does it. Many plans take hardly more queries than one.
    Raises ``ValueError`` for a plan of another year or kind.
    """
    chosen = list(plans)
    for plan in chosen:
        if (plan.fiscal_year_id, plan.kind) != (rule_set.fiscal_year_id, rule_set.kind):
            raise ValueError(f"{rule_set.name} are not the rules of {plan.address}")
    staying = years_handed_in(chosen)
    adopting = [plan for plan in chosen if plan.pk not in staying]
    for start in range(0, len(adopting), _TOGETHER):
        some = adopting[start : start + _TOGETHER]
        with plan_history(some, by=by, reason=reason):
            for plan in some:
                plan.rule_set = rule_set
            Plan.objects.bulk_update(some, ["rule_set"])
        rescore_plans(some)
    if by is not None:
        _tell(adopting, rule_set, by=by)
    return adopting


def _tell(plans: Collection[Plan], rule_set: RuleSet, *, by: User) -> None:
    """Those who enter and submit hear that other rules hold, as of the latest return."""
    officers = officers_by_office([plan.office_id for plan in plans])
    latest = dict(
        MonthlyReturn.objects.filter(plan__in=plans).order_by("month").values_list("plan", "month")
    )
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=person,
                what=NoticeKind.RULES,
                plan=plan,
                month=latest.get(plan.pk, plan.span.months[0]),
                words=rule_set.name,
                by=by,
            )
            for plan in plans
            for person in officers.get(plan.office_id, ())
            if person != by.pk
        ],
        batch_size=500,
    )
