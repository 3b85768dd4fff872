"""The life of an office: its details, its last day, its second life."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import record
from numerals import day_after
from offices.journal.recording import differences
from offices.models import OFFICE_DETAILS, Office, User
from offices.refusal import Refused
from offices.selectors import open_children, postings_beyond
from offices.services.administrators import keeping_administrators
from offices.services.postings import stop_postings


@transaction.atomic
def change_office(office: Office, *, by: User | None, **details: Any) -> None:
    """Correct some of ``OFFICE_DETAILS``. Raises ``Refused`` for an opening after the last day."""
    if unknown := details.keys() - set(OFFICE_DETAILS):
        raise TypeError(f"no details of an office: {', '.join(sorted(unknown))}")
    stored = _locked(office)
    changed = copy(stored)
    for field, value in details.items():
        setattr(changed, field, value)
    if changed.active_from and changed.active_to and changed.active_to < changed.active_from:
        raise Refused(_("The office cannot open after its last day."))
    _save(stored, changed, fields=tuple(details), by=by)
    _follow(office, changed, fields=details)


def close_office(office: Office, *, last_day: date, by: User | None) -> None:
    """Let ``last_day`` be the office's last; its postings end with it, its figures stay.

    Postings that were to begin later are withdrawn. Raises ``Refused`` while an office below
    it goes on, or when nobody would be left to administer.
    """
    with keeping_administrators(day_after(last_day), by=by):
        stored = _locked(office)
        if stored.active_from and last_day < stored.active_from:
            raise Refused(_("The office cannot open after its last day."))
        if open_children(stored, after=last_day).exists():
            raise Refused(_("Offices below it stay open after that day. Move or close them first."))
        stop_postings(postings_beyond(stored, last_day), last_day=last_day, by=by)
        _set_last_day(stored, last_day, by=by)
    office.active_to = last_day


@transaction.atomic
def reopen_office(office: Office, *, by: User | None) -> None:
    """Take the last day away; postings that ended with it stay ended.

    Raises ``Refused`` while the superior office is closed.
    """
    stored = _locked(office)
    if stored.parent and stored.parent.active_to:
        raise Refused(_("The superior office is closed. Reopen it, or move this office, first."))
    _set_last_day(stored, None, by=by)
    office.active_to = None


def _locked(office: Office) -> Office:
    return Office.objects.select_for_update(no_key=True, of=("self",)).get(pk=office.pk)


def _set_last_day(stored: Office, day: date | None, *, by: User | None) -> None:
    changed = copy(stored)
    changed.active_to = day
    _save(stored, changed, fields=("active_to",), by=by)


def _save(stored: Office, changed: Office, *, fields: tuple[str, ...], by: User | None) -> None:
    entries = differences(stored, changed, fields=fields)
    if entries:
        changed.save(update_fields=[entry.field for entry in entries])
        record(entries, by=by)


def _follow(office: Office, changed: Office, *, fields: Iterable[str]) -> None:
    for field in fields:
        setattr(office, field, getattr(changed, field))
