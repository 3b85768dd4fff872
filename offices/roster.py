"""Who is posted where, arranged for the pages of offices and people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from offices.models import Posting, User


@dataclass(frozen=True, slots=True)
class Roster:
    """Postings of today, of the past (newest first) and to come."""

    now: tuple[Posting, ...]
    earlier: tuple[Posting, ...]
    to_come: tuple[Posting, ...]


def roster(postings: Iterable[Posting], *, today: date) -> Roster:
    """Tell the postings apart by ``today``."""
    in_time = sorted(postings, key=lambda one: (one.starts, one.pk))
    over = [one for one in in_time if one.ends and one.ends < today]
    return Roster(
        now=tuple(one for one in in_time if one.starts <= today and one not in over),
        earlier=tuple(reversed(over)),
        to_come=tuple(one for one in in_time if one.starts > today),
    )


def people_with_postings(*, today: date) -> QuerySet[User]:
    """All accounts, each with its ``postings_today`` and their offices: two queries."""
    in_force = Posting.objects.on(today).select_related("office").order_by("starts", "pk")
    return User.objects.prefetch_related(
        Prefetch("postings", queryset=in_force, to_attr="postings_today")
    )
