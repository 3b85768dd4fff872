"""What the services of offices and people have the ledger record of what they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledger.models import Change, ChangeSubject
from offices.models import Office, Posting, User


def office_came(office: Office) -> Change:
    """The office is new."""
    return Change(subject=ChangeSubject.OFFICE, office=office, after=office.code)


def user_came(user: User) -> Change:
    """The user is new."""
    return Change(subject=ChangeSubject.USER, user=user, after=user.username)


def user_event(user: User, field: str) -> Change:
    """Something happened to the user that has no before and after."""
    return Change(subject=ChangeSubject.USER, user=user, field=field)


def posting_changed(posting: Posting, *, before: str | None, after: str | None) -> Change:
    """A posting came (``before`` is none), went (``after`` is none) or was changed."""
    return Change(
        subject=ChangeSubject.POSTING,
        user_id=posting.user_id,
        office_id=posting.office_id,
        before=before,
        after=after,
    )


def differences(
    stored: Office | User, changed: Office | User, *, fields: Sequence[str]
) -> list[Change]:
    """A change for each of the fields that ``changed`` says otherwise than ``stored``."""
    about = (
        {"subject": ChangeSubject.OFFICE, "office": changed}
        if isinstance(changed, Office)
        else {"subject": ChangeSubject.USER, "user": changed}
    )
    pairs = ((field, told(stored, field), told(changed, field)) for field in fields)
    return [
        Change(field=field, before=before, after=after, **about)
        for field, before, after in pairs
        if before != after
    ]


def told(about: Office | User, field: str) -> str | None:
    """A field's value as the ledger keeps it; a superior office by its code."""
    value = getattr(about, field)
    if value is None or value == "":
        return None
    if isinstance(value, Office):
        return value.code
    return value.isoformat() if isinstance(value, date) else str(value)


def posting_told(posting: Posting) -> str:
    """A posting as the ledger keeps it: ``reviewer direct 2024-07-01 2025-06-30``."""
    ends = posting.ends.isoformat() if posting.ends else "-"
    return f"{posting.role} {posting.reach} {posting.starts.isoformat()} {ends}"
