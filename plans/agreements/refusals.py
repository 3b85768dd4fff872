"""Why a step of an agreement is not taken, beside what any step is refused by."""

from __future__ import annotations

from collections.abc import Sequence

from plans.agreements.findings import PlanFinding


class PlanHasErrors(Exception):
    """The plan has errors that are neither mended nor let stand; ``findings`` are they."""

    def __init__(self, findings: Sequence[PlanFinding]) -> None:
        super().__init__(", ".join(f"{one.row} {one.rule}" for one in findings))
        self.findings = tuple(findings)


class NoSuchFinding(Exception):
    """The finding that should be let stand is not there, or says something else by now."""


class ChangedSince(Exception):
    """The plan is not what was proposed any more."""


class YearNotOver(Exception):
    """An agreement is closed once its year is over."""


class AlteredOutside(Exception):
    """What is stored is not what was entered here: nobody signs it."""
