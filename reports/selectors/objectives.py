"""Objectives as their scores are stored, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Count, Max, OuterRef, Q, Subquery

from indicators.scoring.values import ObjectiveScore
from numerals import FiscalYearSpan
from plans.models import Objective, SectionRule
from presentation.language import in_language
from reports.dashboard.objectives import ObjectiveKey, ObjectiveTitle


def objective_scores(stored: Iterable[Mapping[str, str | None]]) -> tuple[ObjectiveScore, ...]:
    """The objectives of a stored score as the values that scoring gave, without indicators."""
    return tuple(
        ObjectiveScore(
            key=one["row"] or "",
            section=one["section"] or "",
            stated_weight=_decimal(one["stated_weight"]),
            weight=_decimal(one["weight"]) or Decimal(0),
            weighted=_decimal(one["weighted"]),
            indicators=(),
        )
        for one in stored
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def objective_titles(
    plans: Q, *, year: FiscalYearSpan, kind: str
) -> dict[ObjectiveKey, ObjectiveTitle]:
    """What the objectives of plans are called, in the reader's language: one query.

    ``plans`` chooses among objectives by their plan. Where plans differ in a title, the
    one that most of them use is given.
    """
    named = SectionRule.objects.filter(
        rule_set__fiscal_year=year.start, rule_set__kind=kind, code=OuterRef("section")
    ).order_by("-rule_set__version")
    used = (
        Objective.objects.filter(plans)
        .values("section", "code", "title")
        .annotate(
            plans=Count("pk"),
            newest=Max("pk"),
            bn=Subquery(named.values("title_bn")[:1]),
            en=Subquery(named.values("title_en")[:1]),
        )
        .order_by("plans")
        .values_list("section", "code", "title", "bn", "en", "newest")
    )
    return {
        ObjectiveKey(section, code or section): ObjectiveTitle(
            code, title, in_language(bn or "", en or ""), newest
        )
        for section, code, title, bn, en, newest in used
    }
