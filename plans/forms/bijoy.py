"""Text in the Bijoy encoding: recognised by its font or its look, converted on agreement.

Bijoy's fonts (SutonnyMJ and others ending in MJ) draw Bengali over Latin letters: ``cÖwZôvb``.
The tables are those of ``bijoy2unicode``; see docs/decisions/libraries-for-forms.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from bijoy2unicode.converter import Unicode

from numerals import Message, composed
from plans.document.grid import Cell, Grid

Convert: TypeAlias = Callable[[str, str], str]
"""``(text, font)`` → the text to be kept."""

IN_BIJOY: Final = Message(
    bn="ফাইলটির লেখা বিজয় (SutonnyMJ) ফন্টে, ইউনিকোডে নয়; সম্মতি দিলে রূপান্তর করে পড়া হবে।",
    en="The file's text is in the Bijoy encoding (SutonnyMJ), not in Unicode; agree to have it "
    "converted, and it will be read.",
)
CONVERTED: Final = Message(
    bn="ফাইলটির বিজয় (SutonnyMJ) লেখা ইউনিকোডে রূপান্তর করে পড়া হয়েছে; বানান মিলিয়ে দেখুন।",
    en="The file's text in the Bijoy encoding (SutonnyMJ) was converted to Unicode: please compare "
    "the spelling.",
)

_FONT: Final = re.compile(r"(?:sutonny|bijoy|^.*mj$|^.*mj[ _-])", re.IGNORECASE)
_LETTER: Final = re.compile(r"[A-Za-z\u00a1-\u00ff]")
_BENGALI: Final = re.compile(r"[\u0980-\u09ff]")
# Words of every form's headings as Bijoy has them: the indicator, activity, unit, target.
_HEADINGS: Final = ("m~PK", "Kvh©µg", "GKK", "j¶¨gvÎv", "j²¨gvÎv", "Kg©m¤úv`b", "D‡Ïk¨", "AR©b")
_FEWEST: Final = 2
# What the library's tables lack (ÿ, šÍ), and the reph, which it leaves behind its letters: a
# mark stands in for it until they are in order, then it goes before them.
_REPH_MARK: Final = "\ue000"
_MENDED: Final = (("ÿ", "¶"), ("šÍ", "š—"), ("¯Í", "¯—"), ("©", _REPH_MARK))
_CONSONANT: Final = "[\u0995-\u09b9\u09dc-\u09df]\u09bc?"
_REPH: Final = re.compile(
    f"({_CONSONANT}(?:\u09cd{_CONSONANT})*[\u09be-\u09cc\u09d7\u0981]*){_REPH_MARK}"
)
_LEFT_OVER: Final = re.compile(_REPH_MARK)
_PADDING: Final = "   "


def is_bijoy_font(font: str) -> bool:
    """Whether ``font`` is one that draws Bengali over Latin letters."""
    return bool(font) and _FONT.search(font.strip()) is not None


def converted(text: str) -> str:
    """``text`` of Bijoy in Unicode, digits left as they are."""
    if not _LETTER.search(text):
        return text
    for wrong, right in _MENDED:
        text = text.replace(wrong, right)
    try:
        unicode = Unicode().convertBijoyToUnicode(text + _PADDING)
    except (IndexError, re.error):
        return text
    whole = composed(" ".join(unicode.split()))
    return _LEFT_OVER.sub("\u09b0\u09cd", _REPH.sub("\u09b0\u09cd\\1", whole))


def as_it_is(text: str, font: str) -> str:
    """The text untouched: nobody has agreed to a conversion."""
    return text


def by_font(text: str, font: str) -> str:
    """The text converted where its font is one of Bijoy's."""
    return converted(text) if is_bijoy_font(font) else text


def shows_bijoy(grids: Iterable[Grid]) -> bool:
    """Whether a font says so, or the headings look so."""
    cells = [cell for grid in grids for row in grid.rows for cell in row.cells if cell.text]
    if any(is_bijoy_font(cell.font) for cell in cells):
        return True
    seen = {word for cell in cells for word in _HEADINGS if word in cell.text}
    return len(seen) >= _FEWEST


def by_look(grid: Grid) -> Grid:
    """``grid`` with all text converted that has no Bengali letter and no font of its own."""
    return replace(
        grid,
        rows=tuple(replace(row, cells=tuple(map(_by_look, row.cells))) for row in grid.rows),
    )


def _by_look(cell: Cell) -> Cell:
    if not cell.text or cell.font or _BENGALI.search(cell.text):
        return cell
    return replace(cell, text=converted(cell.text))
