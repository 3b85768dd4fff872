"""The way of an amendment: what may follow what, and by whom. Drawn in docs/amendments.md.

Where the office has a head its officer hands it to the head, who proposes it or gives it back.
"""

from __future__ import annotations

from typing import Final

from plans.agreements import workflow as agreements
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition

WITH_OFFICE: Final = agreements.WITH_OFFICE
"""The states in which the office writes it."""

IN_REVIEW: Final = agreements.IN_REVIEW
"""The states in which the superior side decides; nobody changes the draft meanwhile."""

# It goes from hand to hand as the agreement did that it changes.
HAND_UP: Final = agreements.HAND_UP
TAKE_FROM_HEAD: Final = agreements.TAKE_FROM_HEAD
HAND_DOWN: Final = agreements.HAND_DOWN
PROPOSE: Final = agreements.PROPOSE
PROPOSE_AGAIN: Final = agreements.PROPOSE_AGAIN
TAKE_BACK: Final = agreements.TAKE_BACK
RETURN: Final = Transition("send-back", frozenset(IN_REVIEW), State.RETURNED, Party.SUPERIOR)
"""No row was agreed; the notes at the rows say why."""
AGREE: Final = agreements.AGREE
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
