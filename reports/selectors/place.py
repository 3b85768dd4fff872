"""Where an office stands in the official ranking, and what stands next to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from django.core.cache import caches

from numerals import Month
from offices.models import Level, Office
from offices.selectors import Access
from reports.dashboard.selection import Selection
from reports.selectors.board import RANKINGS, key_of, ranking_of
from reports.selectors.dashboard import OfficeScope, country_of

REACH: Final = 3
"""Offices that are shown before and after one's own."""
LEAST_OTHERS: Final = 7
"""Other offices that it takes for those who may not look at them to read anything of them."""
_KEPT: Final = 3600
"""Seconds for which the places of thousands of offices are kept."""


class PlacedOffice(NamedTuple):
    """An office's place: ``equals`` others share its rank, ``in_region`` is that in its region."""

    office: int
    path: str
    superior: int | None
    code: str
    name: str
    composite: Decimal | None
    rank: int | None
    in_region: int | None
    equals: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An office near by rank: nameless for those who may not look at it."""

    placed: PlacedOffice
    may_see: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class OfficePlace:
    """The office's place in the official ranking of a month, among so many that have one.

    ``neighbours`` are empty where there are too few for the reader to look at; ``as_of`` is when
    thousands were ranked.
    """

    month: Month
    own: PlacedOffice
    in_country: int
    in_region: int
    neighbours: Sequence[Neighbour]
    as_of: datetime | None

    @property
    def are_nameless(self) -> bool:
        """Whether any of the neighbours has no name for the reader."""
        return not all(one.may_see for one in self.neighbours)


def place_of(
    office: Office, selection: Selection, *, access: Access, today: date
) -> OfficePlace | None:
    """The office's place; ``None`` of one that is not ranked, such as a region's. The queries of
    the dashboard's ranking, none where thousands were ranked within the hour.
    """
    if office.level != Level.DISTRICT:
        return None
    places, as_of = _places(office, selection, today=today)
    ranked = [one for one in places if one.rank is not None]
    own = next((one for one in places if one.office == office.pk), None)
    if own is None:
        return None
    near = [
        Neighbour(one, one is own or access.may_compare(_office(one)), one is own)
        for one in _near(ranked, own)
    ]
    may_read = len(ranked) > LEAST_OTHERS or all(one.may_see for one in near)
    return OfficePlace(
        month=selection.month,
        own=own,
        in_country=len(ranked),
        in_region=sum(one.superior == own.superior for one in ranked),
        neighbours=near if may_read else (),
        as_of=as_of,
    )


def _places(
    office: Office, selection: Selection, *, today: date
) -> tuple[Sequence[PlacedOffice], datetime | None]:
    country = country_of(office, selection.month)
    scope = OfficeScope((), country, country)
    key = f"places-{key_of(scope, selection, today=today)}"
    kept: tuple[Sequence[PlacedOffice], datetime] | None = caches[RANKINGS].get(key)
    if kept:
        return kept
    ranking = ranking_of(scope, selection, today=today, is_fresh=False)
    places = [
        PlacedOffice(
            one.office.pk,
            scope.office(one.office.pk).path,
            one.office.superior,
            one.office.code,
            one.office.name,
            one.standing.composite,
            one.standing.rank,
            one.in_region,
            one.equals,
        )
        for one in ranking.places
    ]
    if not ranking.is_wide:
        return places, None
    caches[RANKINGS].set(key, (places, ranking.at), timeout=_KEPT)
    return places, ranking.at


def _office(placed: PlacedOffice) -> Office:
    return Office(pk=placed.office, path=placed.path, parent_id=placed.superior)


def _near(ranked: Sequence[PlacedOffice], own: PlacedOffice) -> Sequence[PlacedOffice]:
    at = next((place for place, one in enumerate(ranked) if one is own), None)
    return () if at is None else ranked[max(at - REACH, 0) : at + REACH + 1]
