"""Postings as they are held on a day: with the heads and officers beside them.

What a closed office still owes is handed in by its superior, the nearest one above that is not
closed itself: whoever works for that one works for the closed one, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from offices.models import HeldPosting, Office, Posting, PostingQuerySet, Role, User
from offices.prepared import Given, Prepared

_WORKING: Final = (Role.ENTRY, Role.HEAD)


def held_today(user: User) -> tuple[HeldPosting, ...]:
    """The user's postings of today, in the order in which they began: one query for a request,
    and one for each level of closed offices below theirs.
    """
    if user.held_today is None:
        today = timezone.localdate()
        user.held_today = tuple(_as_held(_OF_USER.ask(user=user.pk, day=today), today))
    return user.held_today


def postings_of(user: User) -> list[Posting]:
    """The user's postings of today, with their offices: as ``held_today``."""
    return [one.posting for one in held_today(user)]


def held_on(day: date, postings: PostingQuerySet | QuerySet[Posting]) -> list[HeldPosting]:
    """These postings of the day, as they are held, with their offices: one query, and those of
    ``closed_below``.
    """
    return _as_held(list(_with_those_beside(day) & postings), day)


def _as_held(found: Collection[Any], day: date) -> list[HeldPosting]:
    closed = closed_below(
        {one.office_id for one in found if one.has_closed and one.role in _WORKING}, on=day
    )
    return [
        HeldPosting(
            one,
            has_head=one.has_head,
            has_officer=one.has_officer,
            closed=closed.get(one.office_id, frozenset()) if one.role in _WORKING else frozenset(),
        )
        for one in found
    ]


def _with_those_beside(day: date | Given) -> QuerySet[Any]:
    """All postings with what is asked of each."""

    def beside(role: Role) -> Exists:
        others = Posting.objects.on(day).filter(role=role, user__is_active=True)
        return Exists(others.filter(office=OuterRef("office")).order_by())

    return Posting.objects.select_related("office").annotate(
        has_head=beside(Role.HEAD),
        has_officer=beside(Role.ENTRY),
        has_closed=Exists(
            Office.objects.filter(parent=OuterRef("office"), active_to__lt=day).order_by()
        ),
    )


def _of_user() -> QuerySet[Any]:
    day = Given("day", DateField())
    own = Posting.objects.on(day).filter(user=Given("user"))
    return (_with_those_beside(day) & own).order_by("starts", "pk")


_OF_USER: Final = Prepared(_of_user)
"""The user's postings of the day, which every request asks."""


def offices_worked_for(postings: Iterable[Posting], *, on: date) -> frozenset[int]:
    """Ids of the offices that these postings enter or head on the day, closed ones with them."""
    own = {one.office_id for one in postings if one.role in _WORKING}
    return frozenset(own).union(*closed_below(own, on=on).values())


def closed_below(offices: Collection[int], *, on: date) -> dict[int, frozenset[int]]:
    """Of each of these offices the closed ones that stand below it with nothing open between:
    one query for each level of them.
    """
    above = {pk: pk for pk in offices}
    found: dict[int, set[int]] = {pk: set() for pk in above}
    level = set(above)
    while level:
        closed = Office.objects.filter(parent__in=level, active_to__lt=on)
        level = set()
        for pk, parent in closed.values_list("pk", "parent_id"):
            above[pk] = above[parent]
            found[above[parent]].add(pk)
            level.add(pk)
    return {pk: frozenset(below) for pk, below in found.items()}


def acting_office(office: Office, *, on: date) -> Office:
    """The office itself; once it is closed, the nearest one above that is not: one query then."""
    if office.active_to is None or office.active_to >= on:
        return office
    above = [int(pk) for pk in office.path.split("/") if pk][:-1]
    open_ones = Office.objects.filter(Q(active_to=None) | Q(active_to__gte=on), pk__in=above)
    return max(open_ones, key=lambda one: above.index(one.pk), default=office)
