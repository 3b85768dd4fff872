"""Where a month's return stands on a given day."""

from __future__ import annotations

from datetime import date
from typing import Final

from indicators.returns.models import MonthlyReturn
from indicators.returns.status import ReturnStatus
from plans.calendar.terms import Term
from reports.dashboard.offices import ReturnState, StoredReturn

_AS_SEEN: Final = {"resubmitted": ReturnState.SUBMITTED, "reopened": ReturnState.OPEN}
"""What the superior office sees alike: handed in is handed in, open is open."""


def state_of(
    stored: StoredReturn | None,
    *,
    has_plan: bool,
    term: Term,
    today: date,
    is_waited_for: bool = True,
) -> ReturnState:
    """The state of a return with that term; what was not handed in when it counts as late is.

    A return that was handed back says so, late or not: it did come in.
    """
    if not has_plan:
        return ReturnState.NO_PLAN
    if stored and stored.state != ReturnState.OPEN:
        return _AS_SEEN.get(stored.state) or ReturnState(stored.state)
    if not is_waited_for:
        return ReturnState.OPEN if stored else ReturnState.NOT_WAITED_FOR
    if term.late_by(today):
        return ReturnState.LATE
    return ReturnState.OPEN if stored else ReturnState.NOT_BEGUN


def return_statuses(
    stored: StoredReturn | None,
    term: Term,
    today: date,
    *,
    office: str = "",
    reviewing: str = "",
    is_waited_for: bool = True,
) -> ReturnStatus:
    """Where the return is, as every page tells it."""
    monthly_return = (
        MonthlyReturn(state=stored.state, late_by=stored.late_by, open_until=stored.open_until)
        if stored
        else None
    )
    return ReturnStatus(
        monthly_return,
        term,
        today,
        office=office,
        reviewing=reviewing,
        is_waited_for=is_waited_for,
    )
