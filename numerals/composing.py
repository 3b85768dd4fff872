"""Unicode text in its composed form, within bounds."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

_MOST_MARKS: Final = 30
"""Marks in a row that are put in their order, as Unicode's stream-safe text has them (UAX 15)."""


def composed(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """``text`` in the form of Unicode; of a longer row of marks those beyond the thirtieth go.

    No language has so many over one letter, and the time to put them in order grows with the
    square of their number.
    """
    return text if text.isascii() else unicodedata.normalize(form, _bounded(text))


def _bounded(text: str) -> str:
    if len(text) <= _MOST_MARKS:
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept) if len(kept) < len(text) else text
