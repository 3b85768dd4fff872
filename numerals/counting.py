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


_FACTORS: Final = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
}
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
_TONNES: Final = re.compile(
    spelt(r"(?:মে[ঃ:.]?\s*|মেট্রিক\s*)টন") + r"|\bm\.?\s?tons?\b|\bmetric tons?\b"
)
_SPELT_OUT: Final = {
    spelt(word): number
    for number, words in {
        **{
            number: words.split("/")
            for number, words in enumerate(
                (
                    *("এক/one", "দুই/two", "তিন/three", "চার/four", "পাঁচ/five", "ছয়/six"),
                    *("সাত/seven", "আট/eight", "নয়/nine", "দশ/ten", "এগারো/এগার/eleven"),
                    *("বারো/বার/twelve", "তেরো/তের/thirteen", "চৌদ্দ/fourteen"),
                    *("পনেরো/পনের/fifteen", "ষোলো/ষোল/sixteen", "সতেরো/সতের/seventeen"),
                    *("আঠারো/আঠার/eighteen", "উনিশ/nineteen", "বিশ/কুড়ি/twenty"),
                ),
                start=1,
            )
        },
        25: ["পঁচিশ"],
        30: ["ত্রিশ", "thirty"],
        40: ["চল্লিশ", "forty"],
        50: ["পঞ্চাশ", "fifty"],
        60: ["ষাট", "sixty"],
        70: ["সত্তর", "seventy"],
        80: ["আশি", "eighty"],
        90: ["নব্বই", "ninety"],
        100: ["একশত", "একশ", "hundred", "one hundred"],
    }.items()
    for word in words
}
_IN_BRACKETS: Final = re.compile(r"\(\s*([^()\d]+?)\s*\)")
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


def without_spelt_out(words: str, number: str) -> str:
    """``words`` without the ``number`` itself in words in brackets: ``টি`` of ``(চার) টি``."""
    match = _IN_BRACKETS.search(words)
    if match is None or not number.isdigit() or _SPELT_OUT.get(spelt(match[1])) != int(number):
        return words
    return " ".join((words[: match.start()] + " " + words[match.end() :]).split())


def factor_of(words: str, *, unit: str) -> int | None:
    """By what a number is multiplied that ``words`` count in lakh or crore, in a ``unit`` that
    counts in neither: ``১.২৫ লক্ষ`` in ``টাকা``. ``None`` for all other words and units.
    """
    said, named = _words(_TAKA_MARK.sub(" taka ", words)), _words(unit)
    scales = _scales(said)
    is_share = _PERCENT_UNIT.search(spelt(unit)) is not None
    if len(scales) != 1 or not named or _scales(named) or is_share:
        return None
    others = [word for word in said if word not in _SCALES]
    known = len(others) + 1 == len(said) and all(
        word in _COUNTS or _is_of(word, named) for word in others
    )
    return _FACTORS[scales.pop()] if known else None


def _words(text: str) -> list[str]:
    plain = _TONNES.sub(" tonne ", spelt(text))
    return [word for word in _NO_WORD.split(plain) if word]


def _scales(words: list[str]) -> set[str]:
    return {_SCALES[word] for word in words if word in _SCALES}


def _is_of(word: str, unit: list[str]) -> bool:
    return word in unit or (word in _MONEY and not _MONEY.isdisjoint(unit))
