"""The other plans of the year beside the one that the dashboard shows: their average scores."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from django.core.cache import caches
from django.db.models import Count, Sum

from plans.document.defaults import Kind
from plans.models import Plan
from reports.dashboard.selection import Selection
from reports.dashboard.trend import CountedScores
from reports.selectors.board import RANKINGS, SIDE_BY_SIDE
from reports.selectors.dashboard import OfficeScope
from reports.selectors.office_columns import until_accepted
from reports.selectors.trend import KEPT, composite_in, summed


def plans_beside(
    field: OfficeScope, selection: Selection, kinds: Collection[str]
) -> list[tuple[Kind, CountedScores]]:
    """Each of the kinds that offices have plans of, in their order, with the scores of the month:
    one query; none for one kind alone, or where thousands were added up some minutes ago.
    """
    if len(kinds) < 2:
        return []
    said = f"{field.offices.query} {selection.month} {selection.basis} {sorted(kinds)}"
    key = f"beside-{sha256(said.encode()).hexdigest()}"
    kept: list[tuple[Kind, CountedScores]] | None = caches[RANKINGS].get(key)
    if kept is not None:
        return kept
    plans = Plan.objects.filter(
        office__in=field.offices, fiscal_year=selection.year.start, kind__in=kinds
    )
    is_last = selection.month == selection.year.months[-1]
    rows = (
        until_accepted(plans, selection)
        .annotate(stands=composite_in(selection, selection.month, is_last=is_last))
        .order_by()
        .values("kind")
        .annotate(total=Sum("stands"), offices=Count("stands"))
    )
    scores = {one["kind"]: summed(one["total"], one["offices"]) for one in rows}
    found = [(kind, scores[kind]) for kind in Kind if kind in scores]
    if any(one.offices > SIDE_BY_SIDE for _, one in found):
        caches[RANKINGS].set(key, found, timeout=KEPT)
    return found
