"""The way of a period's report: what may follow what, and by whom. Drawn in docs/returns.md."""

from __future__ import annotations

from typing import Final

from indicators.models import State
from indicators.workflow import Party, Transition

SUBMIT: Final = Transition("submit", frozenset({State.OPEN}), State.SUBMITTED, Party.OFFICE)
RESUBMIT: Final = Transition(
    "resubmit", frozenset({State.RETURNED}), State.RESUBMITTED, Party.OFFICE
)
RETURN: Final = Transition(
    "return",
    # An accepted one as well: a report is opened again by being returned, and no other way.
    frozenset({State.SUBMITTED, State.RESUBMITTED, State.ACCEPTED}),
    State.RETURNED,
    Party.REVIEWER,
    needs_reason=True,
)
ACCEPT: Final = Transition(
    "accept", frozenset({State.SUBMITTED, State.RESUBMITTED}), State.ACCEPTED, Party.REVIEWER
)

WITH_OFFICE: Final = (State.OPEN, State.RETURNED)
"""The states in which the report is the office's to write."""

IN_REVIEW: Final = (State.SUBMITTED, State.RESUBMITTED)
"""The states in which the reviewing office decides, or evaluates."""

FREEZING: Final = (*IN_REVIEW, State.ACCEPTED)
"""The states in which the months of the report stay as they are."""


def submission_from(state: State) -> Transition:
    """The submission that may follow ``state``; ``SUBMIT`` where none may."""
    return RESUBMIT if state in RESUBMIT.sources else SUBMIT
