"""Postings beyond those of today: around a person, to be handed over, going on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from offices.models import Office, Posting, User
from offices.ordering import ByName
from offices.selectors.access import access_of


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


def open_children(office: Office, *, after: date) -> QuerySet[Office]:
    """The offices directly below that go on after the day."""
    return office.children.filter(Q(active_to=None) | Q(active_to__gt=after)).order_by(
        ByName(), "pk"
    )


def postings_beyond(office: Office, day: date) -> QuerySet[Posting]:
    """The office's postings that go on, or begin, after the day."""
    return (
        office.postings.filter(Q(ends=None) | Q(ends__gt=day))
        .select_related("user", "office")
        .order_by("starts", "pk")
    )
