"""Who may do what, found by asking: every role, posted at a sample office, for every action."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.work.roles.actions import ACTIONS, Action
from offices.models import HeldPosting, Office, Posting, Reach, Role
from offices.selectors import Access, access_by


@dataclass(frozen=True, slots=True)
class RoleVariant:
    """A role as it is held; an entry officer may stand in for the head that an office lacks."""

    role: Role
    label: Promise
    reach: Reach = Reach.SUBTREE
    has_head: bool = True

    def held_at(self, office: Office) -> HeldPosting:
        """Such a posting at the office, not stored."""
        posting = Posting(office=office, role=self.role, reach=self.reach)
        return HeldPosting(posting, has_head=self.has_head)

    def describes(self, held: HeldPosting) -> bool:
        """Whether the posting is of this kind."""
        if held.posting.role != self.role:
            return False
        if self.role == Role.REVIEWER:
            return held.posting.reach == self.reach
        return self.role != Role.ENTRY or held.has_head == self.has_head


HOLDERS: Final = (
    RoleVariant(Role.ENTRY, _("Entry officer")),
    RoleVariant(Role.ENTRY, _("Entry officer where nobody is head"), has_head=False),
    RoleVariant(Role.HEAD, _("Head of office")),
    RoleVariant(Role.REVIEWER, _("Reviewer of the offices directly below"), reach=Reach.DIRECT),
    RoleVariant(Role.REVIEWER, _("Reviewer")),
    RoleVariant(Role.PLANNER, _("Planner")),
    RoleVariant(Role.AUDITOR, _("Auditor")),
    RoleVariant(Role.ADMINISTRATOR, _("Administrator")),
)


class RelativeOffice(Enum):
    """Where an office stands, seen from the office that someone is posted at."""

    OWN = Office(pk=2, parent_id=1, path="/1/2/")
    BELOW = Office(pk=3, parent_id=2, path="/1/2/3/")
    FURTHER_BELOW = Office(pk=4, parent_id=3, path="/1/2/3/4/")
    ELSEWHERE = Office(pk=5, parent_id=1, path="/1/5/")


_NAMES: Final = {
    RelativeOffice.OWN: _("own office"),
    RelativeOffice.BELOW: _("offices directly below"),
    RelativeOffice.FURTHER_BELOW: _("offices further below"),
    RelativeOffice.ELSEWHERE: _("offices elsewhere"),
}
_WHOLES: Final = {
    frozenset(RelativeOffice): _("every office"),
    frozenset(RelativeOffice) - {RelativeOffice.ELSEWHERE}: _("own office and all below"),
}


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Where one kind of holder may do one thing."""

    holder: RoleVariant
    places: frozenset[RelativeOffice]
    is_mine: bool

    @property
    def names(self) -> list[str]:
        """The places in the reader's language; none where it is not allowed."""
        if whole := _WHOLES.get(self.places):
            return [str(whole)]
        return [str(_NAMES[place]) for place in RelativeOffice if place in self.places]


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One action with a cell for each kind of holder."""

    action: Action
    cells: tuple[MatrixCell, ...]


def places_of(action: Action, access: Access) -> frozenset[RelativeOffice]:
    """Where someone posted at ``RelativeOffice.OWN`` may do it."""
    return frozenset(place for place in RelativeOffice if action.is_open_to(access, place.value))


def role_matrix(held: Collection[HeldPosting] = ()) -> list[MatrixLine]:
    """Every action with where each kind of holder may do it; the postings' own are marked."""
    accesses = [
        (holder, access_by([holder.held_at(RelativeOffice.OWN.value)])) for holder in HOLDERS
    ]
    mine = variants_of(held)
    return [
        MatrixLine(
            action,
            tuple(
                MatrixCell(holder, places_of(action, access), is_mine=holder in mine)
                for holder, access in accesses
            ),
        )
        for action in ACTIONS
    ]


def variants_of(held: Iterable[HeldPosting]) -> frozenset[RoleVariant]:
    """The kinds of holder that a person's postings make of them."""
    return frozenset(holder for one in held for holder in HOLDERS if holder.describes(one))
