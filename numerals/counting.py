"""Words that stand beside a number, and whether they say no more than its unit.

``২ টি`` is two whatever is counted. ``১.৫০ কোটি`` is 1.5 only where the unit itself is crore,
and ``৫ টাকা`` is 5 only where the unit is taka and not crore of it.
"""

from __future__ import annotations

import re
from typing import Final

from numerals.composing import composed

_JOINERS: Final = dict.fromkeys(map(ord, "\u200c\u200d"))


def spelt(text: str) -> str:
    """``text`` as words are compared: composed, no joiners, lower case, single blanks."""
    plain = composed(text).translate(_JOINERS).casefold()
    return " ".join(plain.split())


_SCALES: Final = {
    spelt(word): scale
    for scale, words in {
        "thousand": ("হাজার", "thousand"),
        "lakh": ("লক্ষ", "লাখ", "lakh", "lac"),
        "million": ("মিলিয়ন", "million"),
        "crore": ("কোটি", "crore"),
        "billion": ("বিলিয়ন", "billion"),
    }.items()
    for word in words
}
_PERCENT: Final = frozenset(
    map(spelt, ("শতাংশ", "ভাগ", "পার্সেন্ট", "পারসেন্ট", "percent", "per", "cent"))
)
_COUNTS: Final = frozenset(map(spelt, ("টি", "টা", "জন", "খানা", "nos", "no.", "pcs")))
_MONEY: Final = frozenset(map(spelt, ("টাকা", "টাকায়", "টাকার", "taka", "tk", "tk.", "bdt")))
_PERCENT_UNIT: Final = re.compile(spelt("%|শতকরা|শতাংশ|percent"))
_TAKA_MARK: Final = re.compile(r"/\s?[-=]")
_NO_WORD: Final = re.compile(r"[\s()\[\]{},;:/।]+")


def says_no_more(words: str, *, unit: str) -> bool:
    """Whether ``words`` beside a number only repeat its ``unit``, or count it."""
    said, named = _words(_TAKA_MARK.sub(" taka ", words)), _words(unit)
    scales, unit_scales = _scales(said), _scales(named)
    is_share = _PERCENT_UNIT.search(spelt(unit)) is not None
    if not _PERCENT.issuperset(said) and scales != unit_scales:
        return False
    if is_share and _COUNTS.intersection(said):
        return False
    known = _PERCENT | _COUNTS | _SCALES.keys()
    return all(word in known or _is_of(word, named) for word in said)


def _words(text: str) -> list[str]:
    return [word for word in _NO_WORD.split(spelt(text)) if word]


def _scales(words: list[str]) -> set[str]:
    return {_SCALES[word] for word in words if word in _SCALES}


def _is_of(word: str, unit: list[str]) -> bool:
    return word in unit or (word in _MONEY and not _MONEY.isdisjoint(unit))
