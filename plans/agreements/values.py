"""What was signed, as pages and papers read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numerals import Message


@dataclass(frozen=True, slots=True)
class Override:
    """An error that a planner let stand: what it says at which row, the reason, who and when.

    ``on`` is the day as canonical text, ``2024-06-20``.
    """

    rule: str
    row: str
    message: Message
    reason: str
    by: Message
    on: str


def override_data(override: Override) -> dict[str, Any]:
    """``override`` as JSON takes it."""
    return {
        "rule": override.rule,
        "row": override.row,
        "message": [override.message.bn, override.message.en],
        "reason": override.reason,
        "by": [override.by.bn, override.by.en],
        "on": override.on,
    }


def read_override(data: Mapping[str, Any]) -> Override:
    """What ``override_data`` gave."""
    return Override(
        rule=data["rule"],
        row=data["row"],
        message=Message(*data["message"]),
        reason=data["reason"],
        by=Message(*data["by"]),
        on=data["on"],
    )
