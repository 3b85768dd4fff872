"""Who may see and do what: the one place that decides it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from offices.models import Office, OfficeQuerySet, Posting, Reach, Role, User

_ROOT: Final = 2
"""Slashes in the path of an office that nothing stands above."""

_FEW: Final = 100
"""Offices whose superior ones are asked for by name; of more, all reviewers are read."""


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

    def may_review(self, office: Office) -> bool:
        """Whether the office's returns may be accepted or returned."""
        return any(scope.covers(office) for scope in self.review)

    def may_follow(self, office: Office) -> bool:
        """Whether the office's returns may be seen in review, decided on or not."""
        return self.administers or self.may_review(office)

    def may_compare(self, office: Office) -> bool:
        """Whether the office may be looked at side by side with others."""
        return self.administers or any(scope.covers(office) for scope in self.oversight)

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

    def may_extend(self, office: Office) -> bool:
        """Whether the office may be given more time: never by those who work for it."""
        if office.pk in self.works_for:
            return False
        return self.administers or any(scope.covers(office) for scope in self.review)

    def may_plan(self, office: Office) -> bool:
        """Whether the office's plans may be built, approved and amended."""
        return any(scope.covers(office) for scope in self.planning)


def postings_of(user: User) -> list[Posting]:
    """The user's postings of today, with their offices: one query, kept for the request.

    Each tells by ``has_head`` whether anybody is posted as head of its office today.
    """
    known: list[Posting] | None = getattr(user, "_postings", None)
    if known is None:
        today = Posting.objects.on(timezone.localdate())
        heads = today.filter(
            office=OuterRef("office"), role=Role.HEAD, user__is_active=True
        ).order_by()
        known = list(
            today.filter(user=user)
            .select_related("office")
            .annotate(has_head=Exists(heads))
            .order_by("starts", "pk")
        )
        user._postings = known  # type: ignore[attr-defined]
    return known


def access_of(user: User | AnonymousUser) -> Access:
    """What the user may do today."""
    if not isinstance(user, User) or not user.is_active:
        return Access()
    return access_by(postings_of(user), is_superuser=user.is_superuser)


def access_by(postings: Collection[Posting], *, is_superuser: bool = False) -> Access:
    """What one person's postings allow, each with ``has_head``. No query."""

    def offices(role: Role) -> frozenset[int]:
        return frozenset(one.office_id for one in postings if one.role == role)

    def scopes(role: Role) -> tuple[Scope, ...]:
        return tuple(Scope.of(one) for one in postings if one.role == role)

    with_head = frozenset(one.office_id for one in postings if one.has_head)  # type: ignore[attr-defined]
    return Access(
        posted=frozenset(one.office_id for one in postings),
        entry=offices(Role.ENTRY),
        heads=offices(Role.HEAD),
        headless=offices(Role.ENTRY) - with_head,
        review=scopes(Role.REVIEWER),
        audit=scopes(Role.AUDITOR),
        planning=scopes(Role.PLANNER),
        administers=is_superuser or bool(scopes(Role.ADMINISTRATOR)),
        is_superuser=is_superuser,
    )


def postings_around(person: int) -> list[Posting]:
    """All postings of all time at the offices where the person has or had one: one query.

    The person's own are among them; each has its user and office at hand.
    """
    # Asked of people, whose own key a number that none can have is no error to compare with.
    people = User.objects.filter(pk=person)
    offices = Posting.objects.filter(user__in=people).values("office")
    found = Posting.objects.filter(office__in=offices).select_related("user", "office")
    return list(found.order_by("starts", "pk"))


def postings_to_hand_over(viewer: User, postings: Iterable[Posting]) -> list[Posting]:
    """Those among one person's postings whose hand-over the viewer sees.

    One's own; a head of office those at that office; an administrator all.
    """
    access = access_of(viewer)
    return [
        posting
        for posting in postings
        if posting.user_id == viewer.pk or access.may_hand_over(posting.office)
    ]


def offices_reviewed_in(postings: Iterable[Posting]) -> QuerySet[Office]:
    """The offices that the reviewer's postings among these reach."""
    return _within(Scope.of(posting) for posting in postings if posting.role == Role.REVIEWER)


def offices_visible_to(user: User | AnonymousUser) -> QuerySet[Office]:
    """The offices that the user may read anything of."""
    access = access_of(user)
    if access.administers:
        return Office.objects.all()
    return Office.objects.filter(Q(pk__in=access.posted) | _any_of(access.oversight))


def offices_overseen_by(user: User | AnonymousUser) -> OfficeQuerySet:
    """The offices that the user looks at side by side: reviewed, audited or planned for."""
    access = access_of(user)
    return Office.objects.all() if access.administers else _within(access.oversight)


def offices_reviewed_by(user: User | AnonymousUser) -> QuerySet[Office]:
    """The offices whose returns the user oversees (an administrator reads them all)."""
    access = access_of(user)
    return Office.objects.all() if access.administers else _within(access.review)


def headed_by(user: User, office: Office, *, on: date) -> bool:
    """Whether the person was posted as the office's head on the day."""
    return Posting.objects.on(on).filter(user=user, office=office, role=Role.HEAD).exists()


def officers_of(office: Office) -> QuerySet[User]:
    """Those who enter or submit the office's returns today."""
    return _people(
        Posting.objects.on(timezone.localdate()).filter(
            office=office, role__in=(Role.ENTRY, Role.HEAD)
        )
    )


def reviewers_of(office: Office) -> QuerySet[User]:
    """Those who accept or return the office's returns today, at whatever office above."""
    above = [int(pk) for pk in office.path.split("/") if pk]
    reaches = Q(office__in=above, reach=Reach.SUBTREE)
    if office.parent_id:
        reaches |= Q(office=office.parent_id, reach=Reach.DIRECT)
    return _people(Posting.objects.on(timezone.localdate()).filter(reaches, role=Role.REVIEWER))


def _people(postings: QuerySet[Posting]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=postings.order_by().values("user"))


def subtree(office: Office) -> QuerySet[Office]:
    """The office and everything below it: one indexed query."""
    return Office.objects.filter(path__under=office.path)


def open_children(office: Office, *, after: date) -> QuerySet[Office]:
    """The offices directly below that go on after the day."""
    return office.children.filter(Q(active_to=None) | Q(active_to__gt=after)).order_by("path")


def postings_beyond(office: Office, day: date) -> QuerySet[Posting]:
    """The office's postings that go on, or begin, after the day."""
    return (
        office.postings.filter(Q(ends=None) | Q(ends__gt=day))
        .select_related("user", "office")
        .order_by("starts", "pk")
    )


def _within(scopes: Iterable[Scope]) -> OfficeQuerySet:
    return Office.objects.filter(_any_of(scopes))


def _any_of(scopes: Iterable[Scope]) -> Q:
    condition = Q(pk__in=())
    for scope in scopes:
        condition |= scope.condition
    return condition


def reviewing_offices(offices: Collection[Office]) -> dict[int, Office]:
    """The office that decides on each one's returns, by id: one query, none for no office.

    It is the nearest one above where somebody is posted today to review it, or the office
    itself; nothing for an office that nobody reviews.
    """
    if not offices:
        return {}
    reviewers = Posting.objects.on(timezone.localdate()).filter(
        role=Role.REVIEWER, user__is_active=True
    )
    if len(offices) <= _FEW:
        above = {pk for office in offices for pk in _path_ids(office)}
        reviewers = reviewers.filter(office__in=above)
    scopes: dict[int, dict[bool, tuple[Scope, Office]]] = {}
    for posting in reviewers.select_related("office"):
        scope = Scope.of(posting)
        scopes.setdefault(scope.office, {})[scope.direct] = scope, posting.office
    found: dict[int, Office] = {}
    for office in offices:
        *superior, own = _path_ids(office) or [office.pk]
        for pk in (*reversed(superior), own):
            fits = [at for scope, at in scopes.get(pk, {}).values() if scope.covers(office)]
            if fits:
                found[office.pk] = fits[0]
                break
    return found


def _path_ids(office: Office) -> list[int]:
    return [int(pk) for pk in office.path.split("/") if pk]
