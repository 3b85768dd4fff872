"""The kinds of plan: by their titles, and the weight that all of one's indicators make.

The weights follow the Cabinet Division's guidelines of 2021-22; the years before had others.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

from numerals import FiscalYearSpan
from plans.document.reader.text import comparable, wording
from plans.document.values import PlanDocument


class PlanKind(StrEnum):
    """The agreement itself and the action plans under it, as ``plans.models.Kind`` stores them."""

    APA = "apa"
    INTEGRITY = "integrity"
    INNOVATION = "innovation"
    INFORMATION = "information"
    GRIEVANCE = "grievance"
    CHARTER = "charter"


_ACTION_PLANS: Final = tuple(
    (wording(pattern), kind)
    for pattern, kind in (
        (r"শুদ্ধাচার|\bintegrity\b", PlanKind.INTEGRITY),
        (r"উদ্ভাবন|ই-?\s?গভর্নে?ন?্?যান্স|গভর্ন্যান্স|গভর্নেন্স|e-?governance|innovation", PlanKind.INNOVATION),
        (r"তথ্য অধিকার|right to information|\brti\b", PlanKind.INFORMATION),
        (r"অভিযোগ|grievance|\bgrs\b", PlanKind.GRIEVANCE),
        (
            r"সেবা প্রদান প্রতিশ্রুতি|সেবাপ্রদান প্রতিশ্রুতি|সিটিজেন.{0,4}চার্টার|citizen.{0,3} charter",
            PlanKind.CHARTER,
        ),
    )
)
_AGREEMENT: Final = wording(r"কর্মসম্পাদন চুক্তি|কর্মসম্পাদন ব্যবস্থাপনা|এপিএ|\bapa\b|performance agreement")
_TOTALS_SINCE: Final = 2021
_HALF: Final = frozenset({PlanKind.INTEGRITY, PlanKind.INNOVATION})
_STRATEGIC_SHARES: Final = ((2021, Decimal(70)), (2019, Decimal(75)), (2014, Decimal(80)))
_WHOLE: Final = Decimal(100)


def kind_in(title: str) -> PlanKind | None:
    """The kind of plan that ``title`` names; ``None`` for none or for several action plans."""
    text = comparable(title)
    named = {kind for pattern, kind in _ACTION_PLANS if pattern.search(text)}
    if named:
        return named.pop() if len(named) == 1 else None
    return PlanKind.APA if _AGREEMENT.search(text) else None


def total_of_kind(kind: PlanKind | None, year: FiscalYearSpan | None) -> Decimal | None:
    """What the weights of a plan of ``kind`` make in ``year``; ``None`` where no rule is known."""
    if kind is None or kind is PlanKind.APA:
        return _WHOLE
    if year is None or year.start < _TOTALS_SINCE:
        return _WHOLE if kind is PlanKind.INNOVATION else None
    return Decimal(50) if kind in _HALF else Decimal(25)


def total_expected(
    document: PlanDocument, *, kind: PlanKind | None, stated: Decimal | None
) -> Decimal | None:
    """What this form's weights should make: the kind's total, or the strategic sections' share.

    The share, if the form has no other section and states it itself; a report may leave the
    rest out.
    """
    whole = total_of_kind(kind, document.fiscal_year)
    year = document.fiscal_year
    sections = {objective.section for objective in document.objectives}
    if kind is PlanKind.APA and year is not None and sections == {"strategic"}:
        share = next((share for since, share in _STRATEGIC_SHARES if year.start >= since), None)
        return share if share is not None and share == stated else whole
    return whole if whole is not None else stated
