"""What the weights of a plan should make together.

By the Cabinet Division's guidelines of 2021-22; the years before had others. A year's rules may
prescribe another total: that goes before (``checks.CheckSettings``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from numerals import FiscalYearSpan
from plans.document.defaults import FIRST_SECTION, Kind
from plans.document.values import PlanDocument

_WHOLE: Final = Decimal(100)


def total_of_kind(kind: Kind | None, year: FiscalYearSpan | None) -> Decimal | None:
    """What the weights of a plan of ``kind`` make in ``year``; ``None`` where no rule is known."""
    return _WHOLE if kind is None else kind.total_in(year)


def has_first_section_alone(document: PlanDocument) -> bool:
    """Whether all objectives are of the first section."""
    return {one.section for one in document.objectives} == {FIRST_SECTION}


def usual_total(
    *,
    kind: Kind | None,
    year: FiscalYearSpan | None,
    stated: Decimal | None,
    is_first_alone: bool,
) -> Decimal | None:
    """What a plan should make where its rules say nothing: its kind's total, or a share of it.

    The share of the first section, if it stands alone in the plan (``is_first_alone``) and the
    plan states that share itself; a report may leave the rest out. ``None`` where no rule is known
    and the plan states nothing.
    """
    whole = total_of_kind(kind, year)
    if kind is not None and year is not None and is_first_alone:
        share = kind.share_of_first_section(year)
        return share if share is not None and share == stated else whole
    return whole if whole is not None else stated
