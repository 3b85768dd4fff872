"""The way of an agreement: what may follow what, and by whom. Drawn in docs/agreements.md.

The office builds its plan while the agreement is with it, and signs by proposing it; the superior
side signs by agreeing. What both signed is changed by an amendment alone, and closed with its year.
"""

from __future__ import annotations

from typing import Final

from plans.agreements.models import Agreement
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition

WITH_OFFICE: Final = (State.OPEN, State.RETURNED)
"""The states in which the plan is the office's to change."""

IN_REVIEW: Final = tuple(state for state in State if state.is_in_review)
"""The states in which the superior side decides; nobody changes the plan meanwhile."""

STATES: Final = (*WITH_OFFICE, *IN_REVIEW, State.ACCEPTED)
"""All that an agreement may be in."""

PROPOSE: Final = Transition("propose", frozenset({State.OPEN}), State.SUBMITTED, Party.OFFICE)
PROPOSE_AGAIN: Final = Transition(
    "repropose", frozenset({State.RETURNED}), State.RESUBMITTED, Party.OFFICE
)
TAKE_BACK: Final = Transition(
    "withdraw", frozenset(IN_REVIEW), State.OPEN, Party.OFFICE, undoes=True, until_opened=True
)
RETURN: Final = Transition(
    "send-back", frozenset(IN_REVIEW), State.RETURNED, Party.SUPERIOR, needs_reason=True
)
AGREE: Final = Transition("agree", frozenset(IN_REVIEW), State.ACCEPTED, Party.SUPERIOR)
CLOSE: Final = Transition("close", frozenset({State.ACCEPTED}), State.ACCEPTED, Party.SUPERIOR)

STEPS: Final = (PROPOSE, PROPOSE_AGAIN, TAKE_BACK, RETURN, AGREE, CLOSE)


def proposal_of(agreement: Agreement) -> Transition:
    """The proposal that may follow; ``PROPOSE`` where none may."""
    return PROPOSE_AGAIN if agreement.state == State.RETURNED else PROPOSE
