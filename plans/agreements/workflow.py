"""The way of an agreement: what may follow what, and by whom. Drawn in docs/agreements.md.

The office builds its plan while the agreement is with it, and signs by proposing it; where it has a
head, its officer hands it to the head, who proposes it or gives it back. The superior side signs by
agreeing. What both signed is changed by an amendment alone, and closed with its year.
"""

from __future__ import annotations

from typing import Final

from plans.handing_in import transitions as within
from plans.handing_in.models import Submission
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition, hand_up

WITH_OFFICE: Final = (State.OPEN, State.RETURNED)
"""The states in which the plan is the office's to change."""

IN_REVIEW: Final = tuple(state for state in State if state.is_in_review)
"""The states in which the superior side decides; nobody changes the plan meanwhile."""

IN_HANDS: Final = (*IN_REVIEW, State.WITH_HEAD)
"""The states in which somebody is to sign; nobody changes the plan meanwhile."""

STATES: Final = (*WITH_OFFICE, *IN_HANDS, State.ACCEPTED)
"""All that an agreement may be in."""

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
RETURN: Final = Transition(
    "send-back", frozenset(IN_REVIEW), State.RETURNED, Party.SUPERIOR, needs_reason=True
)
AGREE: Final = Transition("agree", frozenset(IN_REVIEW), State.ACCEPTED, Party.SUPERIOR)
CLOSE: Final = Transition("close", frozenset({State.ACCEPTED}), State.ACCEPTED, Party.SUPERIOR)

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


def proposal_of(submission: Submission) -> Transition:
    """The proposal that may follow; ``PROPOSE`` where none may."""
    return PROPOSE_AGAIN if submission.office_state == State.RETURNED else PROPOSE
