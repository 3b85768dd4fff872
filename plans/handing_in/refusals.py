"""Why a step is not taken, whatever it is a step of."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from plans.handing_in.states import State


class StepRefused(Exception):
    """A step that may not follow from ``state``, or on what changed since it was looked at."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class NotTheirStep(PermissionDenied):
    """The step is another party's."""


class SamePerson(Exception):
    """Whoever submitted something does not decide on it."""


class AlreadyOpened(Exception):
    """A recall of what a reviewer has opened."""
