"""A template's row and an office's: what it says now, what it was given, what it is to say.

Three ways meet in every field. As it was given and now wanted otherwise: it changes. Changed by
the office since it was given, and wanted otherwise still: a conflict, which keeps the office's
words unless a person says that they are written over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from numerals import Message, canonical
from plans.document.draft.fields import TIER_FIELDS, field_of
from plans.document.draft.values import RowLevel
from plans.document.values import ActivityEntry, IndicatorEntry, ObjectiveEntry, TierTargets

OWN: Final = ("weight", *TIER_FIELDS)
"""What every office has of its own in a row: they come by the workbook."""

_NOT_OF_TEMPLATES: Final = frozenset(
    {
        *("row", "weight", "targets", "remarks", "reported", "achieved", "achieved_in"),
        *("others", "targets_in", "baselines", "projections", "parts", "rolled"),
    }
)
SHARED: Final = tuple(
    one.name for one in fields(IndicatorEntry) if one.name not in _NOT_OF_TEMPLATES
)
"""What a row has of the template: words, unit, method and the like."""

_HEADS: Final = ("objective.code", "objective.title", "objective.section")
_ACTIVITY: Final = ("activity.code", "activity.title")
ABOVE: Final = (*_HEADS, *_ACTIVITY)
"""What stands above a row, and is the template's as well."""

FIELDS: Final = (*ABOVE, *SHARED, *OWN)
OF_TEMPLATE: Final = frozenset((*ABOVE, *SHARED))
"""The fields that a change of the template is offered for."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one office has of its own in a row of the template."""

    weight: Decimal | None
    targets: TierTargets


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """An indicator with the objective and the activity that it stands under."""

    objective: ObjectiveEntry
    activity: ActivityEntry
    entry: IndicatorEntry

    def with_numbers(self, numbers: Numbers) -> PlacedRow:
        """The row with an office's weight and targets."""
        entry = replace(self.entry, weight=numbers.weight, targets=numbers.targets)
        return replace(self, entry=entry)


@dataclass(frozen=True, slots=True)
class FieldShift:
    """One field that is to say something else; all three as canonical text."""

    field: str
    given: str | None
    now: str
    wanted: str


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row after a template was taken over.

    ``given`` is what it counts as having been given from now on; ``changed`` are the fields that
    say something else than before, ``conflicts`` those that the office had changed itself, the
    ones that were written over among ``changed`` as well.
    """

    row: PlacedRow
    given: Mapping[str, str]
    changed: tuple[FieldShift, ...]
    conflicts: tuple[FieldShift, ...]


def merged(
    now: PlacedRow,
    wanted: PlacedRow,
    *,
    given: Mapping[str, str],
    taking: Collection[str] = FIELDS,
    overwrite: bool = False,
) -> MergedRow:
    """``now`` with those of the fields ``taking`` that follow ``wanted``.

    A field that was never given, of a row that was there before, counts as the office's own.
    """
    before, after = said_by(now), said_by(wanted)
    told = dict(given)
    changed, conflicts = [], []
    for name in FIELDS:
        if name not in taking:
            continue
        shift = FieldShift(name, given.get(name), text_of(before[name]), text_of(after[name]))
        if shift.now == shift.wanted:
            told[name] = shift.wanted
            continue
        is_own = shift.given != shift.now
        if is_own:
            conflicts.append(shift)
        if overwrite or not is_own:
            changed.append(shift)
            told[name] = shift.wanted
    values = {one.field: after[one.field] for one in changed}
    return MergedRow(_saying(now, values), told, tuple(changed), tuple(conflicts))


def given_by(row: PlacedRow) -> dict[str, str]:
    """All that a row says, as what it was given."""
    return {name: text_of(value) for name, value in said_by(row).items()}


def said_by(row: PlacedRow) -> dict[str, Any]:
    """The row's fields with their values."""
    targets = zip(TIER_FIELDS, row.entry.targets, strict=True)
    return {
        **{name: getattr(row.objective, name.partition(".")[2]) for name in _HEADS},
        **{name: getattr(row.activity, name.partition(".")[2]) for name in _ACTIVITY},
        **{name: getattr(row.entry, name) for name in SHARED},
        "weight": row.entry.weight,
        **dict(targets),
    }


def text_of(value: Any) -> str:
    """A field's value as canonical text; blank for nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Decimal | date):
        return canonical(value)
    return str(value.value) if isinstance(value, Enum) else str(value)


def label_of(name: str) -> Message:
    """What a field is called within a sentence or a list."""
    level, _dot, key = name.rpartition(".")
    known = field_of(RowLevel(level or RowLevel.INDICATOR), key)
    label = known.label if known else Message(bn=name, en=name)
    if not level or key == "title":
        return label
    over = field_of(RowLevel(level), "title")
    return (
        Message(bn=f"{over.label.bn}: {label.bn}", en=f"{over.label.en}: {label.en}")
        if over
        else label
    )


def _saying(row: PlacedRow, values: Mapping[str, Any]) -> PlacedRow:
    """The row with these fields."""
    tiers = {name: values[name] for name in TIER_FIELDS if name in values}
    own = {name: values[name] for name in (*SHARED, "weight") if name in values}
    return PlacedRow(
        replace(row.objective, **_behind("objective", values)),
        replace(row.activity, **_behind("activity", values)),
        replace(row.entry, targets=replace(row.entry.targets, **tiers), **own),
    )


def _behind(level: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.partition(".")[2]: value
        for name, value in values.items()
        if name.startswith(f"{level}.")
    }
