"""Indicators are changed and added to plans that are stored already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from django.db import transaction
from django.db.models import F

from plans.document.defaults import ACTION_PLANS, AGREEMENTS
from plans.models import PROMISED_FIELDS, Indicator
from plans.services.frozen import require_thawed

# What no column of the table says stays as it is.
_NOT_EDITED: Final = frozenset(
    {
        "evidence_required",
        "baselines",
        "projections",
        "targets_by_period",
        "parts",
        "roll_up",
        "roll_up_from",
    }
)
_EDITED_FIELDS: Final = tuple(one for one in PROMISED_FIELDS if one not in _NOT_EDITED)
_ASIDE: Final = 10_000
"""Positions beyond any plan's, where rows wait while others are renumbered."""


def linkable_kinds(kind: str) -> tuple[str, ...]:
    """The kinds of plan that an indicator of a plan of ``kind`` may earn by.

    Only an agreement earns, and only by action plans, so that no plan waits for itself.
    """
    return ACTION_PLANS if kind in AGREEMENTS else ()


@transaction.atomic
def store_indicators(changed: Sequence[Indicator], added: Sequence[Indicator] = ()) -> None:
    """Write stored indicators anew and add others behind the last one of their activity.

    Whoever calls it has the plans scored anew. Raises ``FrozenPlan``.
    """
    require_thawed(indicator.plan_id for indicator in (*changed, *added))
    Indicator.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_EDITED_FIELDS,
        batch_size=500,
    )
    if not added:
        return
    counts: Counter[int] = Counter()
    for indicator in added:
        counts[indicator.plan_id] += 1
        indicator.position = 2 * _ASIDE + counts[indicator.plan_id]
    Indicator.objects.bulk_create(added, batch_size=500)
    _renumber({indicator.plan_id for indicator in added})


def _renumber(plans: Collection[int]) -> None:
    """Bring the positions in the order of objectives and activities."""
    rows = list(
        Indicator.objects.filter(plan__in=plans).order_by(
            "plan", "activity__objective__position", "activity__position", "position"
        )
    )
    Indicator.objects.filter(plan__in=plans, position__lt=_ASIDE).update(
        position=F("position") + _ASIDE
    )
    counts: Counter[int] = Counter()
    for row in rows:
        counts[row.plan_id] += 1
        row.position = counts[row.plan_id]
    Indicator.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["position"],
        batch_size=500,
    )
