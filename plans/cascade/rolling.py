"""Which rows of which offices a row of the superior's own draft may be made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from offices.models import Office
from plans.cascade.models import CascadedPlan, LinkedRow
from plans.cascade.pairing import only_rows, paired
from plans.cascade.selectors import offices_below
from plans.cascade.template import template_of
from plans.document.draft.document import document_of
from plans.document.draft.values import DraftPlan
from plans.document.rolling_up import Source
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Indicator, Plan
from plans.selectors import indicators_of_plans, plan_document
from plans.workshop.models import Draft


@dataclass(frozen=True, slots=True)
class RolledRow:
    """A row of a draft by its key, with the document that it stands in."""

    key: int
    entry: IndicatorEntry
    document: PlanDocument

    @property
    def sources(self) -> Mapping[str, Source]:
        """What it is made of already, by office."""
        rolled = self.entry.rolled
        return {one.office: one for one in rolled.sources} if rolled else {}


@dataclass(frozen=True, slots=True)
class OfficeOffer:
    """An office below, and its row that is this row; ``rows`` are all of its plan's, by name.

    ``proposed`` is the matching's word, ``source`` what the draft says already.
    """

    office: Office
    rows: Mapping[str, Indicator]
    proposed: str = ""
    source: Source | None = None

    @property
    def row(self) -> str:
        """The row that is taken, or would be."""
        return self.source.row if self.source else self.proposed

    @property
    def weight(self) -> Decimal:
        """By what it counts in a weighted average."""
        return self.source.weight if self.source else Decimal(1)


def row_of(draft: DraftPlan, key: int) -> RolledRow | None:
    """The indicator of that key; ``None`` if there is none."""
    told = document_of(draft)
    found = (one for one in told.document.indicators if told.keys.get(one.row) == key)
    entry = next(found, None)
    return None if entry is None else RolledRow(key, entry, told.document)


def offers_of(draft: Draft, row: RolledRow) -> list[OfficeOffer]:
    """The active offices below the draft's, in the order of their names, with the row of each.

    By the template that an office's plan follows, else by the rows' words: six queries.
    """
    offices = list(offices_below(draft, None))
    plans = {
        one.office_id: one
        for one in Plan.objects.filter(
            office__in=offices, fiscal_year=draft.fiscal_year, kind=draft.kind
        )
        .select_related("office", "fiscal_year")
        .order_by("version")
    }
    indicators = indicators_of_plans([one.pk for one in plans.values()])
    matched = _by_template(row, list(plans.values()))
    offers = []
    for office in offices:
        plan = plans.get(office.pk)
        rows = {one.row: one for one in indicators[plan.pk]} if plan else {}
        proposed = ""
        if plan is not None:
            proposed = matched.get(plan.pk) or _by_words(row, plan, indicators[plan.pk])
        offers.append(OfficeOffer(office, rows, proposed, row.sources.get(office.code)))
    return offers


def _by_words(row: RolledRow, plan: Plan, indicators: Sequence[Indicator]) -> str:
    ours = only_rows(row.document, {row.entry.row})
    return paired(ours, plan_document(plan, indicators)).get(row.entry.row, "")


def _by_template(row: RolledRow, plans: Sequence[Plan]) -> dict[int, str]:
    """The rows of plans that follow a template which has this row, by the plans' ids."""
    following = CascadedPlan.objects.filter(plan__in=[one.pk for one in plans])
    templates = Draft.objects.filter(pk__in=following.values("template")).select_related("office")
    keys: dict[int, int] = {}
    for draft in templates:
        template = template_of(draft)
        pairs = paired(only_rows(row.document, {row.entry.row}), template.document)
        if row.entry.row in pairs:
            keys[draft.pk] = template.keys[pairs[row.entry.row]]
    links = LinkedRow.objects.filter(
        cascaded__in=following, cascaded__template__in=keys, key__in=keys.values()
    ).select_related("cascaded", "indicator")
    return {
        link.cascaded.plan_id: link.indicator.row
        for link in links
        if keys[link.cascaded.template_id] == link.key
    }
