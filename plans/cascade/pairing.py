"""Which row of a plan is which row of a template, where nobody has linked them yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plans.document.matching import matched
from plans.document.reader.text import comparable
from plans.document.values import IndicatorEntry, PlanDocument


def paired(template: PlanDocument, other: PlanDocument) -> dict[str, str]:
    """The rows of ``other`` by the rows of ``template`` that they are, by their names.

    Rows that say the same are the same; the rest are matched (docs/matching.md), and those that
    a person would be asked about are not paired.
    """
    ours, theirs = _by_words(template.indicators), _by_words(other.indicators)
    found = {ours[words]: theirs[words] for words in ours if words in theirs}
    left = only_rows(template, {one.row for one in template.indicators} - found.keys())
    right = only_rows(other, {one.row for one in other.indicators} - set(found.values()))
    if left.indicators and right.indicators:
        found |= {pair.old: pair.new for pair in matched(left, right).same}
    return found


def _by_words(entries: Iterable[IndicatorEntry]) -> dict[tuple[str, str], str]:
    """Rows by title and unit, those alone that no other row shares."""
    found: dict[tuple[str, str], str | None] = {}
    for entry in entries:
        words = comparable(entry.title), comparable(entry.unit)
        found[words] = None if words in found else entry.row
    return {words: row for words, row in found.items() if row is not None and words[0]}


def only_rows(document: PlanDocument, rows: set[str]) -> PlanDocument:
    """The document with these rows alone."""
    return replace(
        document,
        objectives=tuple(
            replace(
                objective,
                activities=tuple(
                    replace(
                        activity,
                        indicators=tuple(one for one in activity.indicators if one.row in rows),
                    )
                    for activity in objective.activities
                ),
            )
            for objective in document.objectives
        ),
    )
