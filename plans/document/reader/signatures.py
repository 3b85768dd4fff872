"""The block of signatures below a form: who signed is no part of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from numerals import Unreadable, parse_number
from plans.document.reader.text import TextLine, comparable, wording

_SIGNED: Final = wording(r"^(?:স্বাক্ষর|সাক্ষর|দস্তখত|signature|signed)(?!িত)")
_BESIDE: Final = wording(r"^(?:তারিখ|নাম|পদব[িী]|সি?ল|date|name|designation|seal)\s*[:ঃ.…_-]*\s*$")
_MOST_LINES: Final = 12
_MOST_BOXES: Final = 6


def without_signatures(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines above a block of signatures that ends the form; all of them if there is none.

    Where figures or a longer text follow, as on a form that is signed on each page, all stay.
    """
    for index in range(max(len(lines) - _MOST_LINES, 0), len(lines)):
        if _opens(lines[index]):
            return lines[:index] if all(map(_may_sign, lines[index:])) else lines
    return lines


def _opens(line: TextLine) -> bool:
    said = [comparable(cell) for cell in line.cells if cell]
    signed = [cell for cell in said if _SIGNED.search(cell)]
    return bool(signed) and all(cell in signed or _BESIDE.search(cell) for cell in said)


def _may_sign(line: TextLine) -> bool:
    said = [cell for cell in line.cells if cell]
    return len(said) <= _MOST_BOXES and all(
        isinstance(parse_number(cell), Unreadable) for cell in said
    )
