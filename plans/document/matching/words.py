"""How alike two texts are: character 3-grams, those that many rows share counting less."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from plans.document.reader.text import comparable

_GRAM: Final = 3
# Digits and marks say nothing of what a row measures; the signs of Bengali letters do.
_NO_WORDS: Final = re.compile(r"[^\w\u0980-\u09ff]+|[\d_]+")

Vector = Mapping[str, float]


def plain(text: str) -> str:
    """``text`` as it is compared: as all wordings are, without digits and punctuation."""
    return " ".join(_NO_WORDS.sub(" ", comparable(text)).split())


class Wording:
    """The texts at hand, as vectors of weighted 3-grams (TF-IDF)."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = [set(_grams(plain(text))) for text in texts]
        self._of = len(counted)
        self._in = Counter(gram for grams in counted for gram in grams)

    def vector(self, text: str) -> Vector:
        """The text's vector, of length 1; empty for a text without words."""
        counts = Counter(_grams(plain(text)))
        weighted = {gram: count * self._rarity(gram) for gram, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weighted.values()))
        return {gram: weight / length for gram, weight in weighted.items()} if length else {}

    def _rarity(self, gram: str) -> float:
        return 1 + math.log((1 + self._of) / (1 + self._in[gram]))


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors: 1 for the same words, 0 for none in common or no words."""
    small, large = sorted((one, other), key=len)
    return min(sum(weight * large[gram] for gram, weight in small.items() if gram in large), 1.0)


def _grams(text: str) -> Iterable[str]:
    """The 3-grams of each word with its edges, so that the order of words counts little."""
    for word in text.split():
        edged = f" {word} "
        yield from (edged[place : place + _GRAM] for place in range(len(edged) - _GRAM + 1))
