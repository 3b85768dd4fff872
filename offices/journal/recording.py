"""Writing the journal: the services of offices and people tell it what they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from offices.journal.model import AdministrationEntry, Matter
from offices.models import Office, Posting, User
from offices.tracing import current_request


def record(entries: Iterable[AdministrationEntry], *, by: User | None) -> None:
    """Add the entries in one insert, as done by ``by`` in the request that is being answered."""
    told = list(entries)
    for entry in told:
        entry.by, entry.request = by, current_request()
    AdministrationEntry.objects.bulk_create(told, batch_size=1000)


def office_came(office: Office) -> AdministrationEntry:
    """The office is new."""
    return AdministrationEntry(matter=Matter.OFFICE, office=office, after=office.code)


def user_came(user: User) -> AdministrationEntry:
    """The user is new."""
    return AdministrationEntry(matter=Matter.USER, user=user, after=user.username)


def user_event(user: User, field: str) -> AdministrationEntry:
    """Something happened to the user that has no before and after."""
    return AdministrationEntry(matter=Matter.USER, user=user, field=field)


def posting_changed(
    posting: Posting, *, before: str | None, after: str | None
) -> AdministrationEntry:
    """A posting came (``before`` is none), went (``after`` is none) or was changed."""
    return AdministrationEntry(
        matter=Matter.POSTING,
        user_id=posting.user_id,
        office_id=posting.office_id,
        before=before,
        after=after,
    )


def differences(
    stored: Office | User, changed: Office | User, *, fields: Sequence[str]
) -> list[AdministrationEntry]:
    """An entry for each of the fields that ``changed`` says otherwise than ``stored``."""
    about = (
        {"matter": Matter.OFFICE, "office": changed}
        if isinstance(changed, Office)
        else {"matter": Matter.USER, "user": changed}
    )
    pairs = ((field, told(stored, field), told(changed, field)) for field in fields)
    return [
        AdministrationEntry(field=field, before=before, after=after, **about)
        for field, before, after in pairs
        if before != after
    ]


def told(about: Office | User, field: str) -> str | None:
    """A field's value as the journal keeps it; a superior office by its code."""
    value = getattr(about, field)
    if value is None or value == "":
        return None
    if isinstance(value, Office):
        return value.code
    return value.isoformat() if isinstance(value, date) else str(value)


def posting_told(posting: Posting) -> str:
    """A posting as the journal keeps it: ``reviewer direct 2024-07-01 2025-06-30``."""
    ends = posting.ends.isoformat() if posting.ends else "-"
    return f"{posting.role} {posting.reach} {posting.starts.isoformat()} {ends}"
