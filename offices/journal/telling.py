"""The journal for its readers: which entries, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.days import NoDay, day_text, read_day
from offices.journal.model import AdministrationEntry, Matter
from offices.models import Office, Reach, Role, User

SHOWN: Final = 50
"""Entries on a page, the newest."""

_NONE: Final = "–"
_EVENTS: Final[dict[str, str | Promise]] = {
    "link": gettext_lazy("Link to set the password made"),
    "mail": gettext_lazy("E-mail with a link to set the password could not be sent"),
    "second_factor": gettext_lazy("Two-step sign-in reset"),
    "password": gettext_lazy("Password set by link"),
}
_CAME: Final[dict[str, str | Promise]] = {
    Matter.OFFICE: gettext_lazy("Office added"),
    Matter.USER: gettext_lazy("User added"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words: what it is about, and from what to what where it has both."""

    entry: AdministrationEntry
    what: str
    before: str
    after: str


def journal_of_user(user: User) -> list[Told]:
    """What was done to the person and their postings, newest first: one query."""
    return _told(AdministrationEntry.objects.filter(user=user))


def journal_of_office(office: Office) -> list[Told]:
    """What was done to the office and the postings there, newest first: one query."""
    return _told(AdministrationEntry.objects.filter(office=office))


def _told(entries: QuerySet[AdministrationEntry]) -> list[Told]:
    return [tell(entry) for entry in entries.select_related("by", "user", "office")[:SHOWN]]


def tell(entry: AdministrationEntry) -> Told:
    """The entry in the reader's language."""
    if entry.matter == Matter.POSTING:
        return _posting(entry)
    if not entry.field:
        return Told(entry, str(_CAME[entry.matter]), "", entry.after or "")
    if entry.field in _EVENTS:
        return Told(entry, str(_EVENTS[entry.field]), "", "")
    model = Office if entry.matter == Matter.OFFICE else User
    field = cast("models.Field", model._meta.get_field(entry.field))
    return Told(
        entry,
        str(field.verbose_name),
        _value(field, entry.before) or _NONE,
        _value(field, entry.after) or _NONE,
    )


def _posting(entry: AdministrationEntry) -> Told:
    what = {
        (True, False): _("Posting added"),
        (False, True): _("Posting withdrawn"),
    }.get((entry.before is None, entry.after is None), _("Posting changed"))
    where = [str(one) for one in (entry.user, entry.office) if one]
    return Told(
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
    try:
        return day_text(read_day(text))
    except NoDay:
        return text
