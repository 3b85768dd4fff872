"""Words that a line may not end within: সাব-সেক্টর, মহামারী/আপদকাল, ``নম্বর- ৩২৫``.

A reader of the PDF takes a hyphen at a line's end for one that a printer put there and drops
it, so that the compound could not be found any more.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 28
"""Characters; a longer compound may break after its hyphens and slashes."""

_COMPOUND: Final = re.compile(r"(\S+-\s+\S+|\S*[-/]\S+)")
_BREAKS: Final = re.compile(r"(?<=[-/])(?=[^\W\d])")


def split_compounds(text: str) -> list[tuple[str, bool]]:
    """``text`` in pieces that make it up, each with whether it must stay on one line."""
    return [
        (piece, bool(place % 2) and len(piece) <= LONGEST)
        for place, piece in enumerate(_COMPOUND.split(text))
        if piece
    ]


def unbreakable_parts(text: str) -> list[str]:
    """The shortest pieces that lines may be made of."""
    return [
        part
        for piece, stays_whole in split_compounds(text)
        for part in ([piece] if stays_whole else _parts(piece))
    ]


def _parts(text: str) -> list[str]:
    return [part for word in text.split() for part in _BREAKS.split(word) if part]
