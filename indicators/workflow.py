"""The way of a monthly return: what may follow what, and by whom.

open → submitted → accepted, or submitted → returned → submitted. A return can be written
to while it is with the office, that is open or returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators.models import State


class Party(StrEnum):
    """The side that a step is open to."""

    OFFICE = "office"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted step: the states it may start from, who takes it, where it leads."""

    sources: frozenset[State]
    target: State
    party: Party
    needs_reason: bool = False


SUBMIT: Final = Transition(frozenset({State.OPEN, State.RETURNED}), State.SUBMITTED, Party.OFFICE)
RETURN: Final = Transition(
    frozenset({State.SUBMITTED}), State.RETURNED, Party.REVIEWER, needs_reason=True
)
ACCEPT: Final = Transition(frozenset({State.SUBMITTED}), State.ACCEPTED, Party.REVIEWER)

WRITABLE: Final = frozenset({State.OPEN, State.RETURNED})
"""The states in which the office may change figures."""
