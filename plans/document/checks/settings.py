"""The figures that the checks go by; a fiscal year may set its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from numerals import FiscalYearSpan
from plans.document.defaults import Kind
from plans.document.totals import has_first_section_alone, usual_total
from plans.document.values import PlanDocument


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``soft_share`` is the least span from the 100 to the 60 tier as a share of the 100 tier;
    ``total_weight`` is what all weights make together (``None``: nobody knows, whatever they
    make); ``today`` is the last day on which anything can have been done (``None``: not looked
    at, for the checks know no clock). ``ruled_total`` is what the year's rules prescribe for all
    weights, ``section_totals`` what they prescribe for sections, by code; ``None`` and nothing
    where they say nothing.
    """

    soft_share: Decimal = Decimal("0.05")
    total_weight: Decimal | None = Decimal(100)
    today: date | None = None
    ruled_total: Decimal | None = None
    section_totals: Mapping[str, Decimal] = field(default_factory=dict)

    def whole(
        self,
        *,
        kind: Kind | None,
        year: FiscalYearSpan | None,
        stated: Decimal | None,
        is_first_alone: bool,
    ) -> Decimal | None:
        """What the weights of such a plan make: as the rules prescribe, else as is usual."""
        if self.ruled_total is not None:
            return self.ruled_total
        return usual_total(kind=kind, year=year, stated=stated, is_first_alone=is_first_alone)

    def of(
        self, document: PlanDocument, *, kind: Kind | None, stated: Decimal | None
    ) -> CheckSettings:
        """The same for a plan of ``kind`` that states the total ``stated`` for itself."""
        whole = self.whole(
            kind=kind,
            year=document.fiscal_year,
            stated=stated,
            is_first_alone=has_first_section_alone(document),
        )
        return replace(self, total_weight=whole)
