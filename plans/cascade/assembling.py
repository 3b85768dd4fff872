"""Rows, the template's and an office's own, become one plan's document, and keep who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from plans.document.cascading import PlacedRow
from plans.document.naming import Names
from plans.document.values import IndicatorEntry, ObjectiveEntry
from plans.models import Indicator
from plans.services.replacing import Identities


@dataclass(frozen=True, slots=True)
class Seat:
    """A row on its way: what it says, its place in the template, what it is stored as.

    ``key`` and ``home`` are the template's; an office's own row has none.
    """

    row: PlacedRow
    key: int | None = None
    home: tuple[int, int] | None = None
    stored: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Assembled:
    """The objectives of the plan, and who their rows are.

    ``names`` are the rows' names by the keys of the template's, ``stored`` the ids of those that
    are stored.
    """

    objectives: tuple[ObjectiveEntry, ...]
    identities: Identities
    names: dict[int, str]
    stored: dict[int, int]


@dataclass(slots=True)
class _AssembledActivity:
    home: tuple[int, int] | None
    seats: list[Seat] = field(default_factory=list)

    @property
    def stored(self) -> set[int]:
        """The ids of the activities that its rows are stored under."""
        return {one.stored.activity_id for one in self.seats if one.stored}


@dataclass(slots=True)
class _AssembledObjective:
    home: int | None
    activities: list[_AssembledActivity] = field(default_factory=list)

    @property
    def seats(self) -> list[Seat]:
        """All its rows."""
        return [seat for one in self.activities for seat in one.seats]

    @property
    def stored(self) -> set[int]:
        """The ids of the objectives that its rows are stored under."""
        return {one.stored.activity.objective_id for one in self.seats if one.stored}


def assembled(seats: Iterable[Seat], *, before: Iterable[Indicator] = ()) -> Assembled:
    """The rows as one plan: the template's in its order, an office's own where they stood.

    ``before`` are the rows that are stored: an objective states what it stated then unless the
    weights beneath it make another sum now.
    """
    groups: list[_AssembledObjective] = []
    for seat in seats:
        _seated(groups, seat)
    return _written(_by_section(groups), _sums(before))


def _seated(groups: list[_AssembledObjective], seat: Seat) -> None:
    activity = next((one for group in groups for one in group.activities if _fits(one, seat)), None)
    if activity is None:
        group = next((one for one in groups if _is_under(one, seat)), None)
        if group is None:
            group = _AssembledObjective(seat.home[0] if seat.home else None)
            groups.append(group)
        activity = _AssembledActivity(seat.home)
        group.activities.append(activity)
    activity.seats.append(seat)


def _fits(activity: _AssembledActivity, seat: Seat) -> bool:
    if seat.home is not None:
        return activity.home == seat.home
    return seat.stored is not None and seat.stored.activity_id in activity.stored


def _is_under(objective: _AssembledObjective, seat: Seat) -> bool:
    if seat.home is not None:
        return objective.home == seat.home[0]
    return seat.stored is not None and seat.stored.activity.objective_id in objective.stored


def _by_section(groups: list[_AssembledObjective]) -> list[_AssembledObjective]:
    """Objectives of one section together, sections in the order in which they first occur."""
    order = list(dict.fromkeys(_section(one) for one in groups))
    return sorted(groups, key=lambda one: order.index(_section(one)))


def _section(group: _AssembledObjective) -> str:
    return group.seats[0].row.objective.section


def _sums(before: Iterable[Indicator]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for one in before:
        objective = one.activity.objective_id
        sums[objective] = sums.get(objective, Decimal(0)) + (one.weight or 0)
    return sums


def _written(groups: Sequence[_AssembledObjective], sums: dict[int, Decimal]) -> Assembled:
    names, taken = Names(), _Taken()
    found = Assembled((), Identities({}, {}, {}), {}, {})
    objectives, counted = [], dict.fromkeys(map(_section, groups), 0)
    known: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
    for group in groups:
        first = group.seats[0].row.objective
        name = names.of_objective(code=first.code, section=first.section)
        stored = taken.of_objective(group)
        if stored is not None:
            known[0][name] = stored
        activities = []
        for activity in group.activities:
            counted[first.section] += 1
            entries = tuple(
                _named(seat, names, section=first.section, number=counted[first.section])
                for seat in activity.seats
            )
            activities.append(replace(activity.seats[0].row.activity, indicators=entries))
            stored = taken.of_activity(activity)
            if stored is not None:
                known[1][entries[0].row] = stored
            for seat, entry in zip(activity.seats, entries, strict=True):
                if seat.key is not None:
                    found.names[seat.key] = entry.row
                if seat.stored is not None:
                    known[2][entry.row] = seat.stored.pk
                    if seat.key is not None:
                        found.stored[seat.key] = seat.stored.pk
        objectives.append(
            replace(
                first,
                row=name,
                weight=_weight(group, first, sums),
                activities=tuple(activities),
            )
        )
    return replace(found, objectives=tuple(objectives), identities=Identities(*known))


def _named(seat: Seat, names: Names, *, section: str, number: int) -> IndicatorEntry:
    entry = seat.row.entry
    activity = seat.row.activity.code or str(number)
    row = names.of_indicator(code=entry.code, section=section, activity=activity)
    return replace(entry, row=row)


def _weight(
    group: _AssembledObjective, first: ObjectiveEntry, sums: dict[int, Decimal]
) -> Decimal | None:
    given = [seat.row.entry.weight for seat in group.seats if seat.row.entry.weight is not None]
    if not given:
        return first.weight
    now = sum(given, Decimal(0))
    before = [sums[pk] for pk in group.stored if pk in sums]
    return first.weight if before == [now] and first.weight is not None else now


@dataclass(slots=True)
class _Taken:
    """Each stored objective and activity is one row's, however its rows were moved about."""

    objectives: set[int] = field(default_factory=set)
    activities: set[int] = field(default_factory=set)

    def of_objective(self, group: _AssembledObjective) -> int | None:
        """The stored objective that the group is."""
        return _first_free(
            (one.stored.activity.objective_id for one in group.seats if one.stored),
            self.objectives,
        )

    def of_activity(self, activity: _AssembledActivity) -> int | None:
        """The stored activity that the group is."""
        return _first_free(
            (one.stored.activity_id for one in activity.seats if one.stored), self.activities
        )


def _first_free(keys: Iterator[int], taken: set[int]) -> int | None:
    free = next((key for key in keys if key not in taken), None)
    if free is not None:
        taken.add(free)
    return free
