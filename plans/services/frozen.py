"""An agreed plan stays as it was agreed: every writer of promises asks here first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import F

from numerals import Message
from plans.models import Plan

AGREED: Final = Message(
    bn="চুক্তিটি স্বাক্ষরিত, তাই এর লক্ষ্যমাত্রা, মান, পদ্ধতি ও লেখা আর বদলানো যায় না; "
    "বদলাতে চাইলে সংশোধনী প্রস্তাব করুন।",
    en="The plan is agreed, so its targets, weights, methods and words stay as they are. "
    "Propose an amendment to change it.",
)


class FrozenPlan(Exception):
    """A change of what an agreed plan promises; ``plan`` is the first such, ``message`` says so."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.address)
        self.plan = plan
        self.message = AGREED


def require_thawed(plans: Iterable[int]) -> None:
    """Lock the plans' rows, by id, until commit. Raises ``FrozenPlan`` where one is agreed: one
    query.
    """
    locked = Plan.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=set(plans))
    for plan in locked.select_related("office").order_by("pk"):
        if plan.is_frozen:
            raise FrozenPlan(plan)


def frozen_among(plans: Iterable[int]) -> set[int]:
    """Which of the plans, by id, are agreed: one query."""
    agreed = Plan.objects.filter(pk__in=set(plans), agreed_version=F("version"))
    return set(agreed.values_list("pk", flat=True))
