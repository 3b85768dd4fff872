"""Who may do what, found by asking: every role, posted at a sample office, for every action."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.work.roles.actions import ACTIONS, Action
from offices.models import Office, Posting, Reach, Role
from offices.selectors import Access, access_by


@dataclass(frozen=True, slots=True)
class Holder:
    """A role as it is held; an entry officer may stand in for the head that an office lacks."""

    role: Role
    label: Promise
    reach: Reach = Reach.SUBTREE
    has_head: bool = True

    def posting(self, office: Office) -> Posting:
        """Such a posting at the office, not stored."""
        posting = Posting(office=office, role=self.role, reach=self.reach)
        posting.has_head = self.has_head  # type: ignore[attr-defined]
        return posting

    def is_held_by(self, posting: Posting) -> bool:
        """Whether the posting, of ``postings_of``, is of this kind."""
        if posting.role != self.role:
            return False
        if self.role == Role.REVIEWER:
            return posting.reach == self.reach
        return self.role != Role.ENTRY or posting.has_head == self.has_head  # type: ignore[attr-defined]


HOLDERS: Final = (
    Holder(Role.ENTRY, _("Entry officer")),
    Holder(Role.ENTRY, _("Entry officer where nobody is head"), has_head=False),
    Holder(Role.HEAD, _("Head of office")),
    Holder(Role.REVIEWER, _("Reviewer of the offices directly below"), reach=Reach.DIRECT),
    Holder(Role.REVIEWER, _("Reviewer")),
    Holder(Role.PLANNER, _("Planner")),
    Holder(Role.AUDITOR, _("Auditor")),
    Holder(Role.ADMINISTRATOR, _("Administrator")),
)


class Place(Enum):
    """Where an office stands, seen from the office that someone is posted at."""

    OWN = Office(pk=2, parent_id=1, path="/1/2/")
    BELOW = Office(pk=3, parent_id=2, path="/1/2/3/")
    FURTHER_BELOW = Office(pk=4, parent_id=3, path="/1/2/3/4/")
    ELSEWHERE = Office(pk=5, parent_id=1, path="/1/5/")


_NAMES: Final = {
    Place.OWN: _("own office"),
    Place.BELOW: _("offices directly below"),
    Place.FURTHER_BELOW: _("offices further below"),
    Place.ELSEWHERE: _("offices elsewhere"),
}
_WHOLES: Final = {
    frozenset(Place): _("every office"),
    frozenset(Place) - {Place.ELSEWHERE}: _("own office and all below"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one kind of holder may do one thing."""

    holder: Holder
    places: frozenset[Place]
    is_mine: bool

    @property
    def names(self) -> list[str]:
        """The places in the reader's language; none where it is not allowed."""
        if whole := _WHOLES.get(self.places):
            return [str(whole)]
        return [str(_NAMES[place]) for place in Place if place in self.places]


@dataclass(frozen=True, slots=True)
class Line:
    """One action with a cell for each kind of holder."""

    action: Action
    cells: tuple[Cell, ...]


def places_of(action: Action, access: Access) -> frozenset[Place]:
    """Where someone posted at ``Place.OWN`` may do it."""
    return frozenset(place for place in Place if action.is_open_to(access, place.value))


def role_matrix(postings: Collection[Posting] = ()) -> list[Line]:
    """Every action with where each kind of holder may do it; the postings' own are marked."""
    accesses = [(holder, access_by([holder.posting(Place.OWN.value)])) for holder in HOLDERS]
    mine = held_by(postings)
    return [
        Line(
            action,
            tuple(
                Cell(holder, places_of(action, access), is_mine=holder in mine)
                for holder, access in accesses
            ),
        )
        for action in ACTIONS
    ]


def held_by(postings: Iterable[Posting]) -> frozenset[Holder]:
    """The kinds of holder that the postings, of ``postings_of``, make of a person."""
    return frozenset(
        holder for posting in postings for holder in HOLDERS if holder.is_held_by(posting)
    )
