"""The way of an agreement: what may follow what, and by whom. Drawn in docs/agreements.md.

The office builds its plan while the agreement is with it, and signs by proposing it; where it has a
head, its officer hands it to the head, who proposes it or gives it back. The superior side signs by
agreeing. What both signed is changed by an amendment alone, and closed with its year.
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

IN_HANDS: Final = (*IN_REVIEW, State.WITH_HEAD)
"""The states in which somebody is to sign; nobody changes the plan meanwhile."""

STATES: Final = (*WITH_OFFICE, *IN_HANDS, State.ACCEPTED)
"""All that an agreement may be in."""

HAND_UP: Final = Transition("hand-up", frozenset(WITH_OFFICE), State.WITH_HEAD, Party.OFFICER)
TAKE_FROM_HEAD: Final = Transition(
    "take-back", frozenset({State.WITH_HEAD}), State.OPEN, Party.WRITER, undoes=True
)
HAND_DOWN: Final = Transition(
    "hand-down",
    frozenset({State.WITH_HEAD}),
    State.OPEN,
    Party.HEAD,
    needs_reason=True,
    undoes=True,
)
PROPOSE: Final = Transition(
    "propose", frozenset({State.OPEN, State.WITH_HEAD}), State.SUBMITTED, Party.OFFICE
)
PROPOSE_AGAIN: Final = Transition(
    "repropose", frozenset({State.RETURNED, State.WITH_HEAD}), State.RESUBMITTED, Party.OFFICE
)
TAKE_BACK: Final = Transition(
    "withdraw", frozenset(IN_REVIEW), State.OPEN, Party.OFFICE, undoes=True, until_opened=True
)
RETURN: Final = Transition(
    "send-back", frozenset(IN_REVIEW), State.RETURNED, Party.SUPERIOR, needs_reason=True
)
AGREE: Final = Transition("agree", frozenset(IN_REVIEW), State.ACCEPTED, Party.SUPERIOR)
CLOSE: Final = Transition("close", frozenset({State.ACCEPTED}), State.ACCEPTED, Party.SUPERIOR)

WITHIN_OFFICE: Final = frozenset({HAND_UP.code, TAKE_FROM_HEAD.code, HAND_DOWN.code})
"""The steps that nobody sees who is not of the office, nor what the head said with them."""

STEPS: Final = (
    HAND_UP,
    TAKE_FROM_HEAD,
    HAND_DOWN,
    PROPOSE,
    PROPOSE_AGAIN,
    TAKE_BACK,
    RETURN,
    AGREE,
    CLOSE,
)


def proposal_of(agreement: Agreement) -> Transition:
    """The proposal that may follow; ``PROPOSE`` where none may."""
    return PROPOSE_AGAIN if agreement.office_state == State.RETURNED else PROPOSE
