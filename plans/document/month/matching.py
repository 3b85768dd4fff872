"""Which row of the plan a row of a file speaks of: by its code, its title, else by its place.

Nothing is guessed: what two rows share finds neither, and why a row found none is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from numerals import composed, to_latin_digits
from plans.document.month.values import BroughtRow
from plans.document.reader.text import comparable

_Key = TypeVar("_Key", bound=Hashable)

_NO_LETTER: Final = re.compile(r"\s+")
_DIGITS: Final = re.compile(r"[0-9]+")
_BLANK_OR_BRACKET: Final = re.compile(r"[\s\[\](){}]+")
_ALIKE: Final = 0.5
_SIMILAR: Final = 0.72
_APART: Final = 0.08
_LEAST_LETTERS: Final = 5


class By(StrEnum):
    """What a row was found by, the surest first."""

    ROW = "row"
    CODE = "code"
    TITLE = "title"
    WORDS = "words"
    PLACE = "place"


class Doubt(StrEnum):
    """Why a row found none, or is to be looked at."""

    OTHER_TITLE = "other-title"
    CONTRADICTION = "contradiction"
    TWICE = "twice"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of the plan: its id there, its code and its title."""

    row: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one row of the file: the plan's ``row`` and how it was found, or why not."""

    brought: BroughtRow
    row: str | None
    by: By | None = None
    doubt: Doubt | None = None


def matched(brought: Sequence[BroughtRow], known: Sequence[KnownRow]) -> tuple[Match, ...]:
    """Each row of the file with the plan's row that it speaks of, in the file's order.

    A row of the plan is found once at most; two rows that claim it are both told of.
    """
    finder = _Finder(known)
    found = [finder.find(row) for row in brought]
    claims = Counter(one.row for one in found if one.row is not None)
    settled = [_alone(one, found) if one.row and claims[one.row] > 1 else one for one in found]
    return tuple(_by_place(settled, known))


def folded(text: str) -> str:
    """``text`` as titles are compared: letters, their signs and digits, and nothing else."""
    return _NO_LETTER.sub("", _spelt(text))


def code_key(text: str) -> str:
    """``text`` as codes are compared: ``[১.১. ১]`` is ``1.1.1``."""
    return _BLANK_OR_BRACKET.sub("", to_latin_digits(comparable(text))).strip(".:।")


def words_of(text: str) -> frozenset[str]:
    """The words of ``text``, as titles are compared."""
    return frozenset(_spelt(text).split())


class _Finder:
    """The plan's rows for looking up; what two of them share finds neither."""

    def __init__(self, known: Sequence[KnownRow]) -> None:
        self.known = {one.row: one for one in known}
        self.codes = _index(known, lambda one: code_key(one.code))
        self.titles = _index(known, lambda one: folded(one.title))
        self.words = _index(known, lambda one: _words(one.title))
        self.letters = {one.row: _pairs(folded(one.title)) for one in known}

    def find(self, brought: BroughtRow) -> Match:
        if brought.row in self.known:
            return Match(brought, brought.row, By.ROW)
        title = self.titles.get(folded(brought.title)) if brought.title else None
        code = self.codes.get(code_key(brought.code)) if brought.code else None
        if code is not None:
            return self._by_code(brought, code, title)
        if title is not None:
            return Match(brought, title, By.TITLE)
        words = self.words.get(_words(brought.title)) if brought.title else None
        if words is not None:
            return Match(brought, words, By.WORDS)
        near = self._nearest(folded(brought.title))
        if near is not None:
            return Match(brought, near, By.WORDS, Doubt.OTHER_TITLE)
        return Match(brought, None, doubt=Doubt.UNKNOWN)

    def _by_code(self, brought: BroughtRow, code: str, title: str | None) -> Match:
        if title is not None and title != code:
            return Match(brought, None, doubt=Doubt.CONTRADICTION)
        if not brought.title or title == code:
            return Match(brought, code, By.CODE)
        if _likeness(_pairs(folded(brought.title)), self.letters[code]) >= _ALIKE:
            return Match(brought, code, By.CODE)
        near = self._nearest(folded(brought.title))
        if near is not None and near != code:
            return Match(brought, None, doubt=Doubt.CONTRADICTION)
        return Match(brought, code, By.CODE, Doubt.OTHER_TITLE)

    def _nearest(self, title: str) -> str | None:
        """The row whose title is nearly this one, if only one is."""
        if len(title) < _LEAST_LETTERS:
            return None
        pairs = _pairs(title)
        ranked = sorted(
            ((_likeness(pairs, theirs), row) for row, theirs in self.letters.items()), reverse=True
        )
        best, *others = [*ranked[:2], (0.0, "")]
        is_one = best[0] >= _SIMILAR and best[0] - others[0][0] >= _APART
        return best[1] if is_one else None


def _alone(match: Match, among: Sequence[Match]) -> Match:
    """Of several rows that claim one row of the plan only the one that names it best has it."""
    if match.row is None or match.by is None:
        return match
    order = tuple(By)
    rivals = [one for one in among if one.row == match.row and one is not match]
    rank = (order.index(match.by), match.doubt is not None)
    better = all(
        rank < (order.index(one.by), one.doubt is not None) for one in rivals if one.by is not None
    )
    return match if better else Match(match.brought, None, doubt=Doubt.TWICE)


def _by_place(found: Sequence[Match], known: Sequence[KnownRow]) -> list[Match]:
    """Rows without a name of theirs go by their place, if the counts are the same and no row
    that has one says otherwise.
    """
    places = {one.row: place for place, one in enumerate(known)}
    fits = len(found) == len(known) and all(
        one.row is None or places[one.row] == place for place, one in enumerate(found)
    )
    if not fits:
        return list(found)
    return [
        Match(one.brought, known[place].row, By.PLACE, Doubt.OTHER_TITLE)
        if one.doubt is Doubt.UNKNOWN
        else one
        for place, one in enumerate(found)
    ]


def _index(known: Sequence[KnownRow], key: Callable[[KnownRow], _Key]) -> Mapping[_Key, str]:
    keys = [(key(one), one.row) for one in known]
    counts = Counter(one for one, _row in keys)
    return {one: row for one, row in keys if one and counts[one] == 1}


def _spelt(text: str) -> str:
    plain = composed(text, "NFKC")
    return "".join(
        one if unicodedata.category(one)[0] in "LMN" else " "
        for one in to_latin_digits(comparable(plain))
    )


def _words(text: str) -> tuple[str, ...]:
    """The words of a title in no order, without its digits."""
    return tuple(sorted(_DIGITS.sub(" ", _spelt(text)).split()))


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of neighbouring letters that two titles have in common, from 0 to 1."""
    common = sum((one & other).values())
    return 2 * common / max(1, one.total() + other.total())
