"""Digits of the two languages, and characters that carry no meaning in a figure."""

from __future__ import annotations

from typing import Final

LATIN_DIGITS: Final = "0123456789"
BENGALI_DIGITS: Final = "০১২৩৪৫৬৭৮৯"

_TO_LATIN: Final = str.maketrans(BENGALI_DIGITS, LATIN_DIGITS)
_TO_BENGALI: Final = str.maketrans(LATIN_DIGITS, BENGALI_DIGITS)
_INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff")
)


def to_latin_digits(text: str) -> str:
    """``text`` with Bengali digits replaced by Latin ones; all else as it was."""
    return text.translate(_TO_LATIN)


def localize_digits(text: str, *, language: str) -> str:
    """``text`` with all its digits in those of ``language``: Bengali for ``bn``, else Latin."""
    return text.translate(_TO_BENGALI if language.startswith("bn") else _TO_LATIN)


def bare(text: str) -> str:
    """What was meant to be typed: no invisible characters, no blanks around it."""
    return text.translate(_INVISIBLE).strip()
