"""How the history tells of the half-yearly feedback: one text of all its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from plans.calendar.terms import PeriodKind

ROW: Final = PeriodKind.HALF.value
"""How the history names it within its plan, as ``q4`` and ``year`` are reports."""


def feedback_text(text: str, remarks: Mapping[int, str]) -> str:
    """The whole feedback: the text, then ``[2] …`` for each objective by its position."""
    return "\n".join(
        [text, *(f"[{position}] {said}" for position, said in sorted(remarks.items()))]
    )
