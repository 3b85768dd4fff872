"""Where a month's return stands on a given day."""

from __future__ import annotations

from datetime import date
from typing import Final

from reports.dashboard.model import ReturnState, StoredReturn

_AS_SEEN: Final = {"resubmitted": ReturnState.SUBMITTED, "reopened": ReturnState.OPEN}
"""What the superior office sees alike: handed in is handed in, open is open."""


def state_of(stored: StoredReturn | None, *, has_plan: bool, due: date, today: date) -> ReturnState:
    """The state of a return due on ``due``; what is with the office after that day is late.

    A return that was handed back says so, late or not: it did come in.
    """
    if not has_plan:
        return ReturnState.NO_PLAN
    if stored and stored.state != ReturnState.OPEN:
        return _AS_SEEN.get(stored.state) or ReturnState(stored.state)
    if today > due:
        return ReturnState.LATE
    return ReturnState.OPEN if stored else ReturnState.NOT_BEGUN


def days_after_due(stored: StoredReturn | None, *, due: date) -> int:
    """By how many days the return came in after it was due; 0 if in time or not in."""
    if stored is None or stored.submitted_on is None:
        return 0
    return max((stored.submitted_on - due).days, 0)
