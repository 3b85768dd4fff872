"""Two offices side by side, or an office and the middle of its peers: objectives and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from indicators.scoring.standings import difference
from numerals import Value
from plans.document.matching.wordings import Answers, alike, same_of
from plans.models import Objective
from presentation.figures import achievement, digits, points, signed_points
from reports.explorer.selectors.wordings import is_comparable
from reports.explorer.spread import spread_of
from reports.explorer.values import CompositeNow, ScoredRow


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A row of the office with what stands beside it; ``others`` says of how many offices.

    ``own`` and ``their_own`` are self-assessed scores that an evaluation changed, of one other
    office at most.
    """

    indicator: int
    code: str
    title: str
    unit: str
    achieved: str
    raw: str
    their_achieved: str
    their_raw: str
    change: str
    is_behind: bool
    others: int
    own: str = ""
    their_own: str = ""


@dataclass(frozen=True, slots=True)
class BesideGroup:
    """An objective with its rows."""

    objective: Objective
    rows: tuple[BesideRow, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The table: composites above, the rows under their objectives.

    ``own`` are the self-assessed composites of those that were evaluated, of one other at most.
    """

    composite: str
    their_composite: str
    own: str
    their_own: str
    groups: tuple[BesideGroup, ...]
    unmatched: int
    """Rows of the other office that this one has none like."""


def beside(
    own: Sequence[ScoredRow],
    others: Mapping[int, Sequence[ScoredRow]],
    objectives: Mapping[int, Objective],
    scores: Mapping[int, CompositeNow],
    *,
    plan: int,
    answers: Answers,
) -> Beside:
    """The office's rows beside those of the other plans, the middle where there are several."""
    pairs = {at: _pairs(own, rows, answers) for at, rows in others.items()}
    rows = [
        (one, [found[one.indicator] for found in pairs.values() if one.indicator in found])
        for one in own
    ]
    mine = scores.get(plan)
    others_of = [one for at, one in scores.items() if at != plan]
    theirs = [one.composite for one in others_of if one.composite is not None]
    groups = groupby(rows, key=lambda pair: pair[0].objective)
    return Beside(
        composite=points(mine.composite if mine else None),
        their_composite=points(_middle(theirs)),
        own=_own(mine),
        their_own=_own(others_of[0]) if len(others_of) == 1 else "",
        groups=tuple(
            BesideGroup(objectives[key], tuple(_row(one, found) for one, found in members))
            for key, members in groups
        ),
        unmatched=sum(len(rows) - len(pairs[at]) for at, rows in others.items())
        if len(others) == 1
        else 0,
    )


def _own(score: CompositeNow | None) -> str:
    return points(score.own) if score and score.is_final else ""


def _pairs(
    own: Sequence[ScoredRow], others: Sequence[ScoredRow], answers: Answers
) -> dict[int, ScoredRow]:
    """Each row's like in one other plan, the most alike first, none taken twice."""
    same = same_of(
        alike([one.words for one in own], [one.words for one in others], answers=answers)
    )
    ranked = sorted(
        (
            (-likeness, one.row != other.row, at, place)
            for at, one in enumerate(own)
            for place, other in enumerate(others)
            if (likeness := same.get(one.words, {}).get(other.words)) is not None
        ),
    )
    found: dict[int, ScoredRow] = {}
    taken: set[int] = set()
    for _likeness, _number, at, place in ranked:
        if own[at].indicator not in found and place not in taken:
            taken.add(place)
            found[own[at].indicator] = others[place]
    return found


def _row(one: ScoredRow, others: Sequence[ScoredRow]) -> BesideRow:
    raw = _middle([other.raw for other in others if other.raw is not None])
    change = difference(one.raw, raw)
    return BesideRow(
        indicator=one.indicator,
        code=digits(one.code),
        title=one.words.title,
        unit=one.words.unit,
        achieved=achievement(one.achieved),
        raw=points(one.raw),
        their_achieved=achievement(_amount(one, others)),
        their_raw=points(raw),
        change=signed_points(change),
        is_behind=change is not None and change < 0,
        others=len(others),
        own=_changed(one),
        their_own=_changed(others[0]) if len(others) == 1 else "",
    )


def _changed(row: ScoredRow) -> str:
    """The office's own score where an evaluation gave another."""
    return points(row.own_raw) if row.is_evaluated and row.own_raw != row.raw else ""


def _amount(one: ScoredRow, others: Sequence[ScoredRow]) -> Value | None:
    """The other's figure, or the middle of the numbers; none where the amounts differ in kind."""
    found = [
        other.achieved
        for other in others
        if other.achieved is not None and is_comparable(one.words, other.words)
    ]
    if len(found) == 1:
        return found[0]
    return _middle([value for value in found if isinstance(value, Decimal)])


def _middle(values: Sequence[Decimal]) -> Decimal | None:
    spread = spread_of(values)
    return spread.middle if spread else None
