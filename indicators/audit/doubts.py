"""What is stored and what the history says of it, where the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_CLOCKS: Final = timedelta(days=1)
"""What a web server's clock may differ from the database's, by which the history goes."""


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


def is_other_day(told: datetime, stored: datetime | None) -> bool:
    """Whether a row's moment is none that its line of the history can have been written at."""
    return stored is None or abs(told - stored) > _CLOCKS


def day_of_step(told: datetime, stored: datetime) -> str:
    """The day that the history says of a step; that stored with it where this is another."""
    return f"{stored if is_other_day(told, stored) else told:%Y-%m-%d}"


def on_day(what: str | None, at: datetime | None) -> str:
    """What was done, with its day."""
    return f"{what}, on {at:%Y-%m-%d}" if at else f"{what}, on no day"
