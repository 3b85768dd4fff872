"""What a unit says of its figures, wherever they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from plans.document.reader.text import comparable, wording

_PERCENT: Final = wording(r"%|(^|[\s(])(শতকরা|হার)($|[\s)])|(^|[\s(])শতাংশ($|\))|percent")


# An office writes the same few units all year.
@lru_cache(maxsize=1024)
def is_percent(unit: str) -> bool:
    """Whether the unit is a percentage: %, শতকরা, নিয়মিত (%). Their figures never add up.

    শতাংশ জমি is a measure of land.
    """
    return _PERCENT.search(comparable(unit)) is not None
