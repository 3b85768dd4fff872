"""What is said otherwise today than when it was kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shifted:
    """One thing that is said of an indicator, as it was kept and as it is now."""

    label: str
    kept: str
    now: str
