"""What an office leaves behind when it closes, as the rooms above know it.

They register at the start what they would say, for this room knows nothing of plans.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from offices.models import Office


class Left(NamedTuple):
    """What is left: ``owed`` until the last day, and ``later`` what was begun after it."""

    owed: list[str]
    later: list[str]


Teller = Callable[[Office, date], Left]

_tellers: Final[list[Teller]] = []


def tell_on_closing(teller: Teller) -> None:
    """Ask ``teller`` from now on, too."""
    if teller not in _tellers:
        _tellers.append(teller)


def left_by(office: Office, *, last_day: date) -> Left:
    """What the office leaves behind, in sentences of the reader's language."""
    told = [teller(office, last_day) for teller in _tellers]
    return Left(
        [line for one in told for line in one.owed], [line for one in told for line in one.later]
    )
