"""With how many decimals scores are shown and ranked: a rule of the year, two where it says none.

Like the reader's language it holds for all that is shown together, a page or a file, and is set
around it; nothing is ever computed with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

USUAL_SCORE_PLACES: Final = 2
MOST_SCORE_PLACES: Final = 4

_PLACES: Final = ContextVar("score_places", default=USUAL_SCORE_PLACES)


def score_places() -> int:
    """The decimals at which scores are shown and ranked here and now."""
    return _PLACES.get()


@contextmanager
def scores_shown_at(places: int) -> Iterator[None]:
    """What is shown within has scores with so many decimals, unless somebody says otherwise."""
    before = _PLACES.set(places)
    try:
        yield
    finally:
        _PLACES.reset(before)


def show_scores_at(places: int) -> None:
    """From here to the end of the page or file scores have so many decimals."""
    _PLACES.set(places)
