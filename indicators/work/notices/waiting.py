"""What waits on a day for those who decide on it: since when, by reviewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import DateField, F, QuerySet, Value
from django.utils import timezone

from indicators.periods.models import PeriodReport
from indicators.returns.models import MonthlyReturn
from indicators.returns.review.selectors import in_review_on
from indicators.returns.workflow import IN_REVIEW
from offices.models import Posting, Role
from offices.selectors import Scope
from plans.agreements.models import Agreement
from plans.amending.models import Amendment

_SIGNING_ABOVE: Final = (Role.REVIEWER, Role.PLANNER, Role.HEAD)
"""Those who sign agreements for the superior side."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one reviewer: how many, since when the oldest, how many days ago each came."""

    count: int
    oldest: date
    ages: frozenset[int]


def returns_waiting_for(postings: Collection[Posting], *, today: date) -> dict[int, Waiting]:
    """The returns that wait for the reviewers among these postings, by user id: one query."""
    found = MonthlyReturn.objects.filter(in_review_on(today)).annotate(until=F("open_until"))
    return _waiting_for(postings, found, today=today)


def reports_waiting_for(postings: Collection[Posting], *, today: date) -> dict[int, Waiting]:
    """The same of the reports of quarters and years."""
    never = Value(None, output_field=DateField())
    found = PeriodReport.objects.filter(state__in=IN_REVIEW).annotate(until=never)
    return _waiting_for(postings, found, today=today)


def proposals_waiting_for(postings: Collection[Posting], *, today: date) -> dict[int, Waiting]:
    """The proposed agreements and amendments that wait for those who sign above, by user id."""
    never = Value(None, output_field=DateField())
    agreements = Agreement.objects.filter(state__in=IN_REVIEW).annotate(until=never)
    amendments = Amendment.objects.filter(state__in=IN_REVIEW, dropped_at=None)
    found: dict[int, list[Waiting]] = defaultdict(list)
    for waiting in (agreements, amendments.annotate(until=never)):
        of_people = _waiting_for(postings, waiting, today=today, roles=_SIGNING_ABOVE, of_own=False)
        for user, one in of_people.items():
            found[user].append(one)
    return {
        user: Waiting(
            count=sum(one.count for one in own),
            oldest=min(one.oldest for one in own),
            ages=frozenset[int]().union(*(one.ages for one in own)),
        )
        for user, own in found.items()
    }


def _waiting_for(
    postings: Collection[Posting],
    waiting: QuerySet[Any],
    *,
    today: date,
    roles: Collection[str] = (Role.REVIEWER,),
    of_own: bool = True,
) -> dict[int, Waiting]:
    """What waits for those posted in one of the ``roles``; without ``of_own`` none of an office
    that the person works for.
    """
    deciding = [posting for posting in postings if posting.role in roles]
    if not deciding:
        return {}
    places = _places(waiting, today=today)
    works_for = {
        (posting.user_id, posting.office_id)
        for posting in postings
        if not of_own and posting.role in (Role.ENTRY, Role.HEAD)
    }
    found: dict[int, dict[int, date]] = defaultdict(dict)
    for posting in deciding:
        reached = places.directly if _reaches_directly(posting) else places.below
        for pk, day in reached.get(posting.office_id, {}).items():
            by, office = places.handed_in[pk]
            # Nobody decides on what they submitted themselves.
            if by != posting.user_id and (posting.user_id, office) not in works_for:
                found[posting.user_id][pk] = day
    return {user: _waiting(days.values(), today=today) for user, days in found.items() if days}


def _reaches_directly(posting: Posting) -> bool:
    """Whether the offices right below are those that the person decides for."""
    return posting.role == Role.HEAD or Scope.of(posting).direct


@dataclass(frozen=True)
class _Places:
    """What waits, with its days, by each office above or at theirs, and by the next; and by whom
    and by which office it was handed in.
    """

    below: Mapping[int, Mapping[int, date]]
    directly: Mapping[int, Mapping[int, date]]
    handed_in: Mapping[int, tuple[int | None, int]]


def _places(waiting: QuerySet[Any], *, today: date) -> _Places:
    below: dict[int, dict[int, date]] = defaultdict(dict)
    directly: dict[int, dict[int, date]] = defaultdict(dict)
    handed_in: dict[int, tuple[int | None, int]] = {}
    for pk, by, at, until, office, path, parent in waiting.values_list(
        "pk",
        "submitted_by",
        "submitted_at",
        "until",
        "plan__office",
        "plan__office__path",
        "plan__office__parent",
    ):
        handed_in[pk] = by, office
        # What was opened again waits since the end of that.
        day = until or (timezone.localtime(at).date() if at else today)
        for place in path.split("/"):
            if place:
                below[int(place)][pk] = day
        if parent:
            directly[parent][pk] = day
    return _Places(below, directly, handed_in)


def _waiting(days: Iterable[date], *, today: date) -> Waiting:
    known = list(days)
    ages = frozenset((today - day).days for day in known)
    return Waiting(count=len(known), oldest=min(known), ages=ages)
