"""Marks that a word processor sets off from a figure by their looks, and plain text does not.

``৫১০¹`` is 510 with a note, and ``999 510`` with the first struck out is neither: written without
their looks they would be figures that nobody meant.
"""

from __future__ import annotations

from typing import Final

_RAISED: Final = str.maketrans("0123456789০১২৩৪৫৬৭৮৯", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)


def raised(text: str) -> str:
    """The digits of ``text`` as they stand above the line; its letters as they are."""
    return text.translate(_RAISED)


def set_off(text: str) -> str:
    """``text``, struck out, apart from what stands beside it."""
    return f" {text} "
