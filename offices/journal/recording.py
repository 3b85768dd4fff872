"""What the services of offices and people have the ledger record of what they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ledger.digests import digest_of
from ledger.models import Change, ChangeSubject
from offices.journal.events import AccountEvent, OfficeMatter
from offices.models import OFFICE_DETAILS, Office, Posting, User

_OF_OFFICES: Final = ("code", "parent", *OFFICE_DETAILS, "active_to")
_OF_PEOPLE: Final = (
    "username",
    "name_bn",
    "name_en",
    "designation_bn",
    "designation_en",
    "email",
    "is_active",
)
"""All that a line tells of when it changes; the language everybody chooses for themselves."""


def office_came(office: Office) -> Change:
    """The office is new."""
    return Change(
        subject=ChangeSubject.OFFICE, office=office, after=office.code, digest=digest_as(office)
    )


def user_came(user: User) -> Change:
    """The user is new."""
    return Change(
        subject=ChangeSubject.USER, user=user, after=user.username, digest=digest_as(user)
    )


def user_event(user: User, event: AccountEvent) -> Change:
    """Something happened to the user that has no before and after."""
    return Change(subject=ChangeSubject.USER, user=user, field=event.value)


def posting_changed(posting: Posting, *, before: str | None, after: str | None) -> Change:
    """A posting came (``before`` is none), went (``after`` is none) or was changed."""
    return Change(
        subject=ChangeSubject.POSTING,
        user_id=posting.user_id,
        office_id=posting.office_id,
        before=before,
        after=after,
    )


def reminded_of_unmade(office: Office, plan: str, *, words: str) -> Change:
    """The office was reminded, in these words, of a plan that it has not made yet."""
    return Change(
        subject=ChangeSubject.OFFICE,
        office=office,
        field=OfficeMatter.PLAN_REMINDER,
        after=plan,
        reason=words,
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


def digest_as(about: Office | User, **before: str | None) -> str:
    """The SHA-256 of an office's or person's details, some of them as they were ``before``."""
    fields = _OF_OFFICES if isinstance(about, Office) else _OF_PEOPLE
    return digest_of(
        {name: before[name] if name in before else told(about, name) for name in fields}
    )


def told(about: Office | User, field: str) -> str | None:
    """A field's value as the ledger keeps it; a superior office by its code."""
    value = getattr(about, field)
    if value is None or value == "":
        return None
    if isinstance(value, Office):
        return value.code
    return value.isoformat() if isinstance(value, date) else str(value)


def posting_told(posting: Posting) -> str:
    """A posting as the ledger keeps it: ``reviewer direct 2024-07-01 2025-06-30``, and behind it
    as what somebody is head, where that is said.
    """
    ends = posting.ends.isoformat() if posting.ends else "-"
    told = f"{posting.role} {posting.reach} {posting.starts.isoformat()} {ends}"
    return f"{told} {posting.capacity}" if posting.capacity else told
