"""The way of an amendment: what may follow what, and by whom. Drawn in docs/amendments.md."""

from __future__ import annotations

from typing import Final

from plans.amending.models import Amendment
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition

WITH_OFFICE: Final = (State.OPEN, State.RETURNED)
"""The states in which the office writes it."""

IN_REVIEW: Final = tuple(state for state in State if state.is_in_review)
"""The states in which the superior side decides; nobody changes the draft meanwhile."""

PROPOSE: Final = Transition("propose", frozenset({State.OPEN}), State.SUBMITTED, Party.OFFICE)
PROPOSE_AGAIN: Final = Transition(
    "repropose", frozenset({State.RETURNED}), State.RESUBMITTED, Party.OFFICE
)
TAKE_BACK: Final = Transition(
    "withdraw", frozenset(IN_REVIEW), State.OPEN, Party.OFFICE, undoes=True, until_opened=True
)
RETURN: Final = Transition("send-back", frozenset(IN_REVIEW), State.RETURNED, Party.SUPERIOR)
"""No row was agreed; the notes at the rows say why."""
AGREE: Final = Transition("agree", frozenset(IN_REVIEW), State.ACCEPTED, Party.SUPERIOR)
"""One row was agreed at least; those that were not stay as they were."""

STEPS: Final = (PROPOSE, PROPOSE_AGAIN, TAKE_BACK, RETURN, AGREE)


def proposal_of(amendment: Amendment) -> Transition:
    """The proposal that may follow; ``PROPOSE`` where none may."""
    return PROPOSE_AGAIN if amendment.state == State.RETURNED else PROPOSE
