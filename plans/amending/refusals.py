"""Why an amendment is not begun, proposed or decided, beside what any step is refused by."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date


class NotAgreed(Exception):
    """There is nothing to amend: the plan is not agreed, or its agreement is closed."""


class TooLate(Exception):
    """Amendments of the year were proposed until ``day``."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class AmendedMeanwhile(Exception):
    """The plan is another version by now than the amendment was made of."""


class NothingAmended(Exception):
    """The draft says what the plan says."""


class RowsUnsaid(Exception):
    """Something must be said of these rows first; ``keys`` are those of the draft's rows."""

    def __init__(self, keys: Collection[int]) -> None:
        super().__init__(sorted(keys))
        self.keys = frozenset(keys)


class ReasonsMissing(RowsUnsaid):
    """Rows are to change without a reason."""


class Undecided(RowsUnsaid):
    """Rows are neither agreed nor returned."""


class NotesMissing(RowsUnsaid):
    """Rows are returned without a note that says why."""
