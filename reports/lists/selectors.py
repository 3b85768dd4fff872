"""Readers of the lists over many offices: querysets, read by pages or streamed into a file."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indicators.periods.models import EvaluatedValue
from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.selectors import present_evidence
from indicators.returns.models import Achievement, Score, ScoreLine
from indicators.returns.scores.rows import ROW_FIELDS
from numerals import FiscalYearSpan
from offices.models import User
from offices.selectors import offices_overseen_by
from plans.document.frequencies import Frequency
from plans.models import FiscalYear, Indicator, Plan
from plans.selectors import year_shown

_ANY_YEAR: Final = FiscalYearSpan(2023)


def year_overseen(user: User) -> FiscalYear | None:
    """The year at hand of the plans of offices that the person oversees: one query."""
    return year_shown(Plan.objects.filter(office__in=offices_overseen_by(user)))


def indicators_in_full() -> QuerySet[Indicator]:
    """The rows of plans with what they came to as of the last month that was scored, plan by plan:
    ``weight_then``, ``method_then`` and ``target_100_then`` are those that it was scored by.
    ``is_judged`` says that the year's final evaluation recognises something else.
    """
    last = Score.objects.filter(plan=OuterRef("plan")).order_by("-month")
    line = ScoreLine.objects.filter(score=OuterRef("last_score"), indicator=OuterRef("pk"))
    files = present_evidence().filter(indicator=OuterRef("pk")).order_by().values("indicator")
    judged = EvaluatedValue.objects.filter(
        indicator=OuterRef("pk"), report__plan__final_score__isnull=False
    )
    return (
        Indicator.objects.select_related("plan__office", "plan__fiscal_year", "plan__rule_set")
        .annotate(
            last_score=Subquery(last.values("pk")[:1]),
            last_month=Subquery(last.values("month")[:1]),
            achieved=Subquery(line.values("achieved")[:1]),
            raw=Subquery(line.values("raw")[:1]),
            weighted=Subquery(line.values("weighted")[:1]),
            **{
                f"{name}_then": Coalesce(Subquery(line.values(name)[:1]), F(name))
                for name in ROW_FIELDS
            },
            is_judged=Exists(judged),
            files=Coalesce(Subquery(files.annotate(number=Count("pk")).values("number")), 0),
        )
        .order_by("plan_id", "position")
    )


def evidence_in_full() -> QuerySet[Evidence]:
    """Files that are there, with the indicators that they prove, the latest first."""
    return (
        present_evidence()
        .select_related("indicator__plan__office", "indicator__plan__fiscal_year", "uploaded_by")
        .order_by("-uploaded_at", "pk")
    )


def figures_in_full() -> QuerySet[Achievement]:
    """Figures of months, with their indicators."""
    return Achievement.objects.annotate(month=F("monthly_return__month")).select_related(
        "indicator__plan__office", "indicator__plan__fiscal_year"
    )


def unproved_cells() -> QuerySet[Achievement]:
    """The figures that ask for evidence and have none, the latest month first: as
    ``asks_for_evidence`` asks.
    """
    files = present_evidence().filter(
        indicator=OuterRef("indicator"), month=OuterRef("monthly_return__month")
    )
    return (
        figures_in_full()
        .filter(
            _asked(),
            indicator__evidence_required=True,
            indicator__dropped_in=0,
            indicator__linked_kind="",
            indicator__roll_up="",
            value__isnull=False,
        )
        .exclude(value=0)
        .filter(~Exists(files))
        .order_by("-monthly_return__month", "indicator__plan_id", "indicator__position")
    )


def _asked() -> Q:
    """That the month asks for the indicator, by how often that is reported."""
    return reduce(
        or_,
        (
            Q(
                indicator__frequency=one.value,
                monthly_return__month__month__in=[
                    month.month for month in _ANY_YEAR.months if one.is_asked(month)
                ],
            )
            for one in Frequency
        ),
    )
