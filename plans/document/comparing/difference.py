"""What differs between two plans, as one value: what came, went, changed and moved.

Applied to the one plan it gives the other; a plan compared with itself has no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Final, TypeAlias

from plans.document.comparing.softening import TIER_NAMES, softening, softening_of_deduction
from plans.document.comparing.values import Difference, FieldChange, Outline
from plans.document.matching import Matching, matched
from plans.document.values import ActivityEntry, IndicatorEntry, ObjectiveEntry, PlanDocument

_FIELDS: Final = tuple(
    field.name for field in fields(IndicatorEntry) if field.name not in ("row", "targets")
)
_HEAD: Final = ("form", "office", "title", "fiscal_year", "months")
_OF_OBJECTIVES: Final = ("section", "code", "title", "weight")
_OF_ACTIVITIES: Final = ("code", "title")


def difference(
    old: PlanDocument, new: PlanDocument, *, matching: Matching | None = None
) -> Difference:
    """What makes ``new`` of ``old``; rows are the same where ``matching`` says so.

    Without one, rows are matched here, and those that a person would be asked about are taken
    for two.
    """
    if old == new:
        return Difference({}, (), (), (), (), (), None)
    found = matching or matched(old, new)
    came_from = {pair.new: pair.old for pair in found.same}
    before = {entry.row: entry for entry in old.indicators}
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
        moved=tuple(_moved(old, new, came_from)),
        changed=tuple(
            change
            for entry in new.indicators
            if entry.row in came_from
            for change in _changes(before[came_from[entry.row]], entry)
        ),
        above=tuple(_above(old, new, came_from)),
        outline=None if same else outline,
    )


def _changes(old: IndicatorEntry, new: IndicatorEntry) -> Iterator[FieldChange]:
    if old.row != new.row:
        yield FieldChange(old.row, new.row, "row", old.row, new.row)
    for name in _FIELDS:
        said, says = getattr(old, name), getattr(new, name)
        if said != says:
            eased = softening_of_deduction(name, old=said, new=says)
            yield FieldChange(old.row, new.row, name, said, says, eased)
    for name, target, other in zip(TIER_NAMES, old.targets, new.targets, strict=True):
        if target != other:
            eased = softening(name, old=old.targets, new=new.targets)
            yield FieldChange(old.row, new.row, name, target, other, eased)


def _outline(objective: ObjectiveEntry, came_from: Mapping[str, str]) -> Outline:
    bare = tuple(replace(activity, indicators=()) for activity in objective.activities)
    places = tuple(
        tuple(came_from.get(entry.row, entry) for entry in activity.indicators)
        for activity in objective.activities
    )
    return Outline(replace(objective, activities=bare), places)


_Home: TypeAlias = tuple[ObjectiveEntry, ActivityEntry]


def _homes(document: PlanDocument) -> Iterator[tuple[_Home, str]]:
    for objective in document.objectives:
        for activity in objective.activities:
            for entry in activity.indicators:
                yield (objective, activity), entry.row


def _moved(
    old: PlanDocument, new: PlanDocument, came_from: Mapping[str, str]
) -> Iterator[FieldChange]:
    homes = {row: home for home, row in _homes(old)}
    for home, row in _homes(new):
        if row in came_from and not _is_same_home(homes[came_from[row]], home):
            before = came_from[row]
            yield FieldChange(before, row, "place", _place(homes[before]), _place(home))


def _place(home: _Home) -> str:
    return " › ".join(one.code or one.title for one in home if one.code or one.title)


def _is_same_home(old: _Home, new: _Home) -> bool:
    """Whether both stand under the same: by the codes, or the titles where there are none."""
    pairs: list[tuple[ObjectiveEntry | ActivityEntry, ObjectiveEntry | ActivityEntry]] = [
        (old[0], new[0]),
        (old[1], new[1]),
    ]
    return all((one.code or one.title) == (other.code or other.title) for one, other in pairs)


def _above(
    old: PlanDocument, new: PlanDocument, came_from: Mapping[str, str]
) -> Iterator[FieldChange]:
    """What the objectives and activities say otherwise, told of the first row that both have."""
    homes = {row: home for home, row in _homes(old)}
    told: set[tuple[str, int]] = set()
    for (objective, activity), row in _homes(new):
        before = came_from.get(row)
        if before is None or not _is_same_home(homes[before], (objective, activity)):
            continue
        for level, one, other, names in (
            ("objective", homes[before][0], objective, _OF_OBJECTIVES),
            ("activity", homes[before][1], activity, _OF_ACTIVITIES),
        ):
            if (level, id(other)) in told:
                continue
            told.add((level, id(other)))
            named = objective.row if level == "objective" else row
            earlier = homes[before][0].row if level == "objective" else before
            for name in names:
                said, says = getattr(one, name), getattr(other, name)
                if said != says:
                    yield FieldChange(earlier, named, f"{level}-{name}", said, says)
