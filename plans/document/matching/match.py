"""Indicators of two plans → pairs that are the same, that a person is asked about, and the rest.

The formula and its thresholds are stated in docs/matching.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from plans.document.matching.assignment import assigned
from plans.document.matching.words import Vector, Wording, likeness, plain
from plans.document.values import IndicatorEntry, PlanDocument

SAME: Final = 0.85
ASKED: Final = 0.60

WORDS: Final = 0.72
ABOVE: Final = 0.08
UNIT: Final = 0.10
METHOD: Final = 0.05
TARGET: Final = 0.05


class Answer(StrEnum):
    """What a person said of two rows; it outlives every reckoning."""

    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, by their names in their plans, and how alike they are, from 0 to 1."""

    old: str
    new: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Rows that are the same, rows that may be, and those of each plan without any."""

    same: tuple[Pair, ...]
    asked: tuple[Pair, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    entry: IndicatorEntry
    words: Vector
    above: Vector
    unit: str


def matched(
    old: PlanDocument,
    new: PlanDocument,
    *,
    answers: Mapping[tuple[str, str], Answer] | None = None,
) -> Matching:
    """Match the indicators of ``new`` with those of ``old``, one to one.

    ``answers`` are a person's, by the rows' names: never asked again, never turned round.
    """
    said = answers or {}
    wording = Wording(text for document in (old, new) for text in _texts(document))
    before, after = (list(_rows(document, wording)) for document in (old, new))
    alike = {
        (one, other): value
        for one, first in enumerate(before)
        for other, second in enumerate(after)
        if (value := _alike(first, second, said)) >= ASKED
    }
    pairs = [
        Pair(before[one].entry.row, after[other].entry.row, alike[one, other])
        for one, other in assigned(_told(alike, before, after, said))
    ]
    olds, news = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return Matching(
        same=tuple(pair for pair in pairs if pair.likeness >= SAME),
        asked=tuple(pair for pair in pairs if pair.likeness < SAME),
        dropped=tuple(row.entry.row for row in before if row.entry.row not in olds),
        added=tuple(row.entry.row for row in after if row.entry.row not in news),
    )


def _told(
    alike: Mapping[tuple[int, int], float],
    before: Sequence[_Row],
    after: Sequence[_Row],
    answers: Mapping[tuple[str, str], Answer],
) -> dict[tuple[int, int], float]:
    """``alike`` without any other pair of rows that a person has said to be the same."""
    sure = {pair for pair, answer in answers.items() if answer is Answer.SAME}
    olds, news = {old for old, _ in sure}, {new for _, new in sure}
    kept = {}
    for (one, other), value in alike.items():
        pair = (before[one].entry.row, after[other].entry.row)
        if pair in sure or (pair[0] not in olds and pair[1] not in news):
            kept[one, other] = value
    return kept


def _texts(document: PlanDocument) -> Iterator[str]:
    for objective in document.objectives:
        for activity in objective.activities:
            yield activity.title or objective.title
            yield from (entry.title for entry in activity.indicators)


def _rows(document: PlanDocument, wording: Wording) -> Iterator[_Row]:
    for objective in document.objectives:
        for activity in objective.activities:
            above = wording.vector(activity.title or objective.title)
            for entry in activity.indicators:
                yield _Row(entry, wording.vector(entry.title), above, plain(entry.unit))


def _alike(old: _Row, new: _Row, answers: Mapping[tuple[str, str], Answer]) -> float:
    answer = answers.get((old.entry.row, new.entry.row))
    if answer is not None:
        return 1.0 if answer is Answer.SAME else 0.0
    words = likeness(old.words, new.words)
    if words < (ASKED - ABOVE - UNIT - METHOD - TARGET) / WORDS:
        return 0.0
    return (
        WORDS * words
        + ABOVE * likeness(old.above, new.above)
        + UNIT * (old.unit == new.unit)
        + METHOD * (old.entry.method is new.entry.method)
        + TARGET * _near(old.entry, new.entry)
    )


def _near(old: IndicatorEntry, new: IndicatorEntry) -> float:
    """How near the two 100 targets are to one another: their ratio, 1 for two dates."""
    one, other = old.targets.t100, new.targets.t100
    if isinstance(one, date) and isinstance(other, date):
        return 1.0
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return 1.0 if one is other else 0.0
    if one == other:
        return 1.0
    if one <= 0 or other <= 0:
        return 0.0
    return float(min(one, other) / max(one, other))
