"""Whoever works for the office above one that is closed works for that one, too.

What a closed office still owes is handed in by its superior: the nearest one above that is
not closed itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from offices.models import Office, Posting, Role

_WORKING = (Role.ENTRY, Role.HEAD)


def has_closed_below(*, on: date) -> Exists:
    """Of a posting: whether an office directly below its own is closed on the day."""
    return Exists(Office.objects.filter(parent=OuterRef("office"), active_to__lt=on).order_by())


def take_on_closed(postings: Collection[Posting], *, on: date) -> None:
    """Tell each posting that works for an office which closed ones it works for as well.

    ``closed`` are their ids. No query where ``has_closed`` says that there is none; one for each
    level of closed offices below closed ones.
    """
    working = [one for one in postings if one.role in _WORKING and getattr(one, "has_closed", True)]
    above = {one.office_id: one.office_id for one in working}
    found: dict[int, set[int]] = {pk: set() for pk in above}
    level = set(above)
    while level:
        closed = Office.objects.filter(parent__in=level, active_to__lt=on)
        level = set()
        for pk, parent in closed.values_list("pk", "parent_id"):
            above[pk] = above[parent]
            found[above[parent]].add(pk)
            level.add(pk)
    for one in working:
        one.closed = frozenset(found[one.office_id])  # type: ignore[attr-defined]


def closed_of(posting: Posting) -> frozenset[int]:
    """The closed offices that the posting works for, once ``take_on_closed`` has told it."""
    found: frozenset[int] = getattr(posting, "closed", frozenset())
    return found


def acting_office(office: Office, *, on: date) -> Office:
    """The office itself; once it is closed, the nearest one above that is not: one query then."""
    if office.active_to is None or office.active_to >= on:
        return office
    above = [int(pk) for pk in office.path.split("/") if pk][:-1]
    open_ones = Office.objects.filter(Q(active_to=None) | Q(active_to__gte=on), pk__in=above)
    return max(open_ones, key=lambda one: above.index(one.pk), default=office)
