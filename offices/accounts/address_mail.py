"""The email that says at the old address that an account has another one now.

Who changes an address may be about to take the account; whoever had it hears of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from offices.models import User

logger = logging.getLogger(__name__)

PORTION: Final = 50
"""Emails of one job, sent over one line to the mail server."""

PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Before the second, third and fourth attempt."""

Told = tuple[int, str]
"""A person's id, and the address that they had."""


def tell_old_addresses(people: Iterable[tuple[User, User]], *, by: User | None) -> None:
    """Queue an email to each old address that changed; ``people`` are as stored, as changed."""
    moved = [(old.pk, old.email) for old, new in people if old.email and old.email != new.email]
    changer, at = by.pk if by else 0, timezone.now().isoformat()
    for start in range(0, len(moved), PORTION):
        send_to_old_addresses.enqueue(moved[start : start + PORTION], changer, at)


@task(priority=20)
def send_to_old_addresses(told: list[Told], by: int, at: str, attempt: int = 1) -> int:
    """Send the emails in each person's language; how many were sent. Others are tried again.

    ``by`` is the id of who changed the addresses, 0 for a command.
    """
    people = User.objects.in_bulk([pk for pk, _address in told])
    changer = User.objects.filter(pk=by).first()
    failed: list[Told] = []
    line = get_connection()
    for pk, address in told:
        if pk not in people:
            continue
        message = _message(people[pk], address, by=changer, at=datetime.fromisoformat(at))
        try:
            line.send_messages([message])
        except OSError as error:
            logger.warning("Person %s was not told: %s", pk, type(error).__name__)
            failed.append((pk, address))
    if failed and attempt <= len(PAUSES):
        later = send_to_old_addresses.using(run_after=timezone.now() + PAUSES[attempt - 1])
        later.enqueue(failed, by, at, attempt + 1)
    return len(told) - len(failed)


def _message(person: User, address: str, *, by: User | None, at: datetime) -> EmailMessage:
    with override(person.language):
        told = {"person": person, "by": by, "at": at}
        text = render_to_string("offices/accounts/address_mail.txt", told)
        return EmailMessage(_("Lokkho: your email address was changed"), text, to=[address])
