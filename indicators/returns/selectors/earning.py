"""What an action plan earns for its office in the agreement of the same year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from indicators.returns.models import ScoreLine
from numerals import Month
from plans.addresses import PlanAddress
from plans.document.defaults import AGREEMENTS
from plans.models import Indicator, Plan


@dataclass(frozen=True, slots=True)
class Earning:
    """The agreement's indicator that a plan earns: what of which weight, and where it stands."""

    at: PlanAddress
    indicator: int
    title: str
    weighted: Decimal | None
    weight: Decimal | None


def earning_of(plan: Plan, month: Month) -> Earning | None:
    """What the plan earns as of ``month``; nothing where no indicator earns by it.

    One query, none for an agreement, which earns for nobody.
    """
    if plan.kind in AGREEMENTS:
        return None
    lines = ScoreLine.objects.filter(indicator=OuterRef("pk"), score__month__lte=month)
    found = (
        Indicator.objects.filter(
            linked_kind=plan.kind,
            plan__office=plan.office_id,
            plan__fiscal_year=plan.fiscal_year_id,
        )
        .annotate(earned=Subquery(lines.order_by("-score__month").values("weighted")[:1]))
        .values_list("plan__kind", "pk", "title", "earned", "weight")
        .order_by("plan__version", "position")
        .last()
    )
    return found and Earning(plan.at.beside(found[0]), *found[1:])
