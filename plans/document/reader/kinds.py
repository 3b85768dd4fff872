"""The kinds of plan: by their titles, and the weight that all of one's indicators make.

The weights follow the Cabinet Division's guidelines of 2021-22; the years before had others.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from numerals import FiscalYearSpan
from plans.document.defaults import ACTION_PLANS, FIRST_SECTION, Kind
from plans.document.reader.text import comparable, wording
from plans.document.values import PlanDocument

_WHOLE: Final = Decimal(100)
_KINDS: Final = tuple((wording(kind.rule.spelt), kind) for kind in Kind)


def kind_in(title: str) -> Kind | None:
    """The kind of plan that ``title`` names; ``None`` for none or for several action plans.

    An action plan's title may name the agreement that it belongs to.
    """
    text = comparable(title)
    named = {kind for pattern, kind in _KINDS if pattern.search(text)}
    plans = named.intersection(ACTION_PLANS) or named
    return plans.pop() if len(plans) == 1 else None


def total_of_kind(kind: Kind | None, year: FiscalYearSpan | None) -> Decimal | None:
    """What the weights of a plan of ``kind`` make in ``year``; ``None`` where no rule is known."""
    return _WHOLE if kind is None else kind.total_in(year)


def total_expected(
    document: PlanDocument, *, kind: Kind | None, stated: Decimal | None
) -> Decimal | None:
    """What this form's weights should make: the kind's total, or the strategic sections' share.

    The share, if the form has no other section and states it itself; a report may leave the
    rest out.
    """
    whole = total_of_kind(kind, document.fiscal_year)
    year = document.fiscal_year
    sections = {objective.section for objective in document.objectives}
    if kind is not None and year is not None and sections == {FIRST_SECTION}:
        share = kind.share_of_first_section(year)
        return share if share is not None and share == stated else whole
    return whole if whole is not None else stated
