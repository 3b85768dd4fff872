"""What a text is in a cell of Excel: how high it stands, which number or day it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil
from typing import Final

from numerals import Language, parse_figure
from reports.paper.widths import ems

_POINT: Final = 96 / 72
_LINE: Final = 1.4
"""The height of a line relative to the type size: Bengali stands taller than Excel expects."""

_MOST_DIGITS: Final = 15

_DIGITS: Final = {"bn": "[$-5000445]", "en": ""}
"""Excel's code for Bengali digits (the numeral system 5, the locale Bengali of Bangladesh)."""


def number_in(text: str, language: Language) -> tuple[date | Decimal, str] | None:
    """A printed figure as a number or day, and the format that shows it as it was printed."""
    shown = text.strip()
    is_percent = shown.endswith("%")
    read = parse_figure(shown.removesuffix("%"))
    digits = _DIGITS[language]
    if isinstance(read, date):
        return read, f"{digits}dd-mm-yyyy"
    if not isinstance(read, Decimal) or len(read.as_tuple().digits) > _MOST_DIGITS:
        return None
    decimals = len(shown.removesuffix("%").partition(".")[2])
    places = f".{'0' * decimals}" if decimals else ""
    if is_percent:
        return read / 100, f"{digits}0{places}%"
    return read, f"{digits}0{places}"


def height_of(text: str, width: float, *, size: float) -> int:
    """Pixels that ``text`` takes at ``size`` points in a cell of ``width`` pixels."""
    room = max(width - 8, 8) / (size * _POINT)
    lines, used = 1, 0.0
    for word in text.split(" "):
        length = ems(f"{word} ")
        if used and used + length > room:
            lines, used = lines + 1, 0.0
        used += length
        lines, used = lines + int(used // room), used % room
    return ceil(lines * size * _POINT * _LINE) + 4
