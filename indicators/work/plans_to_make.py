"""What is left to do for whoever makes plans: drafts, and offices that have no plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from numerals import FiscalYearSpan, Month
from offices.models import Office, User
from offices.ordering import ByName
from offices.selectors import Access
from plans.document.defaults import AGREEMENT
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import drafts_listed, offices_without_plan

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class PlansToMake:
    """Drafts that wait, the newest change first, and offices without the year's agreement."""

    drafts: Sequence[Draft]
    year: FiscalYearSpan
    offices: Sequence[Office]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.drafts or self.offices)


def plans_to_make(user: User, access: Access, *, today: date) -> PlansToMake | None:
    """Two queries for who makes plans, none for others."""
    if not (access.planning or access.works_for):
        return None
    year = Month.of(today).fiscal_year
    drafts = list(drafts_listed(user).filter(state=DraftState.OPEN)[:_SHOWN])
    offices: list[Office] = []
    if access.planning:
        missing = offices_without_plan(user, year=year, kind=AGREEMENT)
        offices = list(missing.order_by(ByName(), "pk")[: _SHOWN + 1])
    return PlansToMake(drafts, year, offices[:_SHOWN], len(offices) > _SHOWN)
