"""What a person may do: decided from their postings of today."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from offices.models import HeldPosting, Office, Posting, Reach, Role, User
from offices.selectors.held import held_today

_ROOT: Final = 2
"""Slashes in the path of an office that nothing stands above."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The offices that one posting reaches: a subtree, or those directly below an office."""

    office: int
    path: str
    direct: bool = False

    @classmethod
    def of(cls, posting: Posting) -> Scope:
        """What the posting reaches; only a reviewer's may stop at the direct subordinates."""
        direct = posting.role == Role.REVIEWER and posting.reach == Reach.DIRECT
        return cls(posting.office_id, posting.office.path, direct)

    def covers(self, office: Office) -> bool:
        """Whether the office is within."""
        if self.direct:
            return office.parent_id == self.office
        return bool(self.path) and office.path.startswith(self.path)

    @property
    def condition(self) -> Q:
        """The same question, of the database."""
        if self.direct:
            return Q(parent=self.office)
        # An office that was never placed in the tree has nothing below it.
        return Q(path__under=self.path) if self.path else Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Access:
    """What a user's postings of today allow.

    ``posted``, ``entry``, ``heads`` and ``headless`` hold ids of offices; ``headless`` are
    those that the user enters figures of and nobody heads today. ``review``, ``audit`` and
    ``planning`` hold what the reviewer's, auditor's and planner's postings reach; an
    administrator sees everything.
    """

    posted: frozenset[int] = frozenset()
    entry: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    headless: frozenset[int] = frozenset()
    review: tuple[Scope, ...] = ()
    audit: tuple[Scope, ...] = ()
    planning: tuple[Scope, ...] = ()
    administers: bool = False
    is_superuser: bool = False

    @property
    def reviews(self) -> bool:
        """Whether returns of offices wait for the user, or may be looked through."""
        return self.administers or bool(self.review)

    @property
    def oversees(self) -> bool:
        """Whether the user looks at several offices side by side."""
        return self.administers or bool(self.oversight)

    @property
    def oversight(self) -> tuple[Scope, ...]:
        """What the user looks at side by side, short of everything."""
        return (*self.review, *self.audit, *self.planning)

    @property
    def audits(self) -> bool:
        """Whether the log of offices and people, the rules and the checks may be read."""
        return self.administers or bool(self.audit)

    @property
    def works_for(self) -> frozenset[int]:
        """The offices whose returns the user owes: entered or submitted by them."""
        return self.entry | self.heads

    def sees(self, office: Office) -> bool:
        """Whether anything of the office may be read."""
        return office.pk in self.posted or self.may_compare(office)

    def may_enter(self, office: Office) -> bool:
        """Whether the office's figures may be written."""
        return office.pk in self.entry

    def may_prepare(self, office: Office) -> bool:
        """Whether the office's returns may be checked before they are submitted."""
        return self.may_enter(office) or self.may_submit(office)

    def may_submit(self, office: Office) -> bool:
        """Whether the office's returns may be submitted: by its head, or by its entry officer
        as long as nobody is posted as its head.
        """
        return office.pk in self.heads or office.pk in self.headless

    def heads_office(self, office: Office) -> bool:
        """Whether the user is the office's head."""
        return office.pk in self.heads

    def may_hand_up(self, office: Office) -> bool:
        """Whether the office's returns are handed to its head: by who enters, and signs not."""
        return self.may_enter(office) and not self.may_submit(office)

    def may_review(self, office: Office) -> bool:
        """Whether the office's returns may be accepted or returned."""
        return any(scope.covers(office) for scope in self.review)

    def may_agree(self, office: Office) -> bool:
        """Whether the office's agreement may be signed for the superior side, or given back: by
        who reviews it, heads the office right above, or plans for it; never by its own people.
        """
        if office.pk in self.works_for:
            return False
        is_above = office.parent_id in self.heads
        return is_above or self.may_review(office) or self.may_plan(office)

    def may_handle_alerts(self, office: Office) -> bool:
        """Whether what needs attention at the office may be dismissed or assigned: by who reviews
        it or plans for it, never by its own people.
        """
        is_above = self.may_review(office) or self.may_plan(office)
        return is_above and office.pk not in self.works_for

    @property
    def follows_plans(self) -> bool:
        """Whether it is theirs to see how far the plans of offices are: who oversees offices, who
        heads one and so signs with those right below, who works for several.
        """
        return self.oversees or bool(self.heads) or len(self.works_for) > 1

    @property
    def signs_above(self) -> bool:
        """Whether the user may sign the agreement of some office for the superior side."""
        return bool(self.review or self.planning or self.heads)

    def may_override(self, office: Office) -> bool:
        """Whether an error in the office's plan may be let stand: by who plans for the whole
        tree, never for the own office.
        """
        planned = (one for one in self.planning if one.path.count("/") == _ROOT)
        return office.pk not in self.works_for and any(one.covers(office) for one in planned)

    def may_follow(self, office: Office) -> bool:
        """Whether the office's returns may be seen in review, decided on or not."""
        return self.administers or self.may_review(office)

    def may_compare(self, office: Office) -> bool:
        """Whether the office may be looked at side by side with others."""
        return self.administers or any(scope.covers(office) for scope in self.oversight)

    @property
    def oversees_all(self) -> bool:
        """Whether all offices of the tree may be looked at side by side."""
        roots = (one for one in self.oversight if one.path.count("/") == _ROOT)
        return self.administers or any(not one.direct for one in roots)

    def may_audit(self, office: Office) -> bool:
        """Whether the log of the office, its people and their postings may be read."""
        return self.administers or any(scope.covers(office) for scope in self.audit)

    def may_hand_over(self, office: Office) -> bool:
        """Whether the hand-over of others who are posted at the office may be seen."""
        return self.administers or office.pk in self.heads

    def may_change(self, account: User) -> bool:
        """Whether somebody's account may be corrected, closed, or given a new link; a
        superuser's by superusers alone.
        """
        return self.administers and (self.is_superuser or not account.is_superuser)

    def may_comment(self, office: Office) -> bool:
        """Whether the person takes part in the talk about the office's returns.

        The office and those who review it or plan for it do; who audits or administers reads.
        """
        return office.pk in self.works_for or self.may_review(office) or self.may_plan(office)

    @property
    def may_set_calendar(self) -> bool:
        """Whether the calendar of all offices may be set: by who plans for the whole tree."""
        return self.administers or any(scope.path.count("/") == _ROOT for scope in self.planning)

    @property
    def may_set_rules(self) -> bool:
        """Whether the year's rules may be set: by who sets the calendar of all offices."""
        return self.may_set_calendar

    @property
    def may_share_with_all(self) -> bool:
        """Whether a view of a list may be given to everyone: by who sets the calendar of all."""
        return self.may_set_calendar

    def may_extend(self, office: Office) -> bool:
        """Whether the office may be given more time: never by those who work for it."""
        if office.pk in self.works_for:
            return False
        return self.administers or any(scope.covers(office) for scope in self.review)

    def may_plan(self, office: Office) -> bool:
        """Whether the office's plans may be built, approved and amended."""
        return any(scope.covers(office) for scope in self.planning)


def access_of(user: User | AnonymousUser) -> Access:
    """What the user may do today."""
    if not isinstance(user, User) or not user.is_active:
        return Access()
    return access_by(held_today(user), is_superuser=user.is_superuser)


def access_by(held: Collection[HeldPosting], *, is_superuser: bool = False) -> Access:
    """What one person's postings allow. No query."""

    def offices(role: Role) -> frozenset[int]:
        return _offices(one for one in held if one.posting.role == role)

    def scopes(role: Role) -> tuple[Scope, ...]:
        return tuple(Scope.of(one.posting) for one in held if one.posting.role == role)

    return Access(
        posted=_offices(held),
        entry=offices(Role.ENTRY),
        heads=offices(Role.HEAD),
        headless=offices(Role.ENTRY) - _offices(one for one in held if one.has_head),
        review=scopes(Role.REVIEWER),
        audit=scopes(Role.AUDITOR),
        planning=scopes(Role.PLANNER),
        administers=is_superuser or bool(scopes(Role.ADMINISTRATOR)),
        is_superuser=is_superuser,
    )


def _offices(held: Iterable[HeldPosting]) -> frozenset[int]:
    """Their offices, with the closed ones that they work for."""
    return frozenset(pk for one in held for pk in one.offices)
