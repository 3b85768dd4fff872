"""What a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Sought(StrEnum):
    """What is looked for."""

    OFFICES = "offices"
    PLANS = "plans"
    INDICATORS = "indicators"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what it is called, where it is, and the address of its page."""

    name: str
    url: str
    where: Sequence[str] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class HitsOfAKind:
    """What was found of one kind; ``has_more`` where there is more than is shown."""

    sought: Sought
    hits: Sequence[Hit] = field(default=())
    has_more: bool = False
