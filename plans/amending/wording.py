"""The states of an amendment, and what becomes of its rows, in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plans.amending.models import Verdict
from plans.document.draft.amending import Came
from plans.handing_in.states import State

DROPPED: Final = "dropped"
"""What the history says of an amendment that was given up."""

PROPOSED: Final = "proposed"
"""What it says of a row that nobody decided on yet."""

_STATES: Final[dict[str, Promise | str]] = {
    State.OPEN: pgettext_lazy("amendment", "Being written"),
    State.WITH_HEAD: pgettext_lazy("amendment", "With the head of the office"),
    State.SUBMITTED: pgettext_lazy("amendment", "Proposed"),
    State.RETURNED: pgettext_lazy("amendment", "Returned"),
    State.RESUBMITTED: pgettext_lazy("amendment", "Proposed again"),
    State.ACCEPTED: pgettext_lazy("amendment", "Agreed"),
    DROPPED: pgettext_lazy("amendment", "Given up"),
}
_ROWS: Final[dict[str, Promise | str]] = {
    Came.ADDED: pgettext_lazy("row", "new"),
    Came.REMOVED: pgettext_lazy("row", "left out"),
    Came.CHANGED: pgettext_lazy("row", "changed"),
    PROPOSED: pgettext_lazy("row", "proposed"),
    Verdict.AGREED: pgettext_lazy("row", "agreed"),
    Verdict.RETURNED: pgettext_lazy("row", "returned"),
}


def amendment_state_words(state: str) -> str:
    """A state of an amendment as people say it."""
    return str(_STATES[state])


def row_words(word: str) -> str:
    """What becomes of a row of an amendment."""
    return str(_ROWS[word])
