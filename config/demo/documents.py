"""The two real documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from plans.document.reader import read_form
from plans.document.values import PlanDocument

AGREEMENT: Final = "apa-progress-khulna-2024-q4.txt"
INNOVATION: Final = "innovation-plan-2020-21.txt"

_FIXTURES: Final = Path(__file__).parents[2] / "fixtures"


@cache
def fixture(name: str) -> PlanDocument:
    """One of the two. Raises ``ValueError`` should it not be readable."""
    path = _FIXTURES / name
    reading = read_form(path.read_text(encoding="utf-8"))
    if reading.document is None:
        raise ValueError(f"{path} is no form")
    return reading.document
