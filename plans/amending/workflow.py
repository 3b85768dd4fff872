"""The way of an amendment: what may follow what, and by whom. Drawn in docs/amendments.md.

Where the office has a head its officer hands it to the head, who proposes it or gives it back.
"""

from __future__ import annotations

from typing import Final

from plans.amending.models import Amendment
from plans.handing_in import transitions as within
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition, hand_up

WITH_OFFICE: Final = (State.OPEN, State.RETURNED)
"""The states in which the office writes it."""

IN_REVIEW: Final = tuple(state for state in State if state.is_in_review)
"""The states in which the superior side decides; nobody changes the draft meanwhile."""

HAND_UP: Final = hand_up(WITH_OFFICE, party=Party.PREPARER)
TAKE_FROM_HEAD: Final = within.TAKE_PLAN_FROM_HEAD
HAND_DOWN: Final = within.HAND_DOWN
PROPOSE: Final = Transition(
    "propose", frozenset({State.OPEN, State.WITH_HEAD}), State.SUBMITTED, Party.OFFICE
)
PROPOSE_AGAIN: Final = Transition(
    "repropose", frozenset({State.RETURNED, State.WITH_HEAD}), State.RESUBMITTED, Party.OFFICE
)
TAKE_BACK: Final = Transition(
    "withdraw", frozenset(IN_REVIEW), State.OPEN, Party.OFFICE, undoes=True, until_opened=True
)
RETURN: Final = Transition("send-back", frozenset(IN_REVIEW), State.RETURNED, Party.SUPERIOR)
"""No row was agreed; the notes at the rows say why."""
AGREE: Final = Transition("agree", frozenset(IN_REVIEW), State.ACCEPTED, Party.SUPERIOR)
"""One row was agreed at least; those that were not stay as they were."""

STATES: Final = (*WITH_OFFICE, State.WITH_HEAD, *IN_REVIEW, State.ACCEPTED)
"""All that an amendment may be in."""

STEPS: Final = (
    HAND_UP,
    TAKE_FROM_HEAD,
    HAND_DOWN,
    PROPOSE,
    PROPOSE_AGAIN,
    TAKE_BACK,
    RETURN,
    AGREE,
)


def proposal_of(amendment: Amendment) -> Transition:
    """The proposal that may follow; ``PROPOSE`` where none may."""
    return PROPOSE_AGAIN if amendment.office_state == State.RETURNED else PROPOSE
