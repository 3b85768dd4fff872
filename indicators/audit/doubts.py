"""What is stored and what the history says of it, where the two differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A value that the history does not lead to: what it says last, and what is stored.

    ``by`` is who wrote the history's last word on it, empty where there is none.
    """

    plan: str
    month: str
    row: str
    field: str
    told: str | None
    stored: str | None
    by: str = ""
