"""What differs between two plans, as one value: what came, went, changed and moved.

Applied to the one plan it gives the other; a plan compared with itself has no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final, TypeAlias

from numerals import Value
from plans.document.matching import Matching, matched
from plans.document.values import (
    TIERS,
    ActivityEntry,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)

_TIERS: Final = tuple(f"t{tier}" for tier in TIERS)
_FIELDS: Final = tuple(
    field.name for field in fields(IndicatorEntry) if field.name not in ("row", "targets")
)
_HEAD: Final = ("form", "office", "title", "fiscal_year", "months")

Place: TypeAlias = str | IndicatorEntry
"""Of a new plan's row: the name of the old one's that it is, or the row itself where it is new."""


class Softening(StrEnum):
    """Whether a target became easier to reach."""

    SOFTER = "softer"
    STRICTER = "stricter"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row that says something else: ``row`` is the new plan's name of it."""

    old_row: str
    row: str
    field: str
    old: Any
    new: Any
    softening: Softening | None = None


@dataclass(frozen=True, slots=True)
class _Outline:
    """An objective of the new plan, with its rows by their places; no indicator of its own."""

    objective: ObjectiveEntry
    places: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes the one plan the other.

    ``added`` and ``removed`` are names of rows, ``moved`` those that stand under another activity
    or objective; ``changed`` has the fields of the rows that both have.
    """

    head: Mapping[str, Any]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    changed: tuple[FieldChange, ...]
    outline: tuple[_Outline, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether the two plans say the same."""
        return not (self.head or self.changed) and self.outline is None

    def applied_to(self, old: PlanDocument) -> PlanDocument:
        """The new plan, made of the old one. ``KeyError`` for a plan that lacks a row of it."""
        entries = {entry.row: entry for entry in old.indicators}
        by_row: dict[str, list[FieldChange]] = {}
        for change in self.changed:
            by_row.setdefault(change.old_row, []).append(change)
        changed = {row: _changed(entries[row], changes) for row, changes in by_row.items()}

        def entry_of(place: Place) -> IndicatorEntry:
            if isinstance(place, IndicatorEntry):
                return place
            return changed.get(place) or entries[place]

        if self.outline is None:
            whole = old.with_indicators(lambda entry: changed.get(entry.row, entry))
            return replace(whole, **self.head)
        objectives = tuple(
            replace(
                one.objective,
                activities=tuple(
                    replace(activity, indicators=tuple(map(entry_of, places)))
                    for activity, places in zip(one.objective.activities, one.places, strict=True)
                ),
            )
            for one in self.outline
        )
        return replace(old, objectives=objectives, **self.head)


def difference(
    old: PlanDocument, new: PlanDocument, *, matching: Matching | None = None
) -> Difference:
    """What makes ``new`` of ``old``; rows are the same where ``matching`` says so.

    Without one, rows are matched here, and those that a person would be asked about are taken
    for two.
    """
    if old == new:
        return Difference({}, (), (), (), (), None)
    found = matching or matched(old, new)
    came_from = {pair.new: pair.old for pair in found.same}
    before = {entry.row: entry for entry in old.indicators}
    changed = tuple(
        change
        for entry in new.indicators
        if entry.row in came_from
        for change in _changes(before[came_from[entry.row]], entry)
    )
    homes = {row: home for home, row in _homes(old)}
    moved = tuple(
        row
        for home, row in _homes(new)
        if row in came_from and not _is_same_home(homes[came_from[row]], home)
    )
    outline = tuple(_outline(one, came_from) for one in new.objectives)
    same = outline == tuple(
        _outline(one, {entry.row: entry.row for entry in old.indicators}) for one in old.objectives
    )
    return Difference(
        head={
            name: getattr(new, name) for name in _HEAD if getattr(new, name) != getattr(old, name)
        },
        added=tuple(entry.row for entry in new.indicators if entry.row not in came_from),
        removed=tuple(row for row in before if row not in came_from.values()),
        moved=moved,
        changed=changed,
        outline=None if same else outline,
    )


def softening(field: str, *, old: TierTargets, new: TierTargets) -> Softening | None:
    """Whether the target of a tier became easier, ``None`` where that cannot be told.

    Which way is better the tiers of before tell, or those now if these have no order; of one
    target alone, more is better, or an earlier day.
    """
    if field not in _TIERS:
        return None
    one, other = getattr(old, field), getattr(new, field)
    if one is None or other is None or isinstance(one, date) is not isinstance(other, date):
        return None
    lower = next((way for way in map(_is_lower_better, (old, new)) if way is not None), None)
    if lower is None or one == other:
        return None
    is_less = _ordinal(other) < _ordinal(one)
    return Softening.STRICTER if is_less is lower else Softening.SOFTER


def _is_lower_better(targets: TierTargets) -> bool | None:
    """Whether less earns more, ``None`` if the tiers have no one order."""
    given = [target for _, target in targets.defined]
    if not given or len({isinstance(target, date) for target in given}) > 1:
        return None
    if isinstance(given[0], date):
        return True
    steps = [_ordinal(worse) - _ordinal(better) for better, worse in pairwise(given)]
    rising, falling = (any(step > 0 for step in steps), any(step < 0 for step in steps))
    return None if rising and falling else rising


def _ordinal(value: Value) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else value


def _changes(old: IndicatorEntry, new: IndicatorEntry) -> Iterator[FieldChange]:
    if old.row != new.row:
        yield FieldChange(old.row, new.row, "row", old.row, new.row)
    for name in _FIELDS:
        said, says = getattr(old, name), getattr(new, name)
        if said != says:
            yield FieldChange(old.row, new.row, name, said, says)
    for name, target, other in zip(_TIERS, old.targets, new.targets, strict=True):
        if target != other:
            eased = softening(name, old=old.targets, new=new.targets)
            yield FieldChange(old.row, new.row, name, target, other, eased)


def _changed(entry: IndicatorEntry, changes: list[FieldChange]) -> IndicatorEntry:
    given = {change.field: change.new for change in changes}
    tiers = {name: given.pop(name) for name in _TIERS if name in given}
    return replace(entry, targets=replace(entry.targets, **tiers), **given)


def _outline(objective: ObjectiveEntry, came_from: Mapping[str, str]) -> _Outline:
    bare = tuple(replace(activity, indicators=()) for activity in objective.activities)
    places = tuple(
        tuple(came_from.get(entry.row, entry) for entry in activity.indicators)
        for activity in objective.activities
    )
    return _Outline(replace(objective, activities=bare), places)


_Home: TypeAlias = tuple[ObjectiveEntry, ActivityEntry]


def _homes(document: PlanDocument) -> Iterator[tuple[_Home, str]]:
    for objective in document.objectives:
        for activity in objective.activities:
            for entry in activity.indicators:
                yield (objective, activity), entry.row


def _is_same_home(old: _Home, new: _Home) -> bool:
    """Whether both stand under the same: by the codes, or the titles where there are none."""
    pairs: list[tuple[ObjectiveEntry | ActivityEntry, ObjectiveEntry | ActivityEntry]] = [
        (old[0], new[0]),
        (old[1], new[1]),
    ]
    return all((one.code or one.title) == (other.code or other.title) for one, other in pairs)
