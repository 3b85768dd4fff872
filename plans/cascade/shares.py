"""One row's target over all offices: whether it adds up, and how it could be divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from numerals import Figure, decimals_of
from offices.models import Office
from plans.cascade.models import DividedTotal
from plans.cascade.selectors import OfficePast, OfficeStanding, past_of
from plans.cascade.template import Template, TemplateRow
from plans.document.cascading import Numbers
from plans.document.shares import divided, may_be_divided, scaled


class Way(StrEnum):
    """How a total may be divided."""

    EQUALLY = "equally"
    BY_ACHIEVED = "by-achieved"
    BY_PROMISED = "by-promised"

    @property
    def label(self) -> Promise:
        """What the button says."""
        return _WAYS[self]


_WAYS: Final = {
    Way.EQUALLY: _("Equally"),
    Way.BY_ACHIEVED: _("By last year's achievement"),
    Way.BY_PROMISED: _("By last year's target"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One office's part: its 100 tier now, last year's figures; frozen where it is agreed."""

    office: Office
    numbers: Numbers
    achieved: Figure
    promised: Figure
    is_frozen: bool

    @property
    def now(self) -> Decimal | None:
        """The 100 tier, where it is a number."""
        best = self.numbers.targets.t100
        return best if isinstance(best, Decimal) else None


@dataclass(frozen=True, slots=True)
class Shares:
    """The offices that have the row, and what they are to make together."""

    row: TemplateRow
    total: Decimal | None
    parts: tuple[Share, ...]

    @property
    def sum(self) -> Decimal:
        """What the offices' 100 tiers make."""
        return sum((one.now for one in self.parts if one.now is not None), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        """What of the total is not divided yet; below zero where more is."""
        return None if self.total is None else self.total - self.sum

    def proposal(self, total: Decimal, way: Way) -> dict[str, Decimal]:
        """The parts that add up to ``total``, by the offices' codes.

        What is agreed keeps its part, and the others share what is left; where nothing is left
        they get nothing.
        """
        fixed = {one.office.code: one.now or Decimal(0) for one in self.parts if one.is_frozen}
        free = [one for one in self.parts if not one.is_frozen]
        left = max(total - sum(fixed.values(), Decimal(0)), Decimal(0))
        places = decimals_of(total, *fixed.values())
        made = divided(left, [_weight(one, way) for one in free], decimals=places)
        return fixed | {one.office.code: part for one, part in zip(free, made, strict=True)}


def _weight(share: Share, way: Way) -> Decimal | None:
    if way is Way.EQUALLY:
        return Decimal(1)
    figure = share.achieved if way is Way.BY_ACHIEVED else share.promised
    return max(figure, Decimal(0)) if isinstance(figure, Decimal) else None


def divisible_rows(template: Template) -> list[TemplateRow]:
    """The rows whose targets add up over offices."""
    return [row for row in template.rows if may_be_divided(row.placed.entry)]


def totals_of(template: Template) -> dict[int, Decimal]:
    """What each row is to make over all offices, by its key: one query."""
    stored = DividedTotal.objects.filter(template=template.draft).values_list("key", "total")
    return {key: total for key, total in stored if isinstance(total, Decimal)}


def shares_of(template: Template, row: TemplateRow, standings: Sequence[OfficeStanding]) -> Shares:
    """The parts of the offices that have the row; the queries do not grow with them."""
    offices = [one.office for one in standings]
    return _shares(row, standings, totals_of(template), past_of(template, offices), template)


def all_shares_of(template: Template, standings: Sequence[OfficeStanding]) -> list[Shares]:
    """The same of every row that adds up, without last year's figures: one query."""
    totals = totals_of(template)
    return [_shares(row, standings, totals, {}, template) for row in divisible_rows(template)]


def _shares(
    row: TemplateRow,
    standings: Sequence[OfficeStanding],
    totals: Mapping[int, Decimal],
    past: Mapping[int, OfficePast],
    template: Template,
) -> Shares:
    parts = []
    for one in standings:
        indicator = one.linked(template).get(row.key) if one.cascaded else None
        if indicator is None or one.plan is None:
            continue
        known = past.get(one.office.pk, OfficePast())
        numbers = Numbers(indicator.weight, indicator.targets)
        parts.append(
            Share(
                one.office,
                numbers,
                known.achieved.get(row.key),
                known.promised.get(row.key),
                one.plan.is_frozen,
            )
        )
    return Shares(row, totals.get(row.key), tuple(parts))


def numbers_with(row: TemplateRow, share: Share, part: Decimal | None) -> Numbers:
    """An office's numbers with that part; its other tiers follow, or the template's where the
    office has none.
    """
    own = share.numbers.targets
    tiers = own if isinstance(own.t100, Decimal) and own.t100 else row.numbers.targets
    return replace(share.numbers, targets=scaled(tiers, part))
