"""Wordings with who uses them, the pairs that are asked about, and the groups that drifted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass

from plans.document.matching.wordings import Worded, pair_of


@dataclass(frozen=True, slots=True)
class Use:
    """A plan that uses a wording: its id, its office's and its year."""

    plan: int
    office: int
    year: int


Uses = Mapping[Worded, Set[Use]]


@dataclass(frozen=True, slots=True)
class AskedPair:
    """Two wordings that may be one row, with how alike they are and in how many plans they are."""

    one: Worded
    other: Worded
    likeness: float
    plans_of_one: int
    plans_of_other: int

    @property
    def name(self) -> str:
        """How a page names the pair: both keys in order."""
        return "-".join(pair_of(self.one.key, self.other.key))

    @property
    def plans(self) -> int:
        """In how many plans it matters."""
        return self.plans_of_one + self.plans_of_other


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which offices word a row, and the plans that do."""

    words: Worded
    uses: frozenset[Use]


@dataclass(frozen=True, slots=True)
class WordingGroup:
    """A row of many offices in all its wordings, the most usual first."""

    variants: tuple[Variant, ...]

    @property
    def name(self) -> str:
        """How a page names the group, as long as its wordings are these."""
        said = "\n".join(sorted("\t".join(_said(one.words)) for one in self.variants))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def plans(self) -> int:
        """How many plans have the row."""
        return sum(len(one.uses) for one in self.variants)

    @property
    def differs_in(self) -> tuple[str, ...]:
        """Which of title, unit and method the wordings do not share."""
        return tuple(
            name
            for name in ("title", "unit", "method")
            if len({getattr(one.words, name) for one in self.variants}) > 1
        )


def _said(words: Worded) -> tuple[str, str, str]:
    return words.title, words.unit, words.method
