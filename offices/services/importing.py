"""The writers of tables of people and postings: many rows in a few queries."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from offices.journal.recording import differences, record, user_came
from offices.models import User
from offices.services.people import DETAILS

_BATCH = 500


@transaction.atomic
def store_people(people: Sequence[tuple[User | None, User]], *, by: User | None) -> None:
    """Insert or update each person; the first of a pair is how they were stored, if they were."""
    new = [person for stored, person in people if stored is None]
    known = [(stored, person) for stored, person in people if stored is not None]
    for person in new:
        person.password = make_password(None)
    User.objects.bulk_create(new, batch_size=_BATCH)
    User.objects.bulk_update([person for _, person in known], DETAILS, batch_size=_BATCH)
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
