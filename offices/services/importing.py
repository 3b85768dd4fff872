"""The writers of tables of people and postings: many rows in a few queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ledger.services import record
from numerals import day_after
from offices.accounts.account_mail import tell_old_addresses
from offices.journal.recording import differences, posting_changed, posting_told, user_came
from offices.models import Capacity, Office, Posting, Reach, Role, User
from offices.services.administrators import keeping_administrators
from offices.services.people import DETAILS, require_changeable
from offices.statistics import refresh_statistics

_BATCH = 500


@transaction.atomic
def store_people(people: Sequence[tuple[User | None, User]], *, by: User | None) -> None:
    """Insert or update each person; the first of a pair is how they were stored, if they were.

    Raises ``Refused`` for an account that is not ``by``'s to change. Old addresses are told.
    """
    new = [person for stored, person in people if stored is None]
    known = [(stored, person) for stored, person in people if stored is not None]
    require_changeable((stored for stored, _person in known), by=by)
    for person in new:
        person.password = make_password(None)
    User.objects.bulk_create(new, batch_size=_BATCH)
    User.objects.bulk_update([person for _, person in known], DETAILS, batch_size=_BATCH)
    refresh_statistics(User)
    record(
        [
            *map(user_came, new),
            *(
                entry
                for stored, person in known
                for entry in differences(stored, person, fields=DETAILS)
            ),
        ],
        by=by,
    )
    tell_old_addresses(known, by=by)


def store_postings(
    rows: Sequence[tuple[Posting | None, Mapping[str, Any]]], *, by: User | None
) -> None:
    """Add postings, or change of those stored until when they last, how far they reach and as what
    an office is headed.

    A row names ``username``, ``office`` (its code), ``role``, ``reach``, ``capacity``, ``starts``,
    ``ends``.
    Raises ``Refused`` when nobody would be left to administer.
    """
    ends = (values.get("ends") for _stored, values in rows)
    with keeping_administrators(*(day_after(day) for day in set(ends) if day), by=by):
        people = dict(User.objects.order_by().values_list("username", "pk"))
        offices = dict(Office.objects.order_by().values_list("code", "pk"))
        new: list[Posting] = []
        known: list[Posting] = []
        entries = []
        for stored, values in rows:
            posting = stored or Posting(
                user_id=people[values["username"]], office_id=offices[values["office"]]
            )
            before = posting_told(posting) if stored else None
            posting.role, posting.starts = values["role"], values["starts"]
            reach = values.get("reach", posting.reach)
            posting.reach = reach if posting.role == Role.REVIEWER else Reach.SUBTREE
            if "capacity" in values:
                posting.capacity = values["capacity"] or Capacity.REGULAR
            if "ends" in values:
                posting.ends = values["ends"]
            entries.append(posting_changed(posting, before=before, after=posting_told(posting)))
            (known if stored else new).append(posting)
        Posting.objects.bulk_create(new, batch_size=_BATCH)
        Posting.objects.bulk_update(known, ("reach", "capacity", "ends"), batch_size=_BATCH)
        refresh_statistics(Posting)
        record(entries, by=by)
