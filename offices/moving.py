"""What follows when an office comes below another: rooms above say so at the start."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, TypeAlias

Follows: TypeAlias = Callable[[Collection[str]], None]

_FOLLOWING: Final[list[Follows]] = []


def follow_moving(follows: Follows) -> None:
    """Have ``follows`` done with the codes of the offices that moved, in the same transaction."""
    if follows not in _FOLLOWING:
        _FOLLOWING.append(follows)


def moved(offices: Collection[str]) -> None:
    """These offices came below others than before."""
    if offices:
        for follows in _FOLLOWING:
            follows(offices)
