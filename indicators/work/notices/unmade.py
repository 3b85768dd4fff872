"""Agreements of the next year that nobody has made yet, told to whoever makes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from indicators.work.notices.reminders import is_near, is_reminded, urgency_of
from numerals import FiscalYearSpan
from offices.models import HeldPosting, Office
from offices.selectors import access_by
from plans.calendar.selectors import next_signing
from plans.document.defaults import AGREEMENT
from plans.workshop.selectors import without_plan


@dataclass(frozen=True, slots=True)
class UnmadePlans:
    """How many of the offices that a person makes plans for lack the next year's agreement."""

    year: FiscalYearSpan
    offices: int
    due: date
    days_left: int

    @property
    def urgency(self) -> tuple[bool, int]:
        """What sorts the most urgent first, as of a ``Reminder``."""
        return urgency_of(self.days_left)

    @property
    def is_reminded_today(self) -> bool:
        """Whether it is a reason of its own for an email today."""
        return is_reminded(self.days_left)


def unmade_by(held: Collection[HeldPosting], *, today: date) -> dict[int, UnmadePlans]:
    """By the ids of the people of these postings, once the day of signing is near: two queries."""
    signing = next_signing(today, plan_kind=AGREEMENT)
    if signing is None or not is_near(left := signing.days_left(today)):
        return {}
    found = without_plan(Office.objects.all(), year=signing.year, kind=AGREEMENT).order_by()
    missing = {one.pk: one for one in found.only("pk", "path", "parent")}
    postings: dict[int, list[HeldPosting]] = defaultdict(list)
    for one in held:
        postings[one.posting.user_id].append(one)
    unmade = {}
    for user, own in postings.items():
        access = access_by(own)
        offices = missing.keys() & access.works_for
        if access.planning:
            offices |= {pk for pk, office in missing.items() if access.may_plan(office)}
        if offices:
            unmade[user] = UnmadePlans(signing.year, len(offices), signing.term.due, left)
    return unmade
