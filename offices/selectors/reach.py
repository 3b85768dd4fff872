"""Which offices a person sees, oversees or reviews, and who reviews an office."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from offices.models import Office, OfficeQuerySet, Posting, Reach, Role, User
from offices.selectors.access import Scope, access_of
from offices.selectors.held import acting_office

_FEW: Final = 100
"""Offices whose superior ones are asked for by name; of more, all reviewers are read."""


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


def offices_agreed_by(user: User) -> QuerySet[Office]:
    """The offices whose agreements the person may sign for the superior side."""
    access = access_of(user)
    above = _within((*access.review, *access.planning)) | Office.objects.filter(
        parent__in=access.heads
    )
    return above.exclude(pk__in=access.works_for)


def offices_followed_by(user: User) -> OfficeQuerySet:
    """The offices whose plans' way the person follows: overseen, signed with, or worked for."""
    overseen, agreed = offices_overseen_by(user), offices_agreed_by(user)
    own = Office.objects.filter(pk__in=access_of(user).works_for)
    return overseen | agreed | own


def offices_reviewed_in(postings: Iterable[Posting]) -> QuerySet[Office]:
    """The offices that the reviewer's postings among these reach."""
    return _within(Scope.of(posting) for posting in postings if posting.role == Role.REVIEWER)


def subtree(office: Office) -> QuerySet[Office]:
    """The office and everything below it: one indexed query."""
    return Office.objects.filter(path__under=office.path)


def officers_of(office: Office, *roles: Role) -> QuerySet[User]:
    """Those who enter or submit the office's returns today; of these roles only, if given.

    Of a closed office those of its superior.
    """
    today = timezone.localdate()
    return _people(
        Posting.objects.on(today).filter(
            office=acting_office(office, on=today), role__in=roles or (Role.ENTRY, Role.HEAD)
        )
    )


def heads_alone(offices: Iterable[Office]) -> set[int]:
    """Those of the offices, by id, that have a head today, and nobody who enters for them: one
    query; of offices that are not stored, and so have nobody, none.
    """
    stored = [office.pk for office in offices if not office._state.adding]
    if not stored:
        return set()
    held = Posting.objects.on(timezone.localdate()).filter(
        office__in=stored, role__in=(Role.ENTRY, Role.HEAD), user__is_active=True
    )
    roles: dict[int, set[str]] = {}
    for office, role in held.values_list("office", "role"):
        roles.setdefault(office, set()).add(role)
    return {office for office, found in roles.items() if found == {Role.HEAD}}


def officers_by_office(offices: Collection[int]) -> dict[int, list[int]]:
    """The ids of those whom ``officers_of`` names, of many offices by id: one query."""
    found: dict[int, list[int]] = {}
    postings = Posting.objects.on(timezone.localdate()).filter(
        office__in=offices, role__in=(Role.ENTRY, Role.HEAD), user__is_active=True
    )
    for office, user in (
        postings.values_list("office", "user").distinct().order_by("office", "user")
    ):
        found.setdefault(office, []).append(user)
    return found


def headed_by(user: User, office: Office, *, on: date) -> bool:
    """Whether the person was posted as the office's head on the day, or acted for a closed one."""
    office = acting_office(office, on=on)
    return Posting.objects.on(on).filter(user=user, office=office, role=Role.HEAD).exists()


@dataclass(frozen=True, slots=True)
class Headship:
    """Whether somebody heads an office, and as what they head it or the nearest above."""

    is_head: bool = False
    capacity: str = ""


def heading_of(user: User, office: Office, *, on: date) -> Headship:
    """What the person is head of on the day, of an office and those above: one query."""
    own = acting_office(office, on=on)
    heads = list(
        Posting.objects.on(on)
        .filter(user=user, role=Role.HEAD, office__in={own.pk, *_path_ids(office)})
        .order_by("-office__path")
        .values_list("office", "capacity")
    )
    is_head = any(pk == own.pk for pk, _ in heads)
    return Headship(is_head, heads[0][1] if heads else "")


def reviewers_of(office: Office) -> QuerySet[User]:
    """Those who accept or return the office's returns today, at whatever office above."""
    return _people(Posting.objects.on(timezone.localdate()).filter(_reviewing(office)))


def superiors_of(office: Office) -> QuerySet[User]:
    """Those who sign the office's agreement for the superior side today, or give it back."""
    signing = _reviewing(office) | Q(office__in=_path_ids(office), role=Role.PLANNER)
    if office.parent_id:
        signing |= Q(office=office.parent_id, role=Role.HEAD)
    people = _people(Posting.objects.on(timezone.localdate()).filter(signing))
    return people.exclude(pk__in=officers_of(office).values("pk"))


def _reviewing(office: Office) -> Q:
    """The postings by which an office's returns are decided on."""
    reaches = Q(office__in=_path_ids(office), reach=Reach.SUBTREE)
    if office.parent_id:
        reaches |= Q(office=office.parent_id, reach=Reach.DIRECT)
    return Q(role=Role.REVIEWER) & reaches


def planners_of(office: Office) -> QuerySet[User]:
    """Those who plan for the office today, at whatever office above."""
    return _people(
        Posting.objects.on(timezone.localdate()).filter(
            office__in=_path_ids(office), role=Role.PLANNER
        )
    )


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


def deciders_by_office(offices: Collection[Office]) -> dict[int, list[int]]:
    """The ids of those who decide on each office's returns today, by office id: two queries.

    They are the reviewers of the office that ``reviewing_offices`` names.
    """
    deciding = reviewing_offices(offices)
    postings = Posting.objects.on(timezone.localdate()).filter(
        office__in={at.pk for at in deciding.values()}, role=Role.REVIEWER, user__is_active=True
    )
    scopes: dict[int, list[tuple[Scope, int]]] = {}
    for posting in postings.select_related("office").order_by("user"):
        scopes.setdefault(posting.office_id, []).append((Scope.of(posting), posting.user_id))
    return {
        office.pk: list(
            dict.fromkeys(user for scope, user in scopes[at.pk] if scope.covers(office))
        )
        for office in offices
        if (at := deciding.get(office.pk))
    }


def _people(postings: QuerySet[Posting]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=postings.order_by().values("user"))


def _within(scopes: Iterable[Scope]) -> OfficeQuerySet:
    return Office.objects.filter(_any_of(scopes))


def _any_of(scopes: Iterable[Scope]) -> Q:
    condition = Q(pk__in=())
    for scope in scopes:
        condition |= scope.condition
    return condition


def _path_ids(office: Office) -> list[int]:
    return [int(pk) for pk in office.path.split("/") if pk]
