"""Columns of the one query that the places of thousands of offices are read by."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least

from indicators.returns.models import MonthlyReturn, Score
from indicators.returns.selectors.accepted import not_accepted
from numerals import Month
from plans.agreements.models import FindingOverride
from plans.document.frequencies import frequencies_asked
from plans.models import TYPED, Indicator, Plan
from presentation.fields import MonthField
from reports.dashboard.selection import Selection


def smallest_of_plan() -> Subquery:
    """The weight of the plan's smallest indicator."""
    weights = Indicator.objects.filter(plan=OuterRef("pk"), weight__gt=0).order_by("weight")
    return Subquery(weights.values("weight")[:1])


def let_stand() -> Subquery:
    """Why a planner let an error of the plan stand, the last time one was."""
    overrides = FindingOverride.objects.filter(plan=OuterRef("pk")).order_by("-pk")
    return Subquery(overrides.values("reason")[:1])


def has_returns(**months: Month) -> Exists:
    """Whether the plan has a return of such months."""
    return Exists(MonthlyReturn.objects.filter(plan=OuterRef("pk"), **months))


def asked_in(month: Month) -> Subquery:
    """How many indicators the month's return asks for: of plans that it has no score of."""
    asked = Indicator.objects.filter(
        TYPED, plan=OuterRef("pk"), frequency__in=frequencies_asked(month)
    ).order_by()
    return Subquery(asked.values("plan").annotate(size=Count("pk")).values("size"))


def until_accepted(plans: QuerySet[Plan], selection: Selection) -> QuerySet[Plan]:
    """By accepted figures, with the first month up to the one asked for whose return is not
    accepted; the month after where all are.
    """
    if not selection.is_official:
        return plans
    waiting = MonthlyReturn.objects.filter(
        not_accepted(), plan=OuterRef("pk"), month__lte=selection.month
    ).order_by("month")
    first = Subquery(waiting.values("month")[:1])
    return plans.annotate(accepted_before=Coalesce(first, month_value(selection.month.next)))


def standing_in(selection: Selection, score: str, month: Month) -> tuple[Q, Combinable | Month]:
    """When the score of the month does not count, and before which month the one lies that does."""
    if not selection.is_official:
        return Q(**{score: None}), month
    bound = Least(OuterRef("accepted_before"), month_value(month), output_field=MonthField())
    return Q(**{score: None}) | Q(accepted_before__lte=month), bound


def month_value(month: Month) -> Value:
    """The month, as a column holds it."""
    return Value(month, output_field=MonthField())


def latest_score(column: str, before: Combinable | Month) -> Subquery:
    """A column of the plan's latest score before the month, where there is none of it."""
    scores = Score.objects.filter(plan=OuterRef("pk"), month__lt=before).order_by("-month")
    return Subquery(scores.values(column)[:1])
