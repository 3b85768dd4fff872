"""A regional office's own agreement of the running year, made of its districts' rows. Pure.

What is counted is their sum, shares of a whole and what action plans earn their average, days the
latest of theirs; what the region does itself is typed as any district's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from config.demo.districts import REGIONS, DemoRegion, District
from plans.document.rolling_up import RolledFrom, RollUp, Source
from plans.document.shares import may_be_summed
from plans.document.values import IndicatorEntry, PlanDocument, TierTargets

HEADING: Final = "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন (বিসিক)\nআঞ্চলিক কার্যালয়, {}"
PLANNING: Final = next(one for one in REGIONS if one.code == "khulna-region")
"""The one regional office with an agreement of its own."""
_OWN: Final = ("4.",)
"""What the region does itself."""


def officer_of(region: str) -> str:
    """The user name of who enters the regional office's own figures."""
    return f"{region}-officer"


def as_district(region: DemoRegion, reviewer: str) -> District:
    """The region as an office with plans: ``reviewer`` decides on its returns."""
    return District(region.code, region.bn, region.en, reviewer, size=100)


def regional_document(
    region: DemoRegion, model: PlanDocument, districts: Sequence[tuple[str, PlanDocument]]
) -> PlanDocument:
    """The region's agreement with the rows of ``model``, of its districts' agreements by code."""
    documents = [(code, {one.row: one for one in plan.indicators}) for code, plan in districts]

    def rolled(entry: IndicatorEntry) -> IndicatorEntry:
        own = replace(entry, achieved={}, linked=None)
        if entry.row.startswith(_OWN):
            return own
        rows = [(code, plan[entry.row]) for code, plan in documents if entry.row in plan]
        rule = _rule(entry)
        sources = tuple(Source(code, entry.row) for code, _ in rows)
        targets = _summed(one.targets for _, one in rows) if rule is RollUp.SUM else entry.targets
        return replace(own, targets=targets, rolled=RolledFrom(rule, sources))

    document = model.with_indicators(rolled)
    return replace(document, office=HEADING.format(region.bn), months=())


def _rule(entry: IndicatorEntry) -> RollUp:
    if isinstance(entry.targets.t100, date):
        return RollUp.LATEST
    adds_up = entry.linked is None and may_be_summed(method=entry.method, unit=entry.unit)
    return RollUp.SUM if adds_up else RollUp.AVERAGE


def _summed(targets: Iterable[TierTargets]) -> TierTargets:
    """Tier by tier; a tier that not every office has is left out."""
    tiers = zip(*targets, strict=True)
    return TierTargets(
        *(
            sum(numbers, Decimal(0)) if len(numbers) == len(tier) else None
            for tier in tiers
            if (numbers := [one for one in tier if isinstance(one, Decimal)]) is not None
        )
    )
