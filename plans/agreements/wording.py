"""The states of an agreement in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plans.handing_in.states import State

STATES: Final[dict[State, Promise | str]] = {
    State.OPEN: pgettext_lazy("agreement", "Draft"),
    State.WITH_HEAD: pgettext_lazy("agreement", "With the head of the office"),
    State.SUBMITTED: pgettext_lazy("agreement", "Proposed"),
    State.RETURNED: pgettext_lazy("agreement", "Returned"),
    State.RESUBMITTED: pgettext_lazy("agreement", "Proposed again"),
    State.ACCEPTED: pgettext_lazy("agreement", "Agreed"),
}
"""By state; an agreement is in no other."""


def state_words(state: str) -> str:
    """A state of an agreement as people say it."""
    return str(STATES[State(state)])
