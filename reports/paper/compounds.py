"""Words that a line may not end within: সাব-সেক্টর, মহামারী/আপদকাল, ``নম্বর- ৩২৫``.

A reader of the PDF takes a hyphen at a line's end for one that a printer put there and drops
it, so that the compound could not be found any more.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 28
"""Characters; a longer compound may break after its hyphens and slashes."""

WORD_JOINER: Final = "\u2060"
NO_BREAK_SPACE: Final = "\u00a0"

_COMPOUND: Final = re.compile(r"\S+-\s+\S+|\S*[-/]\S+")
_BREAKS: Final = re.compile(r"(?<=[-/])(?=[^\W\d])")
_PLAIN: Final = str.maketrans({WORD_JOINER: "", NO_BREAK_SPACE: " "})


def joined(text: str) -> str:
    """``text`` with invisible joiners that keep its compounds on one line."""
    if "-" not in text and "/" not in text:
        return text
    return _COMPOUND.sub(lambda match: _joined(match[0]), text)


def unjoined(text: str) -> str:
    """``text`` as it was before ``joined``, for those who search or copy it."""
    return text.translate(_PLAIN)


def unbreakable_parts(text: str) -> list[str]:
    """The shortest pieces that lines of ``joined(text)`` may be made of."""
    return [
        part
        for word in joined(text).split(" ")
        for part in ([word] if WORD_JOINER in word else _BREAKS.split(word))
        if part
    ]


def _joined(compound: str) -> str:
    if len(compound) > LONGEST:
        return compound
    glued = re.sub(r"\s+", NO_BREAK_SPACE, compound)
    return re.sub(r"([-/])(?=.)", rf"\1{WORD_JOINER}", glued)
