"""The journal of offices and people: which of the ledger's lines, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Change, ChangeSubject
from numerals import Unreadable, parse_date
from offices.journal.events import AccountEvent, OfficeMatter
from offices.models import Office, Reach, Role, User
from presentation.figures import day_in_digits

MATTERS: Final = [
    (one.value, one.label)
    for one in (ChangeSubject.OFFICE, ChangeSubject.USER, ChangeSubject.POSTING)
]
"""What the journal is of, as the form that filters it lists it."""

SHOWN: Final = 50
"""Entries on a page, the newest."""

LATEST: Final = 5
"""Entries that a person's own page shows of their sign-in."""

_NONE: Final = "–"
_CAME: Final[dict[str, str | Promise]] = {
    ChangeSubject.OFFICE: gettext_lazy("Office added"),
    ChangeSubject.USER: gettext_lazy("User added"),
}


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry in words: what it is about, and from what to what where it has both."""

    entry: Change
    what: str
    before: str
    after: str


def journal_entries() -> QuerySet[Change]:
    """The lines of the ledger that are about offices, people and postings."""
    subjects = [subject for subject, _label in MATTERS]
    # No plan's: so the index of those few is used.
    entries = Change.objects.filter(plan=None, subject__in=subjects)
    return entries.select_related("by", "user", "office")


def journal_of_user(user: User) -> list[ToldEntry]:
    """What was done to the person and their postings, newest first: one query."""
    return _told(journal_entries().filter(user=user))


def journal_of_office(office: Office) -> list[ToldEntry]:
    """What was done to the office and the postings there, newest first: one query."""
    return _told(journal_entries().filter(office=office))


def latest_of_sign_in(user: User) -> list[ToldEntry]:
    """What was last done to the person's sign-in or address, newest first: one query."""
    fields = [*AccountEvent.values, "email"]
    lines = journal_entries().filter(user=user, subject=ChangeSubject.USER, field__in=fields)
    return [tell(line) for line in lines[:LATEST]]


def _told(entries: QuerySet[Change]) -> list[ToldEntry]:
    return [tell(entry) for entry in entries[:SHOWN]]


def tell(entry: Change) -> ToldEntry:
    """The entry in the reader's language."""
    if entry.subject == ChangeSubject.POSTING:
        return _posting(entry)
    if not entry.field:
        return ToldEntry(entry, str(_CAME[entry.subject]), "", entry.after or "")
    if entry.field in AccountEvent:
        return ToldEntry(entry, str(AccountEvent(entry.field).label), "", "")
    if entry.field in OfficeMatter:
        label = str(OfficeMatter(entry.field).label)
        return ToldEntry(entry, label, entry.before or _NONE, entry.after or _NONE)
    model = Office if entry.subject == ChangeSubject.OFFICE else User
    field = cast("models.Field", model._meta.get_field(entry.field))
    return ToldEntry(
        entry,
        str(field.verbose_name),
        _value(field, entry.before) or _NONE,
        _value(field, entry.after) or _NONE,
    )


def _posting(entry: Change) -> ToldEntry:
    what = {
        (True, False): _("Posting added"),
        (False, True): _("Posting withdrawn"),
    }.get((entry.before is None, entry.after is None), _("Posting changed"))
    where = [str(one) for one in (entry.user, entry.office) if one]
    return ToldEntry(
        entry,
        " · ".join([what, *where]),
        _posting_words(entry.before),
        _posting_words(entry.after),
    )


def _posting_words(text: str | None) -> str:
    if text is None:
        return ""
    role, reach, starts, ends = text.split()
    words = [str(Role(role).label)]
    if reach != Reach.SUBTREE:
        words.append(str(Reach(reach).label))
    return f"{', '.join(words)}, {_day(starts)} – {'…' if ends == '-' else _day(ends)}"


def _value(field: models.Field, text: str | None) -> str:
    if text is None:
        return ""
    if isinstance(field, models.BooleanField):
        return _("yes") if text == "True" else _("no")
    if isinstance(field, models.DateField):
        return _day(text)
    choices = {str(key): str(label) for key, label in field.flatchoices}
    return choices.get(text, text)


def _day(text: str) -> str:
    read = parse_date(text)
    return text if isinstance(read, Unreadable) else day_in_digits(read)
