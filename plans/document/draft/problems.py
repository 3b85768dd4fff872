"""What is wrong in a draft, and the ways to put it right: changes that a person may take."""

from __future__ import annotations

from dataclasses import dataclass

from numerals import Message
from plans.document.draft.changes import Change
from plans.document.values import Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to put a finding right: what it would do, why, and the changes that do it."""

    name: str
    sentence: Message
    reason: Message
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """A finding at a row and field of the draft; ``key`` is ``None`` for the whole plan."""

    rule: str
    severity: Severity
    key: int | None
    field: str | None
    message: Message
    fixes: tuple[Fix, ...] = ()
