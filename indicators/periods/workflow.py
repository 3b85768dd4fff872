"""The way of a period's report: what may follow what, and by whom. Drawn in docs/returns.md.

Within the office it goes the way of a monthly return, whose steps these are. It is opened again
by being returned, and no other way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from indicators.returns import workflow as months
from indicators.returns.models import State
from indicators.returns.workflow import IN_REVIEW as IN_REVIEW  # noqa: PLC0414  # the same of both
from plans.handing_in.models import Submission
from plans.handing_in.transitions import Transition, hand_up

WITH_OFFICE: Final = (State.OPEN, State.RETURNED)
"""The states in which the report is the office's to write."""

IN_OFFICE: Final = (*WITH_OFFICE, State.WITH_HEAD)
"""The states in which the report has not left the office."""

FREEZING: Final = (*IN_REVIEW, State.ACCEPTED)
"""The states in which the months of the report stay as they are."""

HAND_UP: Final = hand_up(WITH_OFFICE)
TAKE_BACK: Final = months.TAKE_BACK
HAND_DOWN: Final = months.HAND_DOWN
SUBMIT: Final = months.SUBMIT
RESUBMIT: Final = replace(months.RESUBMIT, sources=frozenset({State.RETURNED, State.WITH_HEAD}))
RECALL: Final = months.RECALL
RETURN: Final = replace(months.RETURN, sources=frozenset(FREEZING))
ACCEPT: Final = replace(months.ACCEPT, sources=frozenset(IN_REVIEW))

STEPS: Final = (HAND_UP, TAKE_BACK, HAND_DOWN, SUBMIT, RESUBMIT, RECALL, RETURN, ACCEPT)


def submission_of(report: Submission) -> Transition:
    """The submission that may follow; ``SUBMIT`` where none may."""
    return RESUBMIT if report.office_state == State.RETURNED else SUBMIT
