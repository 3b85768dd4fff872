"""Wordings of rows, whoever has them: which of many offices' and years' wordings are the same.

One plan is matched with another row by row (``matched``). Of hundreds of plans, most of which say
the same words, it is the wordings that are told apart: each once, whatever the number of rows.
Targets say nothing here, for every office has its own.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from plans.document.matching.match import ABOVE, ASKED, METHOD, SAME, UNIT, WORDS, Answer
from plans.document.matching.words import Vector, Wording, likeness, plain
from plans.document.values import IndicatorEntry, PlanDocument

_TOLD: Final = WORDS + ABOVE + UNIT + METHOD
_LEAST_WORDS: Final = (ASKED * _TOLD - ABOVE - UNIT - METHOD) / WORDS


@dataclass(frozen=True, slots=True)
class Worded:
    """What a row says of what it measures; ``above`` is its activity, or its objective."""

    title: str
    unit: str
    method: str
    above: str

    @property
    def key(self) -> str:
        """The same for all wordings that say the same words, whatever their digits and marks."""
        return _key(self.title, self.unit, self.method, self.above)


@lru_cache(maxsize=32_768)
def _key(title: str, unit: str, method: str, above: str) -> str:
    said = "\n".join((plain(title), plain(unit), method, plain(above)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


KeyPair: TypeAlias = tuple[str, str]
Answers: TypeAlias = Mapping[KeyPair, Answer]
"""What people said of two wordings, by their keys in order (``pair_of``)."""


def pair_of(one: str, other: str) -> KeyPair:
    """Two keys in order: which of two is the older says nothing of whether they are the same."""
    return (one, other) if one <= other else (other, one)


def worded(document: PlanDocument) -> Iterator[tuple[IndicatorEntry, Worded]]:
    """Each row with its wording."""
    for objective in document.objectives:
        for activity in objective.activities:
            above = activity.title or objective.title
            for entry in activity.indicators:
                method = entry.method.value if entry.method else ""
                yield entry, Worded(entry.title, entry.unit, method, above)


def answers_by_row(
    old: PlanDocument, new: PlanDocument, answers: Answers
) -> dict[tuple[str, str], Answer]:
    """What people said of wordings, as ``matched`` takes it: by the names of two plans' rows."""
    if not answers:
        return {}
    before, after = ([(entry.row, said.key) for entry, said in worded(one)] for one in (old, new))
    pairs = (
        (first, second, answers.get(pair_of(one, other)))
        for first, one in before
        for second, other in after
    )
    return {(first, second): said for first, second, said in pairs if said is not None}


def alike(
    ours: Collection[Worded], theirs: Collection[Worded], *, answers: Answers
) -> dict[tuple[Worded, Worded], float]:
    """The pairs that are at least worth asking about, with how alike they are, from 0 to 1.

    Of an answer it is 1, or the pair is left out; so it is of the same words.
    """
    told = Wording(
        text for one in dict.fromkeys((*ours, *theirs)) for text in (one.title, one.above)
    )
    above = {text: told.vector(text) for one in (*ours, *theirs) for text in (one.above,)}
    vectors = {one: told.vector(one.title) for one in theirs}
    having = _having(vectors)
    found = {}
    for one in dict.fromkeys(ours):
        for other, words in _sharing(told.vector(one.title), having):
            said = answers.get(pair_of(one.key, other.key))
            value = _told_alike(one, other, words, above) if said is None else 0.0
            if said is Answer.SAME or (said is None and one.key == other.key):
                value = 1.0
            if value >= ASKED:
                found[one, other] = value
        for other in _answered(one, theirs, answers):
            found[one, other] = 1.0
    return found


def same_of(pairs: Mapping[tuple[Worded, Worded], float]) -> dict[Worded, dict[Worded, float]]:
    """Of each wording on the left those that are the same."""
    same: dict[Worded, dict[Worded, float]] = defaultdict(dict)
    for (one, other), value in pairs.items():
        if value >= SAME:
            same[one][other] = value
    return same


def _having(vectors: Mapping[Worded, Vector]) -> dict[str, list[tuple[Worded, float]]]:
    having: dict[str, list[tuple[Worded, float]]] = defaultdict(list)
    for one, vector in vectors.items():
        for gram, weight in vector.items():
            having[gram].append((one, weight))
    return having


def _sharing(
    vector: Vector, having: Mapping[str, list[tuple[Worded, float]]]
) -> Iterator[tuple[Worded, float]]:
    """The wordings whose title is near enough to be worth a look, with the cosine."""
    products: dict[Worded, float] = defaultdict(float)
    for gram, weight in vector.items():
        for other, theirs in having.get(gram, ()):
            products[other] += weight * theirs
    for other, words in products.items():
        if words >= _LEAST_WORDS:
            yield other, min(words, 1.0)


def _told_alike(one: Worded, other: Worded, words: float, above: Mapping[str, Vector]) -> float:
    told = (
        WORDS * words
        + ABOVE * likeness(above[one.above], above[other.above])
        + UNIT * (plain(one.unit) == plain(other.unit))
        + METHOD * (one.method == other.method)
    )
    return told / _TOLD


def _answered(one: Worded, theirs: Iterable[Worded], answers: Answers) -> Iterator[Worded]:
    """Those that a person has said to be the same, however little alike they are."""
    if answers:
        for other in theirs:
            if answers.get(pair_of(one.key, other.key)) is Answer.SAME:
                yield other
