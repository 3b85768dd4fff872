"""The same indicators in other offices: what a month's figures are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, When

from indicators.returns.models import Achievement, MonthlyReturn, State
from indicators.returns.plausibility.checks.values import share_of
from indicators.returns.workflow import IN_REVIEW
from numerals import Figure, Month
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.values import IndicatorEntry, TierTargets
from plans.models import Indicator, Plan

Peers = Mapping[str, tuple[Decimal, ...]]
"""The others' figures by row, as ``plausibility.values.share_of`` has them."""

NO_PEERS: Final[Peers] = MappingProxyType({})

MOST: Final = 200
"""Offices that are looked at: a median needs no more, and a ministry has thousands."""

_SECONDS: Final = 300
"""For so long what was read is good enough: a median moves slowly, and cells save often."""


def peers_of(plan: Plan, month: Month) -> Peers:
    """What other offices handed in for the month on the indicators of the same row, words, unit
    and method: one query, or none where a page asked lately.

    The nearest offices first (those under the same superior office), ``MOST`` at most.
    """
    key = f"peers/{plan.pk}/{month}"
    known: Peers | None = cache.get(key)
    if known is None:
        known = _peers_of(plan, month)
        cache.set(key, known, _SECONDS)
    return known


def _peers_of(plan: Plan, month: Month) -> Peers:
    found: dict[tuple[str, int], IndicatorEntry] = {}
    often: dict[str, Frequency] = {}
    for office, row, unit, method, frequency, target, at, value in _figures(plan, month):
        often[row] = Frequency(frequency)
        achieved: dict[Month, Figure] = {at: value}
        if (row, office) in found:
            achieved |= found[row, office].achieved
        found[row, office] = IndicatorEntry(
            row=row,
            code=None,
            title="",
            unit=unit,
            weight=None,
            targets=TierTargets(target),
            method=Method(method) if method else None,
            achieved=achieved,
        )
    shares: dict[str, list[Decimal]] = {}
    for (row, _office), entry in found.items():
        share = share_of(entry, month, often[row])
        if share is not None:
            shares.setdefault(row, []).append(share)
    return {row: tuple(sorted(one)) for row, one in shares.items()}


def _figures(plan: Plan, month: Month) -> list[tuple[Any, ...]]:
    handed_in = (
        MonthlyReturn.objects.filter(
            month=month,
            state__in=(*IN_REVIEW, State.ACCEPTED),
            plan__fiscal_year=plan.fiscal_year_id,
            plan__kind=plan.kind,
        )
        .exclude(plan__office=plan.office_id)
        .order_by(
            Case(
                When(plan__office__parent=plan.office.parent_id, then=0),
                default=1,
                output_field=IntegerField(),
            ),
            "plan_id",
        )
        .values("plan_id")[:MOST]
    )
    ours = Indicator.objects.filter(
        plan=plan,
        row=OuterRef("indicator__row"),
        title=OuterRef("indicator__title"),
        unit=OuterRef("indicator__unit"),
        method=OuterRef("indicator__method"),
    )
    # An increment needs the report before: a month, a quarter or half a year ago.
    contain_earlier = [method for method in Method if method.rule.contains_earlier]
    before = Q(indicator__method__in=contain_earlier) & Q(
        monthly_return__month__in=[month.plus(-one.months) for one in Frequency]
    )
    return list(
        Achievement.objects.filter(Q(monthly_return__month=month) | before)
        .filter(Exists(ours), monthly_return__plan__in=handed_in, value__isnull=False)
        .order_by("monthly_return__plan__version")
        .values_list(
            "monthly_return__plan__office",
            "indicator__row",
            "indicator__unit",
            "indicator__method",
            "indicator__frequency",
            "indicator__target_100",
            "monthly_return__month",
            "value",
        )
    )
