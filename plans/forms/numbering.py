"""The numbers that Word itself writes before paragraphs: ``1.1``, ``2)``, ``[৩]``.

They stand in no text of the file: a list's level says how they look, and they are counted.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plans.forms.archives import attribute, local, part, root_of, whole_number

_NUMBERING: Final = "word/numbering.xml"
_NO_LIST: Final = "0"
_LEVELS: Final = 9
_MOST: Final = 5000
_LONGEST: Final = 80
"""Characters that a list may write before a paragraph: letters are repeated after the 26th."""

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it begins, in what it counts, how it is written."""

    start: int = 1
    counts_in: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of a document's lists."""

    _lists: Mapping[str, str] = field(default_factory=dict)
    _levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    _starts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Numbering:
        """The lists of the document in ``archive``. Raises ``FormRefused``."""
        if _NUMBERING not in archive.namelist():
            return cls()
        root = root_of(part(archive, _NUMBERING))
        lists: dict[str, str] = {}
        levels: dict[str, dict[int, _Level]] = {}
        starts: dict[tuple[str, int], int] = {}
        for one in root:
            if local(one) == "abstractNum":
                levels[attribute(one, "abstractNumId")] = {
                    _whole(attribute(level, "ilvl")): _level(level)
                    for level in one
                    if local(level) == "lvl"
                }
            elif local(one) == "num":
                name = attribute(one, "numId")
                lists[name] = _value(one, "abstractNumId")
                for changed in one:
                    if local(changed) == "lvlOverride" and (
                        start := _value(changed, "startOverride")
                    ):
                        starts[name, _whole(attribute(changed, "ilvl"))] = _whole(start)
        return cls(lists, levels, starts)

    def before(self, name: str, level: int) -> str:
        """What Word writes before the next paragraph of the list ``name`` at ``level``."""
        shape = self._lists.get(name, "")
        looks = self._levels.get(shape, {}).get(level)
        if name == _NO_LIST or looks is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(shape, [None] * _LEVELS)
        if (name, level) in self._starts and (name, level) not in self._begun:
            counts[level] = None
        self._begun.add((name, level))
        before = counts[level]
        start = self._starts.get((name, level), looks.start)
        counts[level] = start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if looks.counts_in in ("bullet", "none"):
            return ""
        label = looks.text
        for place in range(level, -1, -1):
            above = self._levels[shape].get(place, _Level())
            count = counts[place]
            written = _written(above.start if count is None else count, above.counts_in)
            label = label.replace(f"%{place + 1}", written)[:_LONGEST]
        return label


def _level(level: etree._Element) -> _Level:
    start = _value(level, "start")
    return _Level(
        start=_whole(start) if start else 1,
        counts_in=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText")[:40],
    )


def _value(parent: etree._Element, name: str) -> str:
    found = next((one for one in parent if local(one) == name), None)
    return "" if found is None else attribute(found, "val")


def _whole(text: str) -> int:
    return min(whole_number(text) or 0, _MOST)


def _written(number: int, counts_in: str) -> str:
    return _WAYS.get(counts_in, str)(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else "0"


def _roman(number: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (number // worth)
        number %= worth
    return written


_WAYS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
