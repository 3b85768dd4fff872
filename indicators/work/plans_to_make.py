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
from plans.calendar.selectors import next_signing
from plans.document.defaults import AGREEMENT
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import drafts_listed, offices_without_plan

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class MissingPlans:
    """Offices without an agreement of the year, the first of them; of the year to come with the
    days until it is to be signed.
    """

    year: FiscalYearSpan
    offices: Sequence[Office]
    more: bool
    due: date | None = None
    days_left: int = 0

    @property
    def late_by(self) -> int:
        """Days since it was to be signed; 0 before."""
        return max(0, -self.days_left)


@dataclass(frozen=True, slots=True)
class PlansToMake:
    """Drafts that wait, the newest change first, and who lacks an agreement: next year's first."""

    drafts: Sequence[Draft]
    missing: Sequence[MissingPlans]

    def __bool__(self) -> bool:
        return bool(self.drafts or self.missing)


def plans_to_make(user: User, access: Access, *, today: date) -> PlansToMake | None:
    """Two queries for who makes plans, two more in the season of signing, none for others.

    Once the calendar opens the signing of the next year's agreements, these are made: by planners,
    and by whoever works for an office, which has none of its own then.
    """
    if not (access.planning or access.works_for):
        return None
    drafts = list(drafts_listed(user).filter(state=DraftState.OPEN)[:_SHOWN])
    missing: list[MissingPlans] = []
    if signing := next_signing(today, plan_kind=AGREEMENT):
        due, left = signing.term.due, signing.days_left(today)
        missing.append(_missing(user, signing.year, due=due, days_left=left))
    if access.planning:
        missing.append(_missing(user, Month.of(today).fiscal_year))
    return PlansToMake(drafts, [one for one in missing if one.offices])


def _missing(
    user: User, year: FiscalYearSpan, *, due: date | None = None, days_left: int = 0
) -> MissingPlans:
    found = offices_without_plan(user, year=year, kind=AGREEMENT).order_by(ByName(), "pk")
    offices = list(found[: _SHOWN + 1])
    return MissingPlans(year, offices[:_SHOWN], len(offices) > _SHOWN, due, days_left)
