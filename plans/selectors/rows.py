"""The rows of plans: indicators in order, how often they are reported, the headings of sections."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from numerals import Message
from offices.prepared import Given, Prepared
from plans.document.frequencies import Frequency
from plans.models import TYPED, Indicator, Plan, SectionRule


def indicators_of(plan: Plan) -> list[Indicator]:
    """The plan's indicators in order, with activity and objective at hand: one query."""
    return indicators_of_plans([plan.pk])[plan.pk]


def indicators_of_plans(plans: Collection[int]) -> dict[int, list[Indicator]]:
    """The indicators of each plan as ``indicators_of`` gives them: one query for all."""
    found: dict[int, list[Indicator]] = {plan: [] for plan in plans}
    if len(found) == 1:
        return {plan: _OF_PLAN.ask(plan=plan) for plan in found}
    for indicator in _in_order(Indicator.objects.filter(plan__in=plans)):
        found[indicator.plan_id].append(indicator)
    return found


def _in_order(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    # By the plans' ids: their own order would join their offices.
    return indicators.select_related("activity__objective").order_by("plan_id", "position")


_OF_PLAN: Final = Prepared(lambda: _in_order(Indicator.objects.filter(plan=Given("plan"))))


def with_frequencies(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The plans with what ``frequencies_of`` needs at hand, in the same query."""
    indicators = Indicator.objects.filter(TYPED, plan=OuterRef("pk")).order_by()
    return plans.annotate(
        **{
            _asks(frequency): Exists(indicators.filter(frequency=frequency))
            for frequency in Frequency
        }
    )


def frequencies_of(plan: Plan) -> frozenset[str]:
    """How often the indicators of a plan are reported that came ``with_frequencies``. No query."""
    return frozenset(one for one in Frequency if getattr(plan, _asks(one)))


def _asks(frequency: Frequency) -> str:
    return f"asks_{frequency.name.lower()}"


def section_titles(plan: Plan) -> dict[str, Message]:
    """The headings of the plan's sections by code, in order."""
    return {
        section.code: Message(bn=section.title_bn, en=section.title_en)
        for section in SectionRule.objects.filter(rule_set=plan.rule_set_id)
    }
