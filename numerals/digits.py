"""Digits of the two languages, and characters that carry no meaning in a figure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from numerals.language import language_of

LATIN_DIGITS: Final = "0123456789"
BENGALI_DIGITS: Final = "০১২৩৪৫৬৭৮৯"

_TO_LATIN: Final = str.maketrans(BENGALI_DIGITS, LATIN_DIGITS)
_TO_BENGALI: Final = str.maketrans(LATIN_DIGITS, BENGALI_DIGITS)
# What a clipboard leaves around a figure: soft hyphens, joiners, marks of direction and of order
# of bytes. Marks that turn the order of what follows (U+202E) are not among them: under those,
# 12 is seen as 21.
_AROUND: Final = "\u00ad\u200b-\u200f\u202a\u202c\u2060\u2066\u2068\u2069\ufeff"
_EDGES: Final = re.compile(rf"\A[\s{_AROUND}]+|[\s{_AROUND}]+\Z")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
# Letters and marks that are drawn as nothing, too: fillers, variation selectors, an empty Braille.
_EMPTY: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def to_latin_digits(text: str) -> str:
    """``text`` with Bengali digits replaced by Latin ones; all else as it was."""
    return text.translate(_TO_LATIN)


def localize_digits(text: str, *, language: str) -> str:
    """``text`` with all its digits in those of ``language``: Bengali for ``bn``, else Latin."""
    return text.translate(_TO_BENGALI if language_of(language) == "bn" else _TO_LATIN)


def bare(text: str) -> str:
    """``text`` without blanks and unseen marks around it; what is inside stays."""
    return _EDGES.sub("", text)


def has_hidden(text: str) -> bool:
    """Whether ``text`` has characters that nobody sees; blanks and line ends are seen."""
    return any(map(_is_hidden, text))


def revealed(text: str) -> str:
    """``text`` with each character that nobody sees named: ``1‹U+200B›2``."""
    return "".join(f"‹U+{ord(one):04X}›" if _is_hidden(one) else one for one in text)


def _is_hidden(one: str) -> bool:
    if one in "\t\n\v\f\r":
        return False
    return unicodedata.category(one) in _UNSEEN or _EMPTY.match(one) is not None
